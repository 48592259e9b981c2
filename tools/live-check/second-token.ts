import { approvePin, createPin } from '../../src/plex/pins.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { claim } from './claim.ts';
import type { Fact } from './facts.ts';
import { isAnswered } from './finding.ts';
import type { MadePin } from './making-pins.ts';

/** What the tool is called for which a token is made. */
const toolName = 'Live check';

/** A token for a tool, and the pin that it came from. */
export interface ToolToken extends Held {
  readonly pin: MadePin;
}

const question =
  'Make a second token, as for a tool, approved by the first? It opens all of your account too, and is ended as well.';

/** As often is a pin looked at, once a second, whose approval plex.tv has confirmed. */
const mostChecks = 5;

/** Makes a token for a tool with the token of the check; null where that did not succeed. */
export async function makeToolToken(check: Check, first: Held): Promise<ToolToken | null> {
  const needed: Fact[] = ['secondPin', 'approval', 'tokenAtOnce', 'ownToken', 'sameAccount'];
  const removal: Fact[] = ['removal', 'removedToken', 'removedRow', 'removalAgain'];
  const after: Fact[] = ['listedAtOnce', 'usedCode', ...removal];
  if (!(await check.isAllowed(question, [...needed, ...after]))) return null;
  const pin = await makeToolPin(check);
  if (pin === null || !(await approve(check, first, pin))) return null;
  const held = await collect(check, pin);
  if (held === null) return null;
  const isOwn = held.token !== first.token;
  check.findings.decide('ownToken', isOwn, isOwn ? 'another one' : 'the very same as the first');
  return { ...held, pin };
}

async function makeToolPin(check: Check): Promise<MadePin | null> {
  const client = check.newClient(toolName);
  const made = await check.look(client, plex => createPin(plex, 'strong'));
  check.findings.judge('secondPin', made, { status: 201, reads: ({ ok }) => ok });
  return made.outcome.ok ? { ...made.outcome.value, client } : null;
}

/** Approves the pin; false where plex.tv does not confirm it, although it may have done it. */
async function approve(check: Check, first: Held, pin: MadePin): Promise<boolean> {
  check.belongings.open(pin, 'tried');
  const look = await check.look(first.client, plex => approvePin(plex, pin.code, first.token));
  const reads = (outcome: typeof look.outcome) => outcome.ok && outcome.value === 'approved';
  check.findings.judge('approval', look, { status: 204, reads });
  const isConfirmed = reads(look.outcome);
  if (isConfirmed) check.belongings.open(pin, 'confirmed');
  return isConfirmed;
}

async function collect(check: Check, pin: MadePin): Promise<Held | null> {
  let answers = 0;
  for (let checks = 0; checks < mostChecks; checks += 1) {
    const { look, held } = await claim((...asked) => check.look(...asked), pin, check.belongings);
    if (isAnswered(look)) answers += 1;
    if (held !== null) {
      check.findings.decide('tokenAtOnce', answers === 1, `at answer ${answers}`);
      return held;
    }
  }
  if (answers > 0) check.findings.decide('tokenAtOnce', false, `in none of ${answers} answers`);
  return null;
}
