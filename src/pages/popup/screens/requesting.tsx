import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Send } from '../app.tsx';

export function RequestingScreen({ send }: { send: Send }) {
  return (
    <section class="message">
      <div class="spinner" aria-hidden="true" />
      <Title text="requestingTitle" />
      <p>{i18n('requestingText')}</p>
      <div class="actions">
        <Button
          id="cancel"
          label="cancel"
          kind="quiet"
          onPress={() => send({ command: 'cancel' })}
        />
      </div>
    </section>
  );
}
