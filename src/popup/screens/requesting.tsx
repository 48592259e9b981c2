import { words } from '../../words.ts';
import type { Give } from '../app.tsx';
import { Button } from '../button.tsx';
import { Title } from '../title.tsx';

export function RequestingScreen({ give }: { give: Give }) {
  return (
    <section class="message">
      <div class="spinner" aria-hidden="true" />
      <Title text="requestingTitle" />
      <p>{words('requestingText')}</p>
      <div class="actions">
        <Button id="cancel" label="cancel" kind="quiet" press={() => give({ command: 'cancel' })} />
      </div>
    </section>
  );
}
