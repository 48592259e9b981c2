import { approvalAddress } from '../../src/plex/addresses.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { type Claim, claim, isGone } from './claim.ts';
import { isAnswered } from './finding.ts';
import type { MadePin } from './making-pins.ts';

const question =
  'Link this check to your Plex account? You allow it on Plex’s own page. Its token opens all of your account until the check has ended it, which it does before it closes.';

/** As many answers in a row may fail before nobody asks any more. */
const mostFailures = 5;

/** Lets the person allow the pin on Plex’s page; gives the token that comes of it. */
export async function linkByPage(check: Check, pin: MadePin): Promise<Held | null> {
  const { findings, belongings, ports } = check;
  if (!(await check.isAllowed(question, ['claimedPin']))) return null;
  const endsAt = ports.now() + pin.expiresIn * 1_000;
  belongings.open(pin, 'shown');
  ports.say('Open this address and allow it there. The check goes on by itself.');
  ports.say(approvalAddress(pin.client, pin.code));
  const { look, held } = await waitForApproval(check, pin, endsAt);
  if (held === null) {
    if (isGone(look)) belongings.settle(pin.id);
    findings.leaveOut(whyNot(look), ['claimedPin']);
    return null;
  }
  findings.judge('claimedPin', look, {
    status: 200,
    reads: outcome => outcome.ok && outcome.value?.authToken === held.token,
  });
  findings.keepShape('A pin that was allowed', look.answer);
  return held;
}

/** Checks once a second, which is as often as Plex likes it, until there is something to tell. */
async function waitForApproval(check: Check, pin: MadePin, endsAt: number): Promise<Claim> {
  let failures = 0;
  for (;;) {
    const claimed = await claim((...asked) => check.look(...asked), pin, check.belongings);
    const { outcome } = claimed.look;
    if (claimed.held !== null || isGone(claimed.look)) return claimed;
    failures = outcome.ok ? 0 : failures + 1;
    const isLimited = !outcome.ok && outcome.reason === 'rateLimited';
    if (isLimited || failures >= mostFailures || check.ports.now() >= endsAt) return claimed;
  }
}

function whyNot(look: Claim['look']): string {
  if (isGone(look)) return 'the pin was gone before it was allowed';
  if (!isAnswered(look)) return 'plex.tv could not be asked any more';
  return look.outcome.ok ? 'it was not allowed in time' : 'the answers could not be read';
}
