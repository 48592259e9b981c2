import { useState } from 'preact/hooks';
import type { Link } from '../link/kept.ts';
import { type Command, send } from '../messages.ts';
import { reasons } from './reasons.ts';
import { EndedScreen } from './screens/ended.tsx';
import { ForbiddenScreen } from './screens/forbidden.tsx';
import { LinkedScreen } from './screens/linked.tsx';
import { RequestingScreen } from './screens/requesting.tsx';
import { UnlinkedScreen } from './screens/unlinked.tsx';
import { WaitingScreen } from './screens/waiting.tsx';
import { words } from './words.ts';

/** Gives a command to the background; what comes of it arrives as another link. */
export type Give = (command: Command) => void;

interface AppProps {
  link: Link;
  /** Whether we may talk to plex.tv at all. */
  allowed: boolean;
  /** Draws anew what storage says, should the background have died before it could say so. */
  redraw: () => void;
}

/** The whole popup, drawn from what it is given. */
export function App({ link, allowed, redraw }: AppProps) {
  const [isLost, setIsLost] = useState(false);
  const give: Give = command => {
    // A check that was lost is repeated within the second: nobody needs to know.
    const tell = command.command === 'check' ? () => undefined : setIsLost;
    send(command)
      .then(
        () => tell(false),
        () => tell(true),
      )
      .finally(redraw);
  };
  return (
    <>
      <header class="brand">
        <img src="icons/mark.svg" alt="" width="22" height="22" />
        {words('name')}
      </header>
      <main data-status={allowed ? link.status : 'forbidden'}>
        {isLost && (
          <p class="notice" role="alert">
            {words('notTaken')}
          </p>
        )}
        {allowed ? <CurrentScreen link={link} give={give} /> : <ForbiddenScreen />}
      </main>
    </>
  );
}

function CurrentScreen({ link, give }: { link: Link; give: Give }) {
  switch (link.status) {
    case 'unlinked':
      return <UnlinkedScreen give={give} />;
    case 'requesting':
      return <RequestingScreen give={give} />;
    case 'waiting':
      return <WaitingScreen link={link} give={give} />;
    case 'linked':
      return <LinkedScreen link={link} give={give} />;
    case 'expired':
      return <EndedScreen title="expiredTitle" text="expiredText" link={link} give={give} />;
    case 'failed':
      return <EndedScreen {...reasons[link.reason]} link={link} give={give} />;
  }
}
