import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { DevicesHint } from '../authorized-devices.tsx';

/** The browser cannot read what is saved: nothing is known, and all that can be done is to try again. */
export function UnreadableScreen({ onRetry }: { onRetry: () => void }) {
  return (
    <Message
      icon="warning"
      tone="warn"
      title="unreadableTitle"
      text={i18n('unreadableText')}
      footer={<Button id="read-again" label="retry" kind="primary" onPress={onRetry} />}
    >
      <DevicesHint />
    </Message>
  );
}
