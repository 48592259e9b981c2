import { useEffect, useState } from 'preact/hooks';
import type { RequestingView } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { useAnnounced } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Head } from '../../../ui/message.tsx';
import { Page } from '../../../ui/page.tsx';
import { Title } from '../../../ui/title.tsx';
import { useLook } from '../look.ts';
import type { Send } from '../send.ts';

/** From when on waiting for plex.tv is longer than usual, ms. */
const usually = 8_000;

/** plex.tv is asked for a pin: what is said stands where what comes will stand, so that nothing jumps. */
export function RequestingScreen({ view, send }: { view: RequestingView; send: Send }) {
  useLook(null, false, send);
  const text = i18n(useIsSlow() ? 'requestingSlow' : 'requestingText');
  useAnnounced(text);
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
      {view.way === 'browser' ? (
        <Head icon="window" tone="plain" title="requestingTitle" text={text} />
      ) : (
        <>
          <div class="lead">
            <Title text="requestingTitle" />
            <p>{text}</p>
          </div>
          <div class="code coming" aria-hidden="true" />
        </>
      )}
    </Page>
  );
}

/** Whether plex.tv takes longer than usual for an answer. */
export function useIsSlow(): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), usually);
    return () => clearTimeout(timer);
  }, []);
  return isSlow;
}
