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

type FaultKind = (typeof mishapKinds)[number] | (typeof troubleKinds)[number];

/**
 * Statuses by which a sign-out may be answered oddly. Those that say that it is done are believed: an
 * honest plex.tv has ended the token then.
 */
const doneStatuses = [200, 202];
const notDoneStatuses = [403, 404, 410, 500, 503];

/**
 * What goes wrong while all that is decided, up to three things; and beside them a page that attacks,
 * and sign-outs that are answered oddly.
 */
export function drawFaults(
  random: Random,
  way: Way,
  decisions: Decisions,
): Pick<Plan, 'mishaps' | 'troubles'> {
  const { first, turn } = decisions;
  const hasWindow = way === 'browser' || turn?.to === 'otherWay';
  // Mishaps may come twice in a run, troubles would only last longer.
  const kinds = [...mishapKinds, ...mishapKinds, ...troubleKinds].filter(
    kind => hasWindow || kind !== 'windowClosed',
  );
  const times = [first?.at ?? pinEnd, turn?.at ?? pinEnd];
  const drawn = random
    .sample(kinds, random.pick([0, 1, 2, 2, 3, 3]))
    .map(kind => drawFault(random, kind, times));
  const mishaps = drawn.flatMap(({ mishap }) => mishap ?? []);
  const troubles = drawn.flatMap(({ trouble }) => trouble ?? []);
  return {
    mishaps: random.chance(0.3) ? [...mishaps, drawHostilePage(random, decisions)] : mishaps,
    troubles: random.chance(0.3) ? [...troubles, drawOddSignOuts(random, times)] : troubles,
  };
}

/** It comes while a pin waits, and stays for some seconds, be that answered by then or not. */
function drawHostilePage(random: Random, { first, turn }: Decisions): Mishap {
  const waitsUntil = turn === null ? (first?.at ?? pinEnd) : pinEnd;
  return {
    kind: 'hostilePage',
    at: random.between(0, Math.max(0, waitsUntil - 2_000)),
    lasts: random.between(2_000, 8_000),
  };
}

function drawOddSignOuts(random: Random, times: readonly number[]): Trouble {
  const at = drawMoment(random, times);
  const status = random.pick([...doneStatuses, ...notDoneStatuses]);
  const ends = doneStatuses.includes(status) || random.chance(0.5);
  return { kind: 'oddSignOuts', at, lasts: drawLength(random, at), status, ends };
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

function isTrouble(kind: FaultKind): kind is (typeof troubleKinds)[number] {
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
