import type { BrowserName } from '../browsers/index.ts';
import { until } from '../browsers/until.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import type { Pin } from '../plex-tv/pins.ts';
import { Computer } from './computer.ts';
import { Doings } from './doings.ts';
import { judge, type Verdict } from './judge.ts';
import { isAtRest, type Kept } from './kept.ts';
import { hasResult } from './kept-tools.ts';
import { Lookout } from './lookout.ts';
import { type Plan, pinSeconds } from './plan.ts';
import { Story } from './story.ts';
import { ToolStory } from './tool-story.ts';
import { Troubles } from './troubles.ts';

/** In which browser, where its program is, and the folder of the extension that its users get. */
export interface Where {
  readonly browser: BrowserName;
  readonly executable: string;
  readonly extension: string;
  /** A profile to begin with a copy of, where there is one. */
  readonly usedProfile: string | undefined;
}

/** How long the extension may take to come to rest after all faults are over, ms. */
const patienceMs = 150_000;

/** Carries out a plan, with a browser and a plex.tv of its own, and judges what came of it. */
export async function run(plan: Plan, where: Where): Promise<Verdict> {
  const plexTv = await startPlexTv({
    shortSeconds: pinSeconds,
    strongSeconds: pinSeconds,
    expiredPins: plan.expiredPins,
    sameToken: plan.sameToken,
  });
  try {
    return await runWith(plexTv, plan, where);
  } finally {
    await plexTv.close();
  }
}

async function runWith(plexTv: PlexTv, plan: Plan, where: Where): Promise<Verdict> {
  const { browser, executable, extension, usedProfile } = where;
  const lookout = new Lookout(plexTv);
  const options = {
    executable,
    extension,
    plexTvPort: plexTv.port,
    ...(plan.diesSoon ? { idleMs: 500 } : {}),
  };
  const computer = await Computer.start(browser, options, lookout, usedProfile);
  try {
    const { wanted, doings } = await tell(plan, computer, plexTv);
    if (plan.looksAgain) await computer.popup();
    else await computer.closePopup();
    const kept = await rest(computer);
    await lookEverywhere(computer);
    return judge(plexTv, wanted, kept, lookout, doings);
  } finally {
    await computer.close();
  }
}

/** Lets the plan happen: first what it has of links, then of tools. */
async function tell(plan: Plan, computer: Computer, plexTv: PlexTv): Promise<Told> {
  const troubles = new Troubles(plexTv);
  const guest = { ...plexTv.account, id: 2, uuid: 'guest', friendlyName: 'A guest' };
  const wanted = await new Story(plan, computer, troubles, guest).tell();
  const { tools } = plan;
  const isApproved = wanted !== null && wanted.answer !== null && wanted.answer !== 'denied';
  if (tools === null || !isApproved) return { wanted, doings: new Doings() };
  const story = new ToolStory(plan, computer, troubles, guest, wanted);
  await story.tell(tools);
  return { wanted: story.wanted, doings: story.doings };
}

interface Told {
  /** The pin that the user stands by in the end, if there is one. */
  readonly wanted: Pin | null;
  readonly doings: Doings;
}

/** Waits until nothing more will happen by itself, but not for ever; what is kept then. */
async function rest(computer: Computer): Promise<Kept> {
  const look = async () => {
    const kept = await computer.kept();
    // Nobody waits for ten minutes until a token can be copied no more.
    if (hasResult(kept)) await computer.passResults();
    return isAtRest(kept) ? kept : undefined;
  };
  const resting = until('the extension was at rest', look, { patienceMs, intervalMs: 250 });
  // That it never came to rest is for the judgement; what cannot be read fails again.
  return resting.catch(() => computer.kept());
}

/** The last look, at everything that a token might be seen in. */
async function lookEverywhere(computer: Computer): Promise<void> {
  const { opened, lookout } = computer;
  await until('the popup showed what is kept', () => showsKept(computer));
  await computer.closePopup();
  lookout.lookAtStorage('session', await opened.readStorage('session'));
  lookout.look("the browser's complaints", (await opened.complaints()).join('\n'));
  lookout.lookAtRequests();
}

/** Whether the popup shows what is kept by now; one that was not at rest may go on all the while. */
async function showsKept(computer: Computer): Promise<true | undefined> {
  const popup = await computer.popup();
  // A popup that has opened by itself also closes by itself: the next look is at another one.
  const status = await popup
    .evaluate(() => document.querySelector('main')?.dataset.status)
    .catch(() => undefined);
  const { link } = await computer.kept();
  return status === link.status || undefined;
}
