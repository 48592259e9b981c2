import { clientFor } from '../../client.ts';
import type { WaitingView } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { approvalAddress, linkAddress } from '../../plex/addresses.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Title } from '../../ui/title.tsx';
import { Code } from './code.tsx';
import { Location } from './location.tsx';
import { Qr } from './qr.tsx';

/** Where a code is typed: an address, the same in every language. */
const linkPage = 'plex.tv/link';

interface InstructionsProps {
  view: WaitingView;
}

/** To approve in the window that Plex's page is open in; seen by those who have lost that. */
export function HereInstructions({ view, onPhone }: InstructionsProps & { onPhone: () => void }) {
  return (
    <>
      <div class="spinner" aria-hidden="true" />
      <Title text="browserTitle" />
      <p>{i18n(view.before === 'linked' ? 'browserOtherText' : 'browserText')}</p>
      <Hint view={view} text={null} />
      <Button id="show-qr" label="showQr" kind="quiet" onPress={onPhone} />
    </>
  );
}

/** To approve the same pin on a phone, which is in another place for Plex: it may warn of that. */
export function PhoneInstructions({ view }: InstructionsProps) {
  const { id, pin } = view;
  return (
    <>
      <Title text="phoneTitle" />
      <Qr text={approvalAddress(clientFor(id), pin.code)} label="browserQrLabel" />
      <Hint view={view} text={pin.trusted ? 'browserQr' : 'browserQrWarning'} />
      <Location pin={pin} />
    </>
  );
}

/** To approve on any other device, by a code. */
export function CodeInstructions({ view }: InstructionsProps) {
  const { pin } = view;
  return (
    <>
      <Title text="deviceTitle" />
      <p>
        <Sentence text="deviceText">
          <strong>{linkPage}</strong>
        </Sentence>
      </p>
      <Code code={pin.code} />
      <Qr text={linkAddress(pin.code)} label="deviceQrLabel" />
      <Hint view={view} text="deviceQr" />
      <Location pin={pin} />
    </>
  );
}

/** What to do; or, while plex.tv does not answer, that this is known and cared for. */
function Hint({ view: { hasProblem }, text }: InstructionsProps & { text: MessageKey | null }) {
  const shown = hasProblem ? 'waitingTrouble' : text;
  useAnnounced(shown === null ? null : i18n(shown));
  return <p class={hasProblem ? 'notice' : 'small'}>{shown !== null && i18n(shown)}</p>;
}
