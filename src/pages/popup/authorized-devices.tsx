import { i18n } from '../../i18n.ts';
import { devicesPage } from '../../plex/addresses.ts';
import { Sentence } from '../../ui/sentence.tsx';

/** The way to Plex's own list, where people end what uses their account. */
export function AuthorizedDevices() {
  return (
    <a href={devicesPage} target="_blank" rel="noreferrer">
      {i18n('authorizedDevices')}
    </a>
  );
}

/** The way out of screens on which nothing can be done here. */
export function DevicesHint() {
  return (
    <p class="small">
      <Sentence text="devicesHint">
        <AuthorizedDevices />
      </Sentence>
    </p>
  );
}
