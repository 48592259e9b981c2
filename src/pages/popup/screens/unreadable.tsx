import { words } from '../../../i18n.ts';
import { Message } from '../../../ui/message.tsx';

/** The browser cannot read what it keeps for us: nothing is known, and nothing can be done here. */
export function UnreadableScreen() {
  return (
    <Message sign="!" title="unreadableTitle">
      <p role="alert">{words('unreadableText')}</p>
      <div class="actions" />
    </Message>
  );
}
