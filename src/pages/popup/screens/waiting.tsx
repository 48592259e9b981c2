import type { Waiting } from '../../../core/state.ts';
import { i18n, type MessageKey } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Title } from '../../../ui/title.tsx';
import type { Send } from '../app.tsx';
import { Code } from '../code.tsx';
import { Countdown } from '../countdown.tsx';
import { OtherWays } from '../other-ways.tsx';
import { Qr } from '../qr.tsx';

/** Where a code is typed: an address, the same in every language. */
const linkPage = 'plex.tv/link';

/** There is a pin: what the user has to do to approve it, and how long that is possible. */
export function WaitingScreen({ link, send }: { link: Waiting; send: Send }) {
  const { way, pin } = link;
  return (
    <section class="waiting">
      {way === 'browser' ? <HereInstructions link={link} /> : <DeviceInstructions link={link} />}
      <Countdown expiresAt={pin.expiresAt} onTick={() => send({ command: 'look' })} />
      <div class="actions">
        {way === 'browser' && (
          <Button
            id="reopen"
            label="reopen"
            kind="primary"
            onPress={() => send({ command: 'reopen' })}
          />
        )}
        <OtherWays way={way} send={send} />
      </div>
    </section>
  );
}

function HereInstructions({ link }: { link: Waiting }) {
  return (
    <>
      <Title text="browserTitle" />
      <p>{i18n(link.before.status === 'linked' ? 'browserOtherText' : 'browserText')}</p>
      <Qr text={link.pin.address} label="browserQrLabel" />
      <Hint link={link} text="browserQr" />
    </>
  );
}

function DeviceInstructions({ link }: { link: Waiting }) {
  return (
    <>
      <Title text="deviceTitle" />
      <p>
        <Sentence text="deviceText">
          <strong>{linkPage}</strong>
        </Sentence>
      </p>
      <Code code={link.pin.code} />
      <Qr text={link.pin.address} label="deviceQrLabel" />
      <Hint link={link} text="deviceQr" />
    </>
  );
}

/** What the QR code is for; or, while plex.tv does not answer, that this is known and cared for. */
function Hint({ link, text }: { link: Waiting; text: MessageKey }) {
  const isTroubled = link.trouble !== null;
  return (
    <p class={isTroubled ? 'notice' : 'hint'} role="status">
      {i18n(isTroubled ? 'waitingTrouble' : text)}
    </p>
  );
}
