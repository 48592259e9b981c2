import { useEffect, useState } from 'preact/hooks';
import type { Link } from '../../core/state.ts';
import { i18n } from '../../i18n.ts';
import { type Command, sendCommand } from '../../protocol.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { reasons } from './reasons.ts';
import { EndedScreen } from './screens/ended.tsx';
import { ForbiddenScreen } from './screens/forbidden.tsx';
import { LinkedScreen } from './screens/linked.tsx';
import { RequestingScreen } from './screens/requesting.tsx';
import { RevokedScreen } from './screens/revoked.tsx';
import { UnlinkedScreen } from './screens/unlinked.tsx';
import { UnreadableScreen } from './screens/unreadable.tsx';
import { WaitingScreen } from './screens/waiting.tsx';

/** Gives a command to the background; what comes of it arrives as another link. */
export type Send = (command: Command) => void;

interface AppProps {
  /** Null where the browser cannot read it. */
  link: Link | null;
  /** Whether we may talk to plex.tv at all. */
  allowed: boolean;
  /** Draws anew what storage says, should the background have died before it could say so. */
  redraw: () => void;
  /** What to copy for somebody who helps. */
  readReport: () => Promise<string>;
}

/** A command that came to nothing, and the sentence that says so. */
interface Problem {
  readonly command: Command['command'];
  readonly message: 'notTaken' | 'notSaved';
}

/** The whole popup, drawn from what it is given. */
export function App({ link, allowed, redraw, readReport }: AppProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const send: Send = order => {
    const { command } = order;
    // What one command has met is over when that one is taken, or another of the user's.
    const settle = (known: Problem | null) =>
      known?.command === command || command !== 'look' ? null : known;
    sendCommand(order)
      .then(
        answer => setProblem(answer === 'saved' ? settle : { command, message: 'notSaved' }),
        // A look that was lost is repeated soon: nobody needs to know.
        () => command !== 'look' && setProblem({ command, message: 'notTaken' }),
      )
      .finally(redraw);
  };
  // Somebody looks: what is shown should not be old.
  useEffect(() => send({ command: 'look' }), []);
  return (
    <>
      <header class="brand">
        <img src="icons/mark.svg" alt="" width="22" height="22" />
        {i18n('name')}
        <CopyButton id="copy-report" label="copyReport" kind="quiet" read={readReport} />
      </header>
      <main data-status={statusOf(link, allowed)}>
        {problem !== null && link !== null && (
          <p class="notice" role="alert">
            {i18n(problem.message)}
          </p>
        )}
        {link === null && <UnreadableScreen />}
        {link !== null && !allowed && <ForbiddenScreen />}
        {link !== null && allowed && <CurrentScreen link={link} send={send} />}
      </main>
    </>
  );
}

function statusOf(link: Link | null, allowed: boolean): string {
  if (link === null) return 'failed';
  return allowed ? link.status : 'forbidden';
}

function CurrentScreen({ link, send }: { link: Link; send: Send }) {
  switch (link.status) {
    case 'unlinked':
      return <UnlinkedScreen link={link} send={send} />;
    case 'requesting':
      return <RequestingScreen send={send} />;
    case 'waiting':
      return <WaitingScreen link={link} send={send} />;
    case 'linked':
      return <LinkedScreen link={link} send={send} />;
    case 'revoked':
      return <RevokedScreen link={link} send={send} />;
    case 'expired':
      return <EndedScreen title="expiredTitle" text="expiredText" link={link} send={send} />;
    case 'failed':
      return <EndedScreen {...reasons[link.reason]} link={link} send={send} />;
  }
}
