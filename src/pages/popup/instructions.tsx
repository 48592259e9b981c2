import { clientFor } from '../../client.ts';
import type { WaitingView } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { approvalAddress, linkAddress } from '../../plex/addresses.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Head } from '../../ui/message.tsx';
import { Title } from '../../ui/title.tsx';
import { Code } from './code.tsx';
import { LastMinutes } from './countdown.tsx';
import { Location } from './location.tsx';
import { Qr } from './qr.tsx';
import { hasWindows } from './tabs.ts';

/** Where a code is typed: an address, the same in every language. */
const linkPage = 'plex.tv/link';

interface InstructionsProps {
  view: WaitingView;
}

/**
 * To approve in the window or tab that Plex's page is open in; seen by those who have lost that. Whoever
 * has no windows is on a phone already.
 */
export function HereInstructions({ view, onPhone }: InstructionsProps & { onPhone: () => void }) {
  return (
    <>
      <Head
        icon="window"
        tone="plain"
        title={hasWindows() ? 'browserTitle' : 'browserTitleTab'}
        text={i18n(view.before === 'linked' ? 'browserOtherText' : 'browserText')}
      >
        <LastMinutes expiresAt={view.pin.expiresAt} />
        {hasWindows() && <Button id="show-qr" label="showQr" kind="small" onPress={onPhone} />}
      </Head>
      <Waits view={view} />
    </>
  );
}

/** To approve the same pin on a phone, which is in another place for Plex: it may warn of that. */
export function PhoneInstructions({ view }: InstructionsProps) {
  const { id, pin } = view;
  return (
    <>
      <div class="lead">
        <Title text="phoneTitle" />
        <p>{i18n(pin.trusted ? 'browserQr' : 'browserQrWarning')}</p>
      </div>
      <div class="lead">
        <Qr text={approvalAddress(clientFor(id), pin.code)} label="browserQrLabel" width={222} />
        <Location pin={pin} />
        <LastMinutes expiresAt={pin.expiresAt} />
      </div>
      <Waits view={view} />
    </>
  );
}

/** To approve on any other device, by a code. */
export function CodeInstructions({ view }: InstructionsProps) {
  const { pin } = view;
  return (
    <>
      <div class="lead">
        <Title text="deviceTitle">
          <strong dir="ltr">{linkPage}</strong>
        </Title>
        <p>{i18n('deviceText')}</p>
      </div>
      <Code code={pin.code} expiresAt={pin.expiresAt} />
      <div class="card scan">
        <Qr text={linkAddress(pin.code)} label="deviceQrLabel" width={132} />
        <div>
          <h2>{i18n('deviceQrTitle')}</h2>
          <p class="small">{i18n('deviceQr')}</p>
          <Location pin={pin} />
        </div>
      </div>
      <Waits view={view} />
    </>
  );
}

/** That Pinlink waits; or, while plex.tv does not answer, that this is known and cared for. */
function Waits({ view: { hasProblem } }: InstructionsProps) {
  useAnnounced(hasProblem ? i18n('waitingTrouble') : null);
  return hasProblem ? (
    <p class="notice last">{i18n('waitingTrouble')}</p>
  ) : (
    <p class="live last small">{i18n('waitingNote')}</p>
  );
}
