import type { Random } from '../random.ts';
import {
  type Decisions,
  type Mishap,
  type Moment,
  type Plan,
  pinSeconds,
  type Trouble,
  troubleKinds,
  type Way,
} from './plan.ts';

const pinEnd = pinSeconds * 1_000;

const mishapKinds = [
  'workerKilled',
  'browserKilled',
  'windowClosed',
  'popupReopened',
  'clockJumps',
] as const;

type FaultKind = Mishap['kind'] | Trouble['kind'];

/** What goes wrong while all that is decided, up to three things. */
export function drawFaults(
  random: Random,
  way: Way,
  { first, turn }: Decisions,
): Pick<Plan, 'mishaps' | 'troubles'> {
  const hasWindow = way === 'browser' || turn?.to === 'otherWay';
  // Mishaps may come twice in a run, troubles would only last longer.
  const kinds = [...mishapKinds, ...mishapKinds, ...troubleKinds].filter(
    kind => hasWindow || kind !== 'windowClosed',
  );
  const times = [first?.at ?? pinEnd, turn?.at ?? pinEnd];
  const drawn = random
    .sample(kinds, random.pick([0, 1, 2, 2, 3, 3]))
    .map(kind => drawFault(random, kind, times));
  return {
    mishaps: drawn.flatMap(({ mishap }) => mishap ?? []),
    troubles: drawn.flatMap(({ trouble }) => trouble ?? []),
  };
}

interface Fault {
  readonly mishap?: Mishap;
  readonly trouble?: Trouble;
}

function drawFault(random: Random, kind: FaultKind, times: readonly number[]): Fault {
  const at = drawMoment(random, times);
  if (kind === 'clockJumps') {
    return { mishap: { kind, at, hours: random.pick([-1, 1]) * random.between(2, 30) } };
  }
  if (!isTrouble(kind)) return { mishap: { kind, at } };
  return { trouble: { kind, at, lasts: drawLength(random, at), seconds: random.between(1, 8) } };
}

function isTrouble(kind: FaultKind): kind is Trouble['kind'] {
  return troubleKinds.some(trouble => trouble === kind);
}

/** A fault hurts most where something is under way: at the press, or about the time of an answer. */
function drawMoment(random: Random, times: readonly number[]): Moment {
  if (random.chance(0.15)) return 'press';
  if (random.chance(0.5)) return random.between(200, pinEnd - 500);
  return Math.max(100, random.pick(times) + random.between(-1_500, 1_000));
}

/** Some troubles are short, others go on until after the pin's end, but never for ever. */
function drawLength(random: Random, at: Moment): number {
  if (at === 'press' || random.chance(0.6)) return random.between(500, 7_000);
  return pinEnd - at + random.between(1_500, 5_000);
}
