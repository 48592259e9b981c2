import type { Client } from '../../src/plex/client.ts';
import { type CreatedPin, checkPin, createPin } from '../../src/plex/pins.ts';
import type { Check } from './check.ts';

/** A pin, and who has made it. */
export interface MadePin extends CreatedPin {
  readonly client: Client;
}

const question =
  'Make two pins at plex.tv? They open nothing as long as nobody allows them, and end by themselves within the hour.';

/** No pin of anybody's: they are counted up from this one. */
const unknownId = 1;

/** Makes pins and looks at them; gives the strong one, if there is one and it waits as it should. */
export async function makePins(check: Check): Promise<MadePin | null> {
  const needed = ['strongPin', 'shortPin', 'pendingPin', 'unknownPin', 'foreignPin'] as const;
  if (!(await check.isAllowed(question, needed))) return null;
  const strong = await makeStrong(check);
  await makeShort(check);
  await lookAtUnknown(check);
  if (strong !== null) await lookAtPending(check, strong);
  return strong;
}

async function makeStrong(check: Check): Promise<MadePin | null> {
  const client = check.newClient();
  const made = await check.look(client, plex => createPin(plex, 'strong'));
  check.findings.judge('strongPin', made, { status: 201, reads: ({ ok }) => ok });
  check.findings.keepShape('A strong pin', made.answer);
  return made.outcome.ok ? { ...made.outcome.value, client } : null;
}

async function makeShort(check: Check): Promise<void> {
  const made = await check.look(check.newClient(), plex => createPin(plex, 'short'));
  check.findings.judge('shortPin', made, {
    status: 201,
    reads: outcome => outcome.ok && outcome.value.code.length === 4,
  });
  check.findings.keepShape('A short pin', made.answer);
}

async function lookAtUnknown(check: Check): Promise<void> {
  const unknown = await check.look(check.newClient(), plex => checkPin(plex, unknownId));
  check.findings.judge('unknownPin', unknown, gone);
  check.findings.keepShape('What is said of an unknown pin', unknown.answer);
}

async function lookAtPending(check: Check, { client, id }: MadePin): Promise<void> {
  const pending = await check.look(client, plex => checkPin(plex, id));
  check.findings.judge('pendingPin', pending, {
    status: 200,
    reads: outcome => outcome.ok && outcome.value?.authToken === null,
  });
  check.findings.keepShape('A pin that nobody has approved', pending.answer);
  const foreign = await check.look(check.newClient(), plex => checkPin(plex, id));
  check.findings.judge('foreignPin', foreign, gone);
}

/** What is said of a pin that there is none. */
const gone = {
  status: 404,
  error: 1020,
  reads: (outcome: { ok: boolean; value?: unknown }) => outcome.ok && outcome.value === null,
};
