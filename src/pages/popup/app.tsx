import type { View } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { reasons } from './reasons.ts';
import { EndedScreen } from './screens/ended.tsx';
import { ForbiddenScreen } from './screens/forbidden.tsx';
import { LinkedScreen } from './screens/linked.tsx';
import { OutdatedScreen } from './screens/outdated.tsx';
import { RequestingScreen } from './screens/requesting.tsx';
import { RevokedScreen } from './screens/revoked.tsx';
import { UnlinkedScreen } from './screens/unlinked.tsx';
import { UnreadableScreen } from './screens/unreadable.tsx';
import { WaitingScreen } from './screens/waiting.tsx';
import { type Send, useSend } from './send.ts';

/** What storage holds, as far as it can be shown. */
export type Shown =
  | { readonly view: View; readonly hasLink: boolean }
  /** A newer version of Pinlink wrote it. */
  | 'outdated'
  /** The browser cannot read it, or it cannot be drawn. */
  | 'unreadable';

interface AppProps {
  shown: Shown;
  /** Whether we may talk to plex.tv at all. */
  allowed: boolean;
  /** Reads storage again, and draws what it says. */
  redraw: () => void;
  /** What to copy for somebody who helps. */
  readReport: () => Promise<string>;
}

/** The whole popup, drawn from what it is given. */
export function App({ shown, allowed, redraw, readReport }: AppProps) {
  const [send, problem] = useSend(redraw);
  return (
    <>
      <header class="brand">
        <img src="icons/mark.svg" alt="" width="22" height="22" />
        {i18n('name')}
        <CopyButton id="copy-report" label="copyReport" kind="quiet" read={readReport} />
      </header>
      <main data-status={statusOf(shown, allowed)}>
        {problem !== null && typeof shown === 'object' && (
          <p class="notice" role="alert">
            {i18n(problem.message)}
          </p>
        )}
        {shown === 'outdated' && <OutdatedScreen />}
        {shown === 'unreadable' && <UnreadableScreen onRetry={redraw} />}
        {typeof shown === 'object' && !allowed && <ForbiddenScreen {...shown} send={send} />}
        {typeof shown === 'object' && allowed && <CurrentScreen view={shown.view} send={send} />}
      </main>
    </>
  );
}

function statusOf(shown: Shown, allowed: boolean): string {
  if (shown === 'outdated') return shown;
  if (shown === 'unreadable') return 'failed';
  return allowed ? shown.view.status : 'forbidden';
}

function CurrentScreen({ view, send }: { view: View; send: Send }) {
  switch (view.status) {
    case 'unlinked':
      return <UnlinkedScreen view={view} send={send} />;
    case 'requesting':
      return <RequestingScreen send={send} />;
    case 'waiting':
      return <WaitingScreen key={view.id} view={view} send={send} />;
    case 'linked':
      // Another link is met anew.
      return <LinkedScreen key={view.linkedAt} view={view} send={send} />;
    case 'revoked':
      return <RevokedScreen view={view} send={send} />;
    case 'expired':
      return <EndedScreen title="expiredTitle" text="expiredText" view={view} send={send} />;
    case 'failed':
      return <EndedScreen {...reasons[view.reason]} view={view} send={send} />;
  }
}
