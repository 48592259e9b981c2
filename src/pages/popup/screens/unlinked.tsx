import type { Unlinked } from '../../../core/state.ts';
import { i18n, type MessageKey } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Send } from '../app.tsx';
import { useLook } from '../look.ts';

export function UnlinkedScreen({ link, send }: { link: Unlinked; send: Send }) {
  useLook(link.news === 'signingOut' || link.news === 'notSignedOut', send);
  return (
    <section class="welcome">
      <News news={link.news} />
      <img src="icons/mark.svg" alt="" width="96" height="96" />
      <Title text="unlinkedTitle" />
      <p>{i18n('unlinkedText')}</p>
      <ul>
        <li>{i18n('unlinkedNoPassword')}</li>
        <li>{i18n('unlinkedNoToken')}</li>
        <li>{i18n('unlinkedPrivate')}</li>
      </ul>
      <div class="actions">
        <Button
          id="link"
          label="link"
          kind="primary"
          onPress={() => send({ command: 'link', way: 'browser' })}
        />
        <Button
          id="link-device"
          label="linkDevice"
          onPress={() => send({ command: 'link', way: 'device' })}
        />
      </div>
    </section>
  );
}

/** Plex's own app: under Settings, Authorized Devices, people end by hand what uses their account. */
const plexApp = 'https://app.plex.tv/';

const sentences: Record<NonNullable<Unlinked['news']>, MessageKey> = {
  signingOut: 'signingOut',
  notSignedOut: 'notSignedOut',
  signedOut: 'signedOut',
  damaged: 'damaged',
};

/** How the last link ended; where Plex does not know yet, also the way to end it by hand. */
function News({ news }: Pick<Unlinked, 'news'>) {
  if (news === null) return null;
  return (
    <p class={news === 'signedOut' ? 'good' : 'notice'} role="status" data-testid="news">
      <Sentence text={sentences[news]}>
        {news === 'notSignedOut' && (
          <a href={plexApp} target="_blank" rel="noreferrer">
            {i18n('authorizedDevices')}
          </a>
        )}
      </Sentence>
    </p>
  );
}
