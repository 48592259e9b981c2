import { askForXml, doneBy, failure, type Outcome, type Plex, send } from './ask.ts';
import { type Device, devicesIn } from './device-list.ts';
import { successes } from './question.ts';
import type { Reply } from './reply.ts';

const devicesUrl = 'https://plex.tv/devices';

/** The longest list that is read: some ten thousand devices, of 400 characters each. */
const longest = 4_000_000;

/** Reads which devices use an account. Nothing is told of a list that is not whole. */
export async function readDevices(plex: Plex, token: string): Promise<Outcome<readonly Device[]>> {
  const url = `${devicesUrl}.xml`;
  const xml = await askForXml(plex, { method: 'GET', url, statuses: [200], token, longest });
  if (!xml.ok) return xml;
  const devices = devicesIn(xml.value);
  return devices === null ? failure('unexpectedBody', 200) : { ok: true, value: devices };
}

/**
 * Ends a device, and its token with it. It is done with any success; it is gone where there is none
 * with that id. No more is known of either answer (source: plex-api notes, «code»), so a 404 may
 * also mean that plex.tv has no such address any more: whoever must be sure reads the list.
 */
export async function endDevice(
  plex: Plex,
  deviceId: number,
  token: string,
): Promise<Outcome<'ended' | 'gone'>> {
  const url = `${devicesUrl}/${deviceId}.xml`;
  const statuses = [...successes, 404];
  const reply = await send(plex, { method: 'DELETE', url, statuses, token, wanted: 'xml' });
  if (!reply.ok) return reply;
  if (reply.value.status !== 404) return doneBy(reply.value, 'ended');
  return mayBePlex(reply.value)
    ? { ok: true, value: 'gone' }
    : failure('unexpectedContentType', 404);
}

/** plex.tv answers in JSON or in XML, or without a word; anything else is said by who stands before it. */
function mayBePlex({ kind, body }: Reply): boolean {
  return kind === 'json' || kind === 'xml' || body === '';
}
