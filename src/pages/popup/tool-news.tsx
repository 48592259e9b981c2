import { useEffect, useRef } from 'preact/hooks';
import type { ToolNews } from '../../core/state.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { useSay } from '../../ui/announcer.tsx';
import { firstClick } from '../../ui/first-click.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { newsSince } from './news-of.ts';
import type { Send } from './send.ts';

const sentences: Record<ToolNews['what'], MessageKey> = {
  ended: 'ended',
  endedAtPlex: 'endedAtPlex',
  notCopied: 'gaveExpired',
  unsure: 'gaveUnsure',
  otherAccount: 'gaveOtherAccount',
};

/** What has become of tools since somebody last looked; read once, it goes. */
export function ToolNewsList({ news, send }: { news: readonly ToolNews[]; send: Send }) {
  if (news.length === 0) return null;
  const isGood = news.every(({ what }) => what === 'ended');
  return (
    <Notice id="tool-news" tone={isGood ? 'good' : 'warn'}>
      <div class="told">
        {news.map(({ name, what }, index) => (
          <p key={index}>
            <Sentence text={sentences[what]}>
              <bdi>{name}</bdi>
            </Sentence>
          </p>
        ))}
      </div>
      <button
        type="button"
        class="round"
        data-testid="tool-news-read"
        aria-label={i18n('dismiss')}
        onClick={firstClick(() => send({ command: 'newsRead' }))}
      >
        <Icon name="close" />
      </button>
    </Notice>
  );
}

/** The same for those who do not see it come. */
export function useToolNewsAnnounced(news: readonly ToolNews[]): void {
  const say = useSay();
  const known = useRef(news);
  useEffect(() => {
    const added = newsSince(known.current, news);
    known.current = news;
    // Each is a sentence of its own.
    if (added.length > 0) say(added.map(({ name, what }) => i18n(sentences[what], name)).join(' '));
  });
}
