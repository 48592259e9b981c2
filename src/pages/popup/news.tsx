import type { View } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { AuthorizedDevices } from './authorized-devices.tsx';
import { type NewsName, newsOf } from './news-of.ts';
import type { Send } from './send.ts';

const sentences: Record<NewsName, MessageKey> = {
  signingOut: 'signingOut',
  notSignedOut: 'notSignedOut',
  signedOut: 'signedOut',
  damaged: 'damaged',
  trying: 'stillEnding',
  givenUp: 'neverEnded',
};

/** What goes as it should is nothing to worry about. */
const tones: Record<NewsName, 'good' | 'plain' | 'warn'> = {
  signingOut: 'plain',
  notSignedOut: 'warn',
  signedOut: 'good',
  damaged: 'warn',
  trying: 'warn',
  givenUp: 'warn',
};

/** The sentences that name Plex's own page as a way to end a token. */
const withPage: readonly NewsName[] = ['notSignedOut', 'trying', 'givenUp'];

/** Where it stands on the page. */
export const newsId = 'news';

/** What has become of tokens that are wanted no more; where Plex does not say, also the way to end them. */
export function News({ view, send }: { view: View; send: Send }) {
  const news = newsOf(view);
  useAnnounced(news === null ? null : i18n(sentences[news], i18n('authorizedDevices')));
  if (news === null) return null;
  return (
    <Notice id={newsId} tone={tones[news]}>
      <p>
        <Sentence text={sentences[news]}>
          {withPage.includes(news) && <AuthorizedDevices />}
        </Sentence>
      </p>
      {news === 'givenUp' && (
        <Button
          id="forget"
          label="forget"
          kind="small"
          onPress={() => send({ command: 'forget', id: null })}
        />
      )}
    </Notice>
  );
}
