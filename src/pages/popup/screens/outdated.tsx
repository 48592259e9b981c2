import { i18n } from '../../../i18n.ts';
import { Message } from '../../../ui/message.tsx';
import { DevicesHint } from '../authorized-devices.tsx';

/** A newer version has written what is saved: this one neither reads nor changes it. */
export function OutdatedScreen() {
  return (
    <Message icon="warning" tone="warn" title="outdatedTitle" text={i18n('outdatedText')}>
      <p>{i18n('outdatedHint')}</p>
      <DevicesHint />
    </Message>
  );
}
