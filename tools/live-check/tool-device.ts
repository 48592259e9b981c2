import type { Device } from '../../src/plex/device-list.ts';
import { compareAccounts } from './account.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { deviceOf, listAgain, lookAtDevices } from './device-list.ts';

/**
 * Looks at the list of devices, and for the tool in it, before anything is asked with the tool’s
 * token and after; gives what its device is ended by, null where that is not known.
 */
export async function lookForTool(
  check: Check,
  first: Held,
  tool: Held | null,
  uuid: string | null,
): Promise<number | null> {
  const devices = await lookAtDevices(check, first);
  if (tool === null) return null;
  const atOnce = devices === null ? null : deviceOf(devices, tool);
  const isSame = await compareAccounts(check, tool, uuid);
  if (isSame === false || tool.token === first.token) {
    check.findings.leaveOut('it cannot be a device of its own there', ['listedAtOnce']);
    return null;
  }
  if (atOnce === null) return lookLater(check, first, tool, devices !== null);
  check.findings.decide('listedAtOnce', true, 'yes');
  return atOnce.deviceId;
}

/** Looks once more; that it was not there before is only known where there was a list. */
async function lookLater(
  check: Check,
  first: Held,
  tool: Held,
  wasListed: boolean,
): Promise<number | null> {
  const devices = await listAgain(check, first);
  const device = devices === null ? null : deviceOf(devices, tool);
  if (wasListed) check.findings.decide('listedAtOnce', false, whenListed(devices, device));
  return device?.deviceId ?? null;
}

function whenListed(devices: readonly Device[] | null, device: Device | null): string {
  if (devices === null) return 'not before it was used';
  return device === null ? 'not even after it was used' : 'only after it was used';
}
