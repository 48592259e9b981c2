import { useEffect } from 'preact/hooks';
import type { View } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { Announcer, Said } from '../../ui/announcer.tsx';
import { FrameContext } from '../../ui/page.tsx';
import { isWaitingThere, useCalm } from './calm.ts';
import type { Draft, Step } from './draft.ts';
import { MoreMenu } from './more-menu.tsx';
import { reasons } from './reasons.ts';
import { EndedScreen } from './screens/ended.tsx';
import { ForbiddenScreen } from './screens/forbidden.tsx';
import { HelpScreen } from './screens/help.tsx';
import { LinkedScreen } from './screens/linked.tsx';
import { OutdatedScreen } from './screens/outdated.tsx';
import { RequestingScreen } from './screens/requesting.tsx';
import { RevokedScreen } from './screens/revoked.tsx';
import { UnlinkedScreen } from './screens/unlinked.tsx';
import { UnreadableScreen } from './screens/unreadable.tsx';
import { WaitingScreen } from './screens/waiting.tsx';
import { type Send, useSend } from './send.ts';
import type { Shown } from './shown.ts';
import { useShortcutKeys } from './tabs.ts';
import { useToldOnce } from './told-once.ts';
import { useDetour } from './trail.ts';

interface AppProps {
  /** What there is by now. */
  latest: Shown;
  /** Whether we may talk to plex.tv at all. */
  allowed: boolean;
  /** How far somebody had come in an earlier popup. */
  draft: Draft | null;
  keepStep: (step: Step | null) => void;
  /** Reads storage again, and draws what it says. */
  redraw: () => void;
  /** What to copy for somebody who helps. */
  readReport: () => Promise<string>;
}

/** The whole popup, drawn from what it is given. */
export function App({ latest, allowed, draft, keepStep, redraw, readReport }: AppProps) {
  const calm = useCalm(latest);
  const { shown } = calm;
  const [send, problem] = useSend(redraw);
  const help = useDetour();
  const failure = problem !== null && typeof shown === 'object' ? i18n(problem.message) : null;
  const readKeys = useShortcutKeys();
  const frame = {
    status: statusOf(shown, allowed),
    notice: failure !== null && (
      <p class="notice" data-testid="failure">
        {failure}
      </p>
    ),
    menu: <MoreMenu readReport={readReport} readKeys={readKeys} onHelp={help.take} />,
    instead: null,
  };
  const instead = (
    <FrameContext.Provider value={frame}>
      <HelpScreen onBack={help.back} />
    </FrameContext.Provider>
  );
  // Whoever waits for something sees it come.
  useEffect(help.end, [frame.status]);
  const linked = { draft, keepStep };
  return (
    <Announcer>
      {failure !== null && <Said text={failure} of={problem} />}
      <FrameContext.Provider value={help.isTaken ? { ...frame, instead } : frame}>
        <ShownScreen
          shown={shown}
          isWaitingThere={isWaitingThere(calm)}
          allowed={allowed}
          linked={linked}
          send={send}
          redraw={redraw}
        />
      </FrameContext.Provider>
    </Announcer>
  );
}

interface ShownProps extends Pick<AppProps, 'allowed' | 'redraw'> {
  shown: Shown;
  /** Whether the pressed button of the first screen waits in its place. */
  isWaitingThere: boolean;
  linked: Pick<AppProps, 'draft' | 'keepStep'>;
  send: Send;
}

function ShownScreen({ shown, allowed, redraw, ...rest }: ShownProps) {
  if (shown === 'outdated') return <OutdatedScreen />;
  if (shown === 'unreadable') return <UnreadableScreen onRetry={redraw} />;
  return <ReadableScreen shown={shown} allowed={allowed} {...rest} />;
}

type ReadableProps = Pick<ShownProps, 'isWaitingThere' | 'allowed' | 'linked' | 'send'> & {
  shown: Exclude<Shown, string>;
};

function ReadableScreen({ shown, allowed, ...rest }: ReadableProps) {
  const view = useToldOnce(shown.view, rest.send);
  if (!allowed) return <ForbiddenScreen {...shown} view={view} send={rest.send} />;
  return <CurrentScreen view={view} {...rest} />;
}

function statusOf(shown: Shown, allowed: boolean): string {
  if (shown === 'outdated') return shown;
  if (shown === 'unreadable') return 'failed';
  return allowed ? shown.view.status : 'forbidden';
}

type CurrentProps = Pick<ShownProps, 'isWaitingThere' | 'linked' | 'send'> & { view: View };

function CurrentScreen({ view, isWaitingThere, linked, send }: CurrentProps) {
  switch (view.status) {
    case 'unlinked':
      return <UnlinkedScreen view={view} send={send} />;
    case 'requesting':
      return isWaitingThere ? (
        <UnlinkedScreen view={view} send={send} />
      ) : (
        <RequestingScreen view={view} send={send} />
      );
    case 'waiting':
      return <WaitingScreen key={view.id} view={view} send={send} />;
    case 'linked':
      // Another link is met anew.
      return <LinkedScreen key={view.linkedAt} view={view} {...linked} send={send} />;
    case 'revoked':
      return <RevokedScreen view={view} send={send} />;
    case 'expired':
      return <EndedScreen {...reasons.expired} view={view} send={send} />;
    case 'failed':
      return <EndedScreen {...reasons[view.reason]} view={view} send={send} />;
  }
}
