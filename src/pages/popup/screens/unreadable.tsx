import { i18n } from '../../../i18n.ts';
import { Message } from '../../../ui/message.tsx';

/** The browser cannot read what it keeps for us: nothing is known, and nothing can be done here. */
export function UnreadableScreen() {
  return (
    <Message sign="!" title="unreadableTitle">
      <p role="alert">{i18n('unreadableText')}</p>
      <div class="actions" />
    </Message>
  );
}
