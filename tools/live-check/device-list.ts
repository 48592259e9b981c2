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
  lookForTokens(check, rowsIn(look.answer.body));
  return look.outcome.value;
}

/** Lists the devices anew, after the tool’s token was used; that of the first time stands in the report. */
export async function listAgain(
  check: Check,
  { client, token }: Held,
): Promise<readonly Device[] | null> {
  const { outcome } = await check.look(client, plex => readDevices(plex, token));
  return outcome.ok ? outcome.value : null;
}

/** The device that a token is, in a list of them. */
export function deviceOf(devices: readonly Device[], { client }: Held): Device | null {
  const { clientIdentifier } = client;
  return devices.find(device => device.clientIdentifier === clientIdentifier) ?? null;
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
