import type { View } from '../../core/view.ts';
import type { MessageKey } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
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

/** The sentences that name Plex's own page as a way to end a token. */
const withPage: readonly NewsName[] = ['notSignedOut', 'trying', 'givenUp'];

/** What has become of tokens that are wanted no more; where Plex does not say, also the way to end them. */
export function News({ view, send }: { view: View; send: Send }) {
  const news = newsOf(view);
  if (news === null) return null;
  return (
    <div class={news === 'signedOut' ? 'good' : 'notice'} role="status" data-testid="news">
      <p>
        <Sentence text={sentences[news]}>
          {withPage.includes(news) && <AuthorizedDevices />}
        </Sentence>
      </p>
      {news === 'givenUp' && (
        <Button id="forget" label="forget" onPress={() => send({ command: 'forget' })} />
      )}
    </div>
  );
}
