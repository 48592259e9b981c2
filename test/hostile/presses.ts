import type { LinkEvent } from '../../src/core/event.ts';
import { attemptOf, linkOf } from '../../src/core/grants.ts';
import type { In, Phase, State } from '../../src/core/state.ts';
import type { Random } from '../random.ts';

/** Something that the user or the browser does; mostly what leads somewhere as things stand. */
export function pressFor(state: State, random: Random): LinkEvent {
  if (random.chance(0.4)) return anyPress(state, random);
  const link = linkOf(state);
  const [handed] = grantsIn(state, 'handed');
  if (handed !== undefined) {
    const isTaken = handed.copiedAt !== null;
    return { type: isTaken ? 'donePressed' : 'tokenCopied', id: handed.id };
  }
  const given = grantsIn(state, 'given');
  if (given.length > 1) return { type: 'endAccessPressed', id: random.pick(given).id };
  if (attemptOf(state) !== null) return { type: 'popupSeen', closely: true };
  const id = uuidBy(random);
  if (link === null) return { type: 'linkPressed', way: random.pick(['browser', 'device']), id };
  return { type: 'giveAccessPressed', id, kind: 'kometa', name: 'Kometa', replaces: null };
}

function grantsIn<Name extends Phase>({ grants }: State, phase: Name): In<Name>[] {
  return grants.filter((grant): grant is In<Name> => grant.phase === phase);
}

function anyPress({ grants }: State, random: Random): LinkEvent {
  const tools = grants.filter(({ tool }) => tool !== null).map(({ id }) => id);
  const id = tools.length > 0 ? random.pick(tools) : uuidBy(random);
  const endsTools = random.chance(0.5);
  return random.pick<LinkEvent>([
    { type: 'linkPressed', way: random.pick(['browser', 'device']), id: uuidBy(random) },
    { type: 'switchPressed', id: uuidBy(random), endsTools },
    { type: 'checkPressed' },
    { type: 'cancelPressed' },
    { type: 'unlinkPressed', endsTools },
    { type: 'forgetPressed', id: random.chance(0.5) ? id : null },
    { type: 'reopenPressed' },
    { type: 'endAccessPressed', id },
    { type: 'donePressed', id },
    { type: 'tokenShown', id },
    { type: 'newsRead' },
    { type: 'started' },
    { type: 'networkReturned' },
    { type: 'pageHeard' },
    { type: 'approvalHeard' },
    { type: 'approvalClosed' },
  ]);
}

/** A name for a grant, as random as the story is. */
function uuidBy(random: Random): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.between(0, 15).toString(16)).join('');
  return [8, 4, 4, 4, 12].map(digits).join('-');
}
