import type { Waiting } from '../../link/kept.ts';
import type { Give } from '../app.tsx';
import { Button } from '../button.tsx';
import { Code } from '../code.tsx';
import { Countdown } from '../countdown.tsx';
import { Qr } from '../qr.tsx';
import { Title } from '../title.tsx';
import { words } from '../words.ts';

/** There is a pin: what the user has to do to approve it, and how long that is possible. */
export function WaitingScreen({ link, give }: { link: Waiting; give: Give }) {
  const { way, pin, trouble } = link;
  return (
    <section class="waiting">
      {way === 'browser' ? <HereInstructions link={link} /> : <DeviceInstructions link={link} />}
      {trouble !== null && (
        <p class="notice" role="status">
          {words('waitingTrouble')}
        </p>
      )}
      <Countdown expiresAt={pin.expiresAt} tick={() => give({ command: 'check' })} />
      <div class="actions">
        {way === 'browser' && (
          <Button
            id="reopen"
            label="reopen"
            kind="primary"
            press={() => give({ command: 'reopen' })}
          />
        )}
        <SwitchAndCancel way={way} give={give} />
      </div>
    </section>
  );
}

function HereInstructions({ link }: { link: Waiting }) {
  return (
    <>
      <Title text="browserTitle" />
      <p>{words('browserText')}</p>
      <Qr text={link.pin.address} label="browserQrLabel" />
      <p class="hint">{words('browserQr')}</p>
    </>
  );
}

function DeviceInstructions({ link }: { link: Waiting }) {
  return (
    <>
      <Title text="deviceTitle" />
      <p>
        {words('deviceText')} <strong class="address">{words('deviceAddress')}</strong>
      </p>
      <Code code={link.pin.code} />
      <Qr text={link.pin.address} label="deviceQrLabel" />
      <p class="hint">{words('deviceQr')}</p>
    </>
  );
}

function SwitchAndCancel({ way, give }: { way: Waiting['way']; give: Give }) {
  const other = way === 'browser' ? 'device' : 'browser';
  return (
    <div class="row">
      <Button
        id="switch"
        label={way === 'browser' ? 'switchToDevice' : 'switchToBrowser'}
        press={() => give({ command: 'link', way: other })}
      />
      <Button id="cancel" label="cancel" kind="quiet" press={() => give({ command: 'cancel' })} />
    </div>
  );
}
