import { useEffect, useState } from 'preact/hooks';
import type { Link } from '../../core/state.ts';
import { words } from '../../i18n.ts';
import { type Command, send } from '../../protocol.ts';
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
export type Give = (command: Command) => void;

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
  readonly words: 'notTaken' | 'notKept';
}

/** The whole popup, drawn from what it is given. */
export function App({ link, allowed, redraw, readReport }: AppProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const give: Give = order => {
    const { command } = order;
    // What one command has met is over when that one is taken, or another of the user's.
    const settle = (known: Problem | null) =>
      known?.command === command || command !== 'look' ? null : known;
    send(order)
      .then(
        taken => setProblem(taken === 'kept' ? settle : { command, words: 'notKept' }),
        // A look that was lost is repeated soon: nobody needs to know.
        () => command !== 'look' && setProblem({ command, words: 'notTaken' }),
      )
      .finally(redraw);
  };
  // Somebody looks: what is shown should not be old.
  useEffect(() => give({ command: 'look' }), []);
  return (
    <>
      <header class="brand">
        <img src="icons/mark.svg" alt="" width="22" height="22" />
        {words('name')}
        <CopyButton id="copy-report" label="copyReport" kind="quiet" read={readReport} />
      </header>
      <main data-status={statusOf(link, allowed)}>
        {problem !== null && link !== null && (
          <p class="notice" role="alert">
            {words(problem.words)}
          </p>
        )}
        {link === null && <UnreadableScreen />}
        {link !== null && !allowed && <ForbiddenScreen />}
        {link !== null && allowed && <CurrentScreen link={link} give={give} />}
      </main>
    </>
  );
}

function statusOf(link: Link | null, allowed: boolean): string {
  if (link === null) return 'failed';
  return allowed ? link.status : 'forbidden';
}

function CurrentScreen({ link, give }: { link: Link; give: Give }) {
  switch (link.status) {
    case 'unlinked':
      return <UnlinkedScreen link={link} give={give} />;
    case 'requesting':
      return <RequestingScreen give={give} />;
    case 'waiting':
      return <WaitingScreen link={link} give={give} />;
    case 'linked':
      return <LinkedScreen link={link} give={give} />;
    case 'revoked':
      return <RevokedScreen link={link} give={give} />;
    case 'expired':
      return <EndedScreen title="expiredTitle" text="expiredText" link={link} give={give} />;
    case 'failed':
      return <EndedScreen {...reasons[link.reason]} link={link} give={give} />;
  }
}
