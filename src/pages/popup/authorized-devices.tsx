import { i18n } from '../../i18n.ts';
import { devicesPage } from '../../plex/addresses.ts';

/** The way to Plex's own list, where people end what uses their account. */
export function AuthorizedDevices() {
  return (
    <a href={devicesPage} target="_blank" rel="noreferrer">
      {i18n('authorizedDevices')}
    </a>
  );
}
