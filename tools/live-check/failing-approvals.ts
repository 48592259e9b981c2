import { approvePin } from '../../src/plex/pins.ts';
import type { Held } from './belongings.ts';
import type { Check } from './check.ts';
import { isAnswered, type Look } from './finding.ts';
import type { ToolToken } from './second-token.ts';

const question =
  'Try two approvals that should fail: of the code that was used, and of one that nobody has?';

type Approval = 'approved' | 'gone';

/** What is said of a code that cannot be approved. */
const gone = {
  status: 404,
  error: 1020,
  reads: ({ ok, value }: { ok: boolean; value?: Approval }) => ok && value === 'gone',
};

/** Looks what approvals meet that should fail. */
export async function tryFailingApprovals(
  check: Check,
  first: Held,
  tool: ToolToken | null,
): Promise<void> {
  if (!(await check.isAllowed(question, ['usedCode', 'unknownCode']))) return;
  if (tool !== null) await approveAgain(check, first, tool);
  const look = await approve(check, first, unknownCode());
  check.findings.judge('unknownCode', look, gone);
  check.findings.keepShape('What is said of an unknown code', look.answer);
}

/** If that succeeds, or nobody knows, the pin may have another token now. */
async function approveAgain(check: Check, first: Held, { pin }: ToolToken): Promise<void> {
  check.belongings.open(pin, 'tried');
  const look = await approve(check, first, pin.code);
  check.findings.judge('usedCode', look, gone);
  if (isAnswered(look) && gone.reads(look.outcome)) check.belongings.settle(pin.id);
}

function approve(check: Check, { client, token }: Held, code: string): Promise<Look<Approval>> {
  return check.look(client, plex => approvePin(plex, code, token));
}

/**
 * A code in the form of the strong ones, of as many random letters: a short one might be somebody’s,
 * who would then be given a token of this account.
 */
function unknownCode(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 25);
}
