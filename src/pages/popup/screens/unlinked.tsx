import type { RequestingView, UnlinkedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { useAnnounced } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Page } from '../../../ui/page.tsx';
import { Title } from '../../../ui/title.tsx';
import { lookIntervals, useLook } from '../look.ts';
import { News, newsId } from '../news.tsx';
import { newsOf } from '../news-of.ts';
import type { Send } from '../send.ts';
import { hasWindows } from '../tabs.ts';
import { useIsSlow } from './requesting.tsx';

interface UnlinkedProps {
  /** The press was made where there is no link: the pressed button waits in its place. */
  view: View & (UnlinkedView | RequestingView);
  send: Send;
}

/** What Pinlink is for, what it promises, and the one button. */
export function UnlinkedScreen({ view, send }: UnlinkedProps) {
  const news = view.status === 'unlinked' ? view.news : null;
  const isSigningOut = news === 'signingOut' || news === 'notSignedOut';
  useLook(isSigningOut ? lookIntervals.answer : null, false, send);
  return (
    <Page footer={<Ways isConnecting={view.status === 'requesting'} send={send} />}>
      <News view={view} send={send} />
      <section class="welcome">
        <img src="icons/mark.svg" alt="" width="72" height="72" />
        <Title text="unlinkedTitle" describedBy={newsOf(view) === null ? undefined : newsId} />
        <p>{i18n(hasWindows() ? 'unlinkedText' : 'unlinkedTextTab')}</p>
        <ul>
          {promises.map(promise => (
            <li key={promise}>
              <Icon name="check" />
              <span>{i18n(promise)}</span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

const promises = ['unlinkedNoPassword', 'unlinkedNoToken', 'unlinkedPrivate'] as const;

interface WaysProps {
  isConnecting: boolean;
  send: Send;
}

/** The same buttons stay while plex.tv is asked, so that the focus stays where it is. */
function Ways({ isConnecting, send }: WaysProps) {
  useAnnounced(isConnecting ? i18n('requestingTitle') : null);
  return (
    <>
      {isConnecting && <SlowNote />}
      <Button
        id="link"
        label={isConnecting ? 'requestingTitle' : 'link'}
        kind="primary"
        isBusy={isConnecting}
        onPress={() => send({ command: 'link', way: 'browser' })}
      />
      <Button
        id={isConnecting ? 'cancel' : 'link-device'}
        label={isConnecting ? 'cancel' : 'linkDevice'}
        kind="quiet"
        onPress={() =>
          send(isConnecting ? { command: 'cancel' } : { command: 'link', way: 'device' })
        }
      />
    </>
  );
}

function SlowNote() {
  const isSlow = useIsSlow();
  useAnnounced(isSlow ? i18n('requestingSlow') : null);
  return isSlow && <p class="small">{i18n('requestingSlow')}</p>;
}
