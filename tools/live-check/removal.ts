import { readAccount } from '../../src/plex/account.ts';
import { endDevice } from '../../src/plex/devices.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { lookForRemoved } from './device-list.ts';
import { refused } from './finding.ts';

const question =
  'End the tool’s device, as on Plex’s page of devices? With «no» its token is signed out in the end instead.';

/** Ends the tool’s device with the first token, and looks what becomes of its own and of its row. */
export async function removeDevice(
  check: Check,
  first: Held,
  tool: Held,
  deviceId: number | null,
): Promise<void> {
  const { findings } = check;
  const facts = ['removal', 'removedToken', 'removedRow', 'removalAgain'] as const;
  if (deviceId === null) return findings.leaveOut('the list does not have the device', facts);
  if (!(await check.isAllowed(question, facts))) return;
  const end = () => check.look(first.client, plex => endDevice(plex, deviceId, first.token));
  const removed = await end();
  findings.judge('removal', removed, {
    status: 204,
    reads: outcome => outcome.ok && outcome.value === 'ended',
  });
  if (!removed.outcome.ok) return;
  const after = await check.look(tool.client, plex => readAccount(plex, tool.token));
  findings.judge('removedToken', after, refused);
  check.noteRefusal(tool, after);
  await lookForRemoved(check, first, tool);
  findings.judge('removalAgain', await end(), {
    status: 404,
    reads: outcome => outcome.ok && outcome.value === 'gone',
  });
}
