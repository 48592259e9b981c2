import type { EndedView } from '../../../core/view.ts';
import { i18n, type MessageKey } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { useLook } from '../look.ts';
import { OtherWays } from '../other-ways.tsx';
import type { Send } from '../send.ts';

interface EndedProps {
  view: EndedView;
  title: MessageKey;
  text: MessageKey;
  send: Send;
}

/** There is no link: what happened, what to do, and the button that does it. */
export function EndedScreen({ view, title, text, send }: EndedProps) {
  useLook(null, false, send);
  return (
    <Message
      icon={view.status === 'expired' ? 'clock' : 'warning'}
      tone="warn"
      title={title}
      text={i18n(text)}
      footer={
        <>
          <Button
            id="retry"
            label="retry"
            kind="primary"
            onPress={() => send({ command: 'link', way: view.way })}
          />
          <OtherWays way={view.way} send={send} />
        </>
      }
    >
      {view.before === 'linked' && <p>{i18n('stillLinked')}</p>}
    </Message>
  );
}
