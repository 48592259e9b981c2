import type { Unlinked } from '../../../core/state.ts';
import { type WordKey, words } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Give } from '../app.tsx';
import { useLook } from '../look.ts';

export function UnlinkedScreen({ link, give }: { link: Unlinked; give: Give }) {
  useLook(link.news === 'signingOut' || link.news === 'notSignedOut', give);
  return (
    <section class="welcome">
      <News news={link.news} />
      <img src="icons/mark.svg" alt="" width="96" height="96" />
      <Title text="unlinkedTitle" />
      <p>{words('unlinkedText')}</p>
      <ul>
        <li>{words('unlinkedNoPassword')}</li>
        <li>{words('unlinkedNoToken')}</li>
        <li>{words('unlinkedPrivate')}</li>
      </ul>
      <div class="actions">
        <Button
          id="link"
          label="link"
          kind="primary"
          press={() => give({ command: 'link', way: 'browser' })}
        />
        <Button
          id="link-device"
          label="linkDevice"
          press={() => give({ command: 'link', way: 'device' })}
        />
      </div>
    </section>
  );
}

/** Plex's own app: under Settings, Authorized Devices, people end by hand what uses their account. */
const plexApp = 'https://app.plex.tv/';

const sentences: Record<NonNullable<Unlinked['news']>, WordKey> = {
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
            {words('authorizedDevices')}
          </a>
        )}
      </Sentence>
    </p>
  );
}
