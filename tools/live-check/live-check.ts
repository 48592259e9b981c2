import { lookAtAccount, lookAtRefusal } from './account.ts';
import { linkByPage } from './approval.ts';
import { Check } from './check.ts';
import { endAll } from './ending.ts';
import { allFacts } from './facts.ts';
import { tryFailingApprovals } from './failing-approvals.ts';
import { makePins } from './making-pins.ts';
import { Pace } from './pace.ts';
import type { Ports } from './ports.ts';
import { removeDevice } from './removal.ts';
import { endingLines, reportOf } from './report.ts';
import { lookAtResources } from './resources.ts';
import { makeToolToken } from './second-token.ts';
import { lookAtSignOut } from './sign-out.ts';
import { lookForTool } from './tool-device.ts';
import { Watch } from './watch.ts';

export interface Result {
  /** Shapes, statuses, content types and error codes: none of what plex.tv has said of anybody. */
  readonly report: string;
  /** Whether all that was made is known to have ended. */
  readonly isClean: boolean;
}

const wholeCourse = 'It went to its end.';

/** Goes through all that Pinlink takes to be so at plex.tv, and leaves nothing behind. */
export async function liveCheck(ports: Ports): Promise<Result> {
  const watch = new Watch(ports, new Pace(ports));
  const check = new Check(ports, watch);
  const course = await courseOf(goThrough(check), ports.stop);
  if (course !== wholeCourse) check.findings.leaveOut('the check did not come so far', allFacts);
  ports.say('Ending what was made …');
  const ask = watch.look.bind(watch);
  const remains = await endAll(ask, check.belongings, ports);
  for (const line of endingLines(remains)) ports.say(line);
  const report = reportOf({
    ...check,
    course,
    remains,
    version: ports.version,
    values: watch.values,
  });
  return { report, isClean: !remains.mayHaveToken && !remains.hasOpenPin };
}

async function goThrough(check: Check): Promise<void> {
  await lookAtRefusal(check);
  const pin = await makePins(check);
  const first = pin === null ? null : await linkByPage(check, pin);
  if (first === null) return;
  const uuid = await lookAtAccount(check, first);
  await lookAtResources(check, first);
  const tool = await makeToolToken(check, first);
  const deviceId = await lookForTool(check, first, tool, uuid);
  await tryFailingApprovals(check, first, tool);
  if (tool !== null) await removeDevice(check, first, tool, deviceId);
  await lookAtSignOut(check, first);
}

/** How far the check has come. An error’s message is not passed on: it might quote somebody. */
async function courseOf(going: Promise<void>, stop: AbortSignal): Promise<string> {
  try {
    await going;
    return wholeCourse;
  } catch (error) {
    if (stop.aborted) return 'It was stopped.';
    return `It has failed by itself (${error instanceof TypeError ? 'TypeError' : 'another error'}).`;
  }
}
