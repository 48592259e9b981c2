import type { WaitingView } from '../../../core/view.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { CodeInstructions, HereInstructions, PhoneInstructions } from '../instructions.tsx';
import { lookIntervals, useLook } from '../look.ts';
import { OtherWays } from '../other-ways.tsx';
import type { Send } from '../send.ts';
import { hasWindows } from '../tabs.ts';
import { useDetour } from '../trail.ts';

/** There is a pin: what the user has to do to approve it, and how long that is possible. */
export function WaitingScreen({ view, send }: { view: WaitingView; send: Send }) {
  const phone = useDetour();
  const isHere = view.way === 'browser' && !phone.isTaken;
  const onBack = phone.isTaken ? phone.back : undefined;
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
      {phone.isTaken && <PhoneInstructions view={view} />}
      {isHere && <HereInstructions view={view} onPhone={phone.take} />}
    </Page>
  );
}
