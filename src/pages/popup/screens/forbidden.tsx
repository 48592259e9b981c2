import type { LinkView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { askToBeAllowed } from '../../../permission.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { AuthorizedDevices } from '../authorized-devices.tsx';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';
import { hidesQuestions, openInTab, useIsInTab } from '../tabs.ts';
import { useDetour } from '../trail.ts';
import { Unlink } from '../unlink.tsx';

interface ForbiddenProps {
  view: View;
  /** What there is to unlink, whatever the view is of. */
  link: LinkView | null;
  send: Send;
}

/** The user has withdrawn the permission for plex.tv: what that means, the way back, and the way out. */
export function ForbiddenScreen({ view, link, send }: ForbiddenProps) {
  const unlinking = useDetour();
  const ask = useAsk();
  if (unlinking.isTaken && link !== null)
    return <Unlink view={link} onKeep={unlinking.back} send={send} />;
  return (
    <Message
      icon="warning"
      tone="warn"
      title="forbiddenTitle"
      text={i18n('forbiddenText')}
      footer={
        <>
          {ask !== null && <Button id="allow" label="allow" kind="primary" onPress={ask} />}
          {link !== null && <Button id="unlink" label="unlink" onPress={unlinking.take} />}
        </>
      }
    >
      {link !== null ? (
        <p>
          <Sentence text="forbiddenUnlink">
            <AuthorizedDevices />
          </Sentence>
        </p>
      ) : (
        <News view={view} send={send} />
      )}
      {(link !== null || view.status !== 'unlinked') && (
        <p class="small">{i18n('forbiddenHint')}</p>
      )}
    </Message>
  );
}

/**
 * What leads to the browser's question; null for as long as that is not known. Where nobody would see
 * it over a popup, the same page asks in a tab.
 */
function useAsk(): (() => void) | null {
  const isTab = useIsInTab();
  const isSeen = !hidesQuestions() || isTab;
  if (isSeen === null) return null;
  // Refused or given: the browser tells those who listen for it.
  return isSeen ? () => void askToBeAllowed().catch(() => undefined) : openInTab;
}
