import { words } from '../../words.ts';
import { Title } from '../title.tsx';

/** The browser cannot read what it keeps for us: nothing is known, and nothing can be done here. */
export function UnreadableScreen() {
  return (
    <section class="message">
      <div class="sign" aria-hidden="true">
        !
      </div>
      <Title text="unreadableTitle" />
      <p role="alert">{words('unreadableText')}</p>
      <div class="actions" />
    </section>
  );
}
