import type { Expired, Failed } from '../../../core/state.ts';
import { type WordKey, words } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import type { Give } from '../app.tsx';
import { OtherWays } from '../other-ways.tsx';

interface EndedProps {
  link: Expired | Failed;
  title: WordKey;
  text: WordKey;
  give: Give;
}

/** There is no link: what happened, what to do, and the button that does it. */
export function EndedScreen({ link, title, text, give }: EndedProps) {
  return (
    <Message sign={link.status === 'expired' ? '0:00' : '!'} title={title}>
      <p role="alert">{words(text)}</p>
      {link.before.status === 'linked' && <p>{words('stillLinked')}</p>}
      <div class="actions">
        <Button
          id="retry"
          label="retry"
          kind="primary"
          press={() => give({ command: 'link', way: link.way })}
        />
        <OtherWays way={link.way} give={give} />
      </div>
    </Message>
  );
}
