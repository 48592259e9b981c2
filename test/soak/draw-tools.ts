import type { Random } from '../random.ts';
import { type Mishap, type Moment, type Plan, type Trouble, troubleKinds } from './plan.ts';
import type { Deed, Fate, Step, ToolPlan } from './tool-plan.ts';

const tools = ['kometa', 'imagemaid', 'homarr', 'watchlistarr', 'other'] as const;

/** What was copied stays, mostly: there is more to do with a tool that has access. */
const fates: readonly Fate[] = ['done', 'done', 'done', 'copied', 'left', 'unwanted'];

const laterDeeds = [
  'give',
  'give',
  'replace',
  'end',
  'end',
  'end',
  'wait',
  'unlink',
  'switch',
] as const;

/** Where a tool has the very token of the link, plex.tv cannot end it alone. */
const endings: readonly string[] = ['replace', 'end'] satisfies Deed['kind'][];

const mishapKinds = ['workerKilled', 'workerKilled', 'browserKilled', 'popupReopened'] as const;

type FaultKind =
  | (typeof mishapKinds)[number]
  | (typeof troubleKinds)[number]
  | 'clockJumps'
  | 'hostilePage'
  | 'oddSignOuts'
  | 'oddAnswers'
  | 'wrongAccount';

const faultKinds: readonly FaultKind[] = [
  ...mishapKinds,
  ...mishapKinds,
  ...troubleKinds,
  'clockJumps',
  'hostilePage',
  'oddSignOuts',
  'oddAnswers',
  'oddAnswers',
  'wrongAccount',
];

/** What happens once there is a link, up to five things; the first is that a tool is given access. */
export function drawTools(
  random: Random,
  { sameToken, turn }: Pick<Plan, 'sameToken' | 'turn'>,
): ToolPlan {
  const latencyMs = random.pick([0, 100, 300]);
  const kinds = laterDeeds.filter(kind => !(sameToken && endings.includes(kind)));
  const later = Array.from({ length: random.between(1, 4) }, () => random.pick(kinds));
  const deeds = (['give', ...later] as const).map(kind => drawDeed(random, kind, !sameToken));
  const steps = deeds.map(deed => drawStep(random, deed, latencyMs));
  // Of the pin of a link that is forgotten too, nobody would ever hear.
  const hasAttempts = turn !== null || later.includes('unlink') || later.includes('switch');
  return { steps, latencyMs, forgetsPins: random.chance(0.3) && !hasAttempts && !sameToken };
}

function drawDeed(random: Random, kind: Deed['kind'], mayEnd: boolean): Deed {
  const press = { fate: random.pick(fates), isDouble: random.chance(0.3) };
  const which = random.between(0, 9);
  const endsTools = random.chance(0.5) && mayEnd;
  switch (kind) {
    case 'give':
      return { kind, tool: random.pick(tools), ...press };
    case 'replace':
      return { kind, which, ...press };
    case 'end':
      return { kind, which };
    case 'wait':
      return { kind };
    case 'unlink':
      return { kind, endsTools, again: random.chance(0.7) };
    case 'switch':
      return { kind, endsTools, to: random.pick(['owner', 'guest', 'nobody']) };
  }
}

function drawStep(random: Random, deed: Deed, latencyMs: number): Step {
  const drawn = random
    .sample(faultKinds, random.pick([0, 1, 1, 2, 2]))
    .map(kind => drawFault(random, kind, drawMoment(random, latencyMs)));
  return {
    deed,
    mishaps: drawn.flatMap(({ mishap }) => mishap ?? []),
    troubles: drawn.flatMap(({ trouble }) => trouble ?? []),
  };
}

/** Most often while plex.tv is being asked: that is four or five times for each token. */
function drawMoment(random: Random, latencyMs: number): Moment {
  if (random.chance(0.3)) return 'press';
  return random.between(0, random.chance(0.8) ? 300 + 6 * latencyMs : 5_000);
}

interface Fault {
  readonly mishap?: Mishap;
  readonly trouble?: Trouble;
}

function drawFault(random: Random, kind: FaultKind, at: Moment): Fault {
  const lasts = random.chance(0.75) ? random.between(500, 6_000) : random.between(10_000, 25_000);
  switch (kind) {
    case 'workerKilled':
    case 'browserKilled':
    case 'popupReopened':
      return { mishap: { kind, at } };
    case 'clockJumps':
      return { mishap: { kind, at, hours: random.pick([-1, 1]) * random.between(2, 30) } };
    case 'hostilePage':
      return { mishap: { kind, at, lasts: Math.min(lasts, 6_000) } };
    case 'oddSignOuts': {
      const status = random.pick([200, 202, 403, 404, 410, 500, 503]);
      const ends = status < 300 || random.chance(0.5);
      return { trouble: { kind, at, lasts, status, ends } };
    }
    case 'oddAnswers':
      return { trouble: { kind, at, lasts, ...drawOddAnswer(random) } };
    case 'wrongAccount':
      return { trouble: { kind, at, lasts } };
    default:
      return { trouble: { kind, at, lasts, seconds: random.between(1, 8) } };
  }
}

/** A plex.tv that says that it has not approved is believed: an honest one has not. */
function drawOddAnswer(random: Random) {
  const to = random.pick(['approvals', 'removals'] as const);
  const status = random.pick([200, 403, 404, 500, 503]);
  const isDenial = to === 'approvals' && status >= 400 && status < 500;
  return { to, status, done: !isDenial && random.chance(0.5) };
}
