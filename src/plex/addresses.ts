import { type Client, deviceName, product } from './client.ts';

// Both addresses are made from the code whenever they are needed, and never kept: one that was
// stored could lead anywhere. Pages make them too, so this imports nothing but the client.

/**
 * Where a strong pin is approved. The parameters stand behind the `#`, so the code is not sent to
 * the server that delivers the page. There is no `forwardUrl`: an unknown return address makes Plex
 * show a warning.
 */
export function approvalAddress(client: Client, code: string): string {
  const parameters = new URLSearchParams({
    clientID: client.clientIdentifier,
    code,
    'context[device][product]': product,
    'context[device][version]': client.version,
    'context[device][platform]': client.browser,
    'context[device][device]': client.browser,
    'context[device][deviceName]': deviceName(client),
  });
  // The page reads `+` as itself, not as a space.
  return `https://app.plex.tv/auth#?${parameters.toString().replaceAll('+', '%20')}`;
}

/** Where a short pin is approved, with its code filled in (source: Plex's own documents). */
export function linkAddress(code: string): string {
  return `https://plex.tv/link/?pin=${encodeURIComponent(code)}`;
}

/** Where people see the devices that use their account, and end them (source: seen in clients). */
export const devicesPage = 'https://app.plex.tv/desktop/#!/settings/devices/all';
