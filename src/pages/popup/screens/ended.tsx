import type { Expired, Failed } from '../../../core/state.ts';
import { i18n, type MessageKey } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import type { Send } from '../app.tsx';
import { OtherWays } from '../other-ways.tsx';

interface EndedProps {
  link: Expired | Failed;
  title: MessageKey;
  text: MessageKey;
  send: Send;
}

/** There is no link: what happened, what to do, and the button that does it. */
export function EndedScreen({ link, title, text, send }: EndedProps) {
  return (
    <Message sign={link.status === 'expired' ? '0:00' : '!'} title={title}>
      <p role="alert">{i18n(text)}</p>
      {link.before.status === 'linked' && <p>{i18n('stillLinked')}</p>}
      <div class="actions">
        <Button
          id="retry"
          label="retry"
          kind="primary"
          onPress={() => send({ command: 'link', way: link.way })}
        />
        <OtherWays way={link.way} send={send} />
      </div>
    </Message>
  );
}
