import type { XmlElement } from '@rgrove/parse-xml';
import type { Device } from '../../src/plex/device-list.ts';
import { readDevices } from '../../src/plex/devices.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { elementsIn, rootIn } from './xml.ts';

/** Looks at the list of devices, and gives what Pinlink reads of it; null where it reads nothing. */
export async function lookAtDevices(check: Check, first: Held): Promise<readonly Device[] | null> {
  const look = await check.look(first.client, plex => readDevices(plex, first.token));
  check.findings.judge('deviceList', look, { status: 200, reads: ({ ok }) => ok });
  check.findings.keepShape('The list of devices', look.answer);
  if (!look.outcome.ok || look.answer === null) return null;
  lookForAsker(check, look.outcome.value, first);
  lookForTokens(check, rowsIn(look.answer.body));
  return look.outcome.value;
}

/** Lists the devices anew; the list of the first time stands in the report. */
export async function listAgain(
  check: Check,
  { client, token }: Held,
): Promise<readonly Device[] | null> {
  const { outcome } = await check.look(client, plex => readDevices(plex, token));
  return outcome.ok ? outcome.value : null;
}

/** Looks whether a tool’s device has left the list; one that lacks even whoever asks proves nothing. */
export async function lookForRemoved(check: Check, first: Held, tool: Held): Promise<void> {
  const { findings } = check;
  const devices = await listAgain(check, first);
  if (devices === null) return findings.leaveOut('the list could not be read', ['removedRow']);
  if (deviceOf(devices, tool) !== null) {
    return findings.decide('removedRow', false, 'it is there still');
  }
  if (deviceOf(devices, first) === null) {
    return findings.leaveOut('the list lacks even the device that asked', ['removedRow']);
  }
  findings.decide('removedRow', true, 'yes');
}

/** The device that a token is, in a list of them. */
export function deviceOf(devices: readonly Device[], { client }: Held): Device | null {
  const { clientIdentifier } = client;
  return devices.find(device => device.clientIdentifier === clientIdentifier) ?? null;
}

/** A list counts as whole if it has whoever asks; when that was seen is read as it is for a tool. */
function lookForAsker({ findings }: Check, devices: readonly Device[], first: Held): void {
  const own = deviceOf(devices, first);
  findings.decide('askerListed', own !== null, own === null ? 'it is missing' : 'yes');
  if (own === null) return;
  const isSeen = own.lastSeenAt !== null;
  findings.decide('askerSeen', isSeen, isSeen ? 'yes' : 'no time is read');
}

function lookForTokens(check: Check, rows: readonly XmlElement[]): void {
  if (rows.length === 0) {
    check.findings.leaveOut('no device is listed', ['rowsWithTokens']);
    return;
  }
  const having = rows.filter(({ attributes }) => (attributes.token ?? '') !== '');
  const some = having.length === 0 ? 'no' : 'some of them';
  const note = having.length === rows.length ? 'yes' : some;
  check.findings.decide('rowsWithTokens', having.length > 0, note);
}

function rowsIn(xml: string): XmlElement[] {
  const root = rootIn(xml);
  return root === null ? [] : elementsIn(root).filter(({ name }) => name === 'Device');
}
