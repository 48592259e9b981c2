import { useState } from 'preact/hooks';
import type { WaitingView } from '../../../core/view.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { CodeInstructions, HereInstructions, PhoneInstructions } from '../instructions.tsx';
import { lookIntervals, useLook } from '../look.ts';
import { OtherWays } from '../other-ways.tsx';
import type { Send } from '../send.ts';
import { hasWindows } from '../tabs.ts';

/** There is a pin: what the user has to do to approve it, and how long that is possible. */
export function WaitingScreen({ view, send }: { view: WaitingView; send: Send }) {
  const [isByPhone, setIsByPhone] = useState(false);
  const isHere = view.way === 'browser' && !isByPhone;
  const onBack = isByPhone ? () => setIsByPhone(false) : undefined;
  // An approval on another device cannot be heard.
  useLook(lookIntervals.pin, !isHere, send);
  return (
    <Page
      onBack={onBack}
      footer={
        <>
          {isHere && (
            <Button
              id="reopen"
              label={hasWindows() ? 'reopen' : 'reopenTab'}
              kind="primary"
              onPress={() => send({ command: 'reopen' })}
            />
          )}
          {onBack !== undefined && <Button id="hide-qr" label="hideQr" onPress={onBack} />}
          <OtherWays way={view.way} send={send} />
        </>
      }
    >
      {view.way === 'device' && <CodeInstructions view={view} />}
      {isByPhone && <PhoneInstructions view={view} />}
      {isHere && <HereInstructions view={view} onPhone={() => setIsByPhone(true)} />}
    </Page>
  );
}
