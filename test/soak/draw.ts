import { Random } from '../random.ts';
import { drawFaults } from './draw-faults.ts';
import { drawTools } from './draw-tools.ts';
import { type Answer, type Decisions, type Plan, pinSeconds, type Way } from './plan.ts';

const pinEnd = pinSeconds * 1_000;

/** The part of a pin's life in which it is answered, ms after it was made. */
const moments = {
  early: [300, 3_000],
  middle: [7_000, 13_000],
  late: [pinEnd - 2_000, pinEnd - 50],
} as const;

/** What happens in the run of this seed; the same seed gives the same. */
export function draw(seed: number): Plan {
  const random = new Random(seed);
  const way = random.pick(['browser', 'code'] as const);
  const decisions = drawDecisions(random, way);
  const plan = {
    seed,
    way,
    ...decisions,
    ...drawFaults(random, way, decisions),
    keepsPopup: random.chance(0.5),
    looksAgain: random.chance(0.5),
    diesSoon: random.chance(0.5),
    expiredPins: random.chance(0.7) ? 'gone' : 'pending',
    sameToken: random.chance(0.3),
  } as const;
  return { ...plan, tools: leadsToLink(plan) ? drawTools(random, plan) : null };
}

/** Whether there is a link in the end, unless the pin that is approved was left by then. */
function leadsToLink({ first, turn, second }: Decisions): boolean {
  return (turn === null ? first : second)?.says === 'allow';
}

function drawDecisions(random: Random, way: Way): Decisions {
  const kind = random.pick([
    'approved',
    'approved',
    'approved',
    'denied',
    'unanswered',
    'cancelled',
    'switched',
    'switched',
  ] as const);
  const nothing = { first: null, turn: null, second: null };
  switch (kind) {
    case 'approved':
      return { ...nothing, first: drawApproval(random) };
    case 'denied':
      return { ...nothing, first: drawDenial(random, way) };
    case 'unanswered':
      return nothing;
    case 'cancelled':
      return drawCancel(random);
    case 'switched':
      return drawSwitch(random);
  }
}

/** What was cancelled may be approved all the same, and at that very moment, too. */
function drawCancel(random: Random): Decisions {
  const at = random.between(500, 12_000);
  const first = random.chance(0.7) ? drawLeftApproval(random, at) : null;
  return { first, turn: { to: 'nothing', at }, second: null };
}

function drawSwitch(random: Random): Decisions {
  const at = random.between(500, 12_000);
  const turn = { to: 'otherWay', at } as const;
  switch (random.pick(['none', 'left', 'new', 'leftThenNew', 'newThenLeft'] as const)) {
    case 'none':
      return { first: null, turn, second: null };
    case 'left':
      return { first: drawLeftApproval(random, at), turn, second: null };
    case 'new':
      return { first: null, turn, second: drawApproval(random) };
    case 'leftThenNew': {
      const first = { ...drawLeftApproval(random, at), at: random.between(at - 200, at + 2_000) };
      const second = { ...drawApproval(random), at: random.between(3_000, pinEnd - 50) };
      return { first, turn, second };
    }
    case 'newThenLeft': {
      const first = {
        ...drawLeftApproval(random, at),
        at: random.between(at + 4_000, pinEnd - 50),
      };
      const second = { ...drawApproval(random), at: random.between(200, 2_500) };
      return { first, turn, second };
    }
  }
}

function drawApproval(random: Random): Answer {
  const by = random.pick(['page', 'page', 'phone', 'phone', 'guest'] as const);
  return { says: 'allow', by, at: drawTime(random) };
}

/** The page for codes has no button to decline. */
function drawDenial(random: Random, way: Way): Answer {
  const by = way === 'browser' && random.chance(0.5) ? 'page' : 'phone';
  return { says: 'deny', by, at: drawTime(random) };
}

function drawTime(random: Random): number {
  const [low, high] = moments[random.pick(['early', 'middle', 'late'] as const)];
  return random.between(low, high);
}

/** An approval of a pin that is left at `at`: the approval page is closed then, so it is on a phone. */
function drawLeftApproval(random: Random, at: number): Answer {
  const isAtOnce = random.chance(0.3);
  const when = isAtOnce
    ? random.between(at - 200, at + 200)
    : random.between(at + 200, pinEnd - 50);
  return { says: 'allow', by: random.pick(['phone', 'phone', 'guest'] as const), at: when };
}
