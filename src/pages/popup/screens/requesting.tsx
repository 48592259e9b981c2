import { words } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Give } from '../app.tsx';

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
