import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { Title } from '../../../ui/title.tsx';
import { useLook } from '../look.ts';
import type { Send } from '../send.ts';

export function RequestingScreen({ send }: { send: Send }) {
  useLook(null, false, send);
  return (
    <Page
      footer={
        <Button
          id="cancel"
          label="cancel"
          kind="quiet"
          onPress={() => send({ command: 'cancel' })}
        />
      }
    >
      <section class="centered">
        <div class="spinner" aria-hidden="true" />
        <Title text="requestingTitle" />
        <p>{i18n('requestingText')}</p>
      </section>
    </Page>
  );
}
