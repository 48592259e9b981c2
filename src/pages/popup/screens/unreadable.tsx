import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '../../../i18n.ts';
import { useSay } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { DevicesHint } from '../authorized-devices.tsx';

/**
 * The browser cannot read what is saved: nothing is known, and all that can be done is to try again.
 * Where that changes nothing on the screen, it is said.
 */
export function UnreadableScreen({ onRetry }: { onRetry: () => void }) {
  const say = useSay();
  const isTried = useRef(false);
  useEffect(() => {
    if (isTried.current) say(i18n('unreadableTitle'));
    isTried.current = false;
  });
  const retry = () => {
    isTried.current = true;
    onRetry();
  };
  return (
    <Message
      icon="warning"
      tone="warn"
      title="unreadableTitle"
      text={i18n('unreadableText')}
      footer={<Button id="read-again" label="retry" kind="primary" onPress={retry} />}
    >
      <DevicesHint />
    </Message>
  );
}
