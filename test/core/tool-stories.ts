import fc from 'fast-check';
import type { Request } from '../../src/core/effect.ts';
import type { Failure, LinkEvent, PlexEvent } from '../../src/core/event.ts';
import { attemptOf } from '../../src/core/grants.ts';
import { wakeAt } from '../../src/core/schedule.ts';
import type { ClientIdentifier, Grant, Saved, Token } from '../../src/core/state.ts';
import { transition } from '../../src/core/transition.ts';
import { day, events, grants, linkedWith, minute, now, other, pin, second } from './examples.ts';

/** What happens to a request: whether plex.tv does it, and whether anybody is told. */
const fates = {
  fine: { isDone: true, failure: null },
  lost: { isDone: true, failure: { reason: 'timedOut', retryAfter: null, status: null } },
  broken: { isDone: true, failure: { reason: 'outage', retryAfter: null, status: 503 } },
  unreached: { isDone: false, failure: { reason: 'unreachable', retryAfter: null, status: null } },
  down: { isDone: false, failure: { reason: 'outage', retryAfter: null, status: 502 } },
  limited: { isDone: false, failure: { reason: 'rateLimited', retryAfter: 5_000, status: 429 } },
} as const satisfies Record<string, { isDone: boolean; failure: Failure | null }>;

type Fate = keyof typeof fates;

const fateNames = ['fine', 'lost', 'broken', 'unreached', 'down', 'limited'] as const;

const fate = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Fate>('fine') },
  { weight: 2, arbitrary: fc.constantFrom<Fate>(...fateNames) },
);

const presses = [
  'give',
  'give',
  'give',
  'replace',
  'copy',
  'copy',
  'show',
  'done',
  'done',
  'end',
  'unlink',
  'switch',
  'link',
  'cancel',
  'look',
  'check',
] as const;

/** What its owner does, and what becomes of it. */
const scene = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      press: fc.constantFrom(...presses),
      about: fc.nat(9),
      endsTools: fc.boolean(),
    }),
  },
  { weight: 12, arbitrary: fc.record({ answer: fc.nat(9), fate, isOther: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ wait: fc.constantFrom(100, second, 20 * second, 11 * minute), fate }),
  },
  // Everything that is asked is answered, over and over.
  { weight: 5, arbitrary: fc.record({ answers: fc.integer({ min: 1, max: 6 }) }) },
  // The attempt at a link is approved by its owner; a tool is ended at Plex; the background dies.
  { weight: 2, arbitrary: fc.record({ approve: fc.constantFrom('ada', 'bob') }) },
  { weight: 1, arbitrary: fc.record({ endAtPlex: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ die: fate }) },
);

export const stories = fc.array(scene, { maxLength: 50, size: 'max' });

type Scene = (typeof stories extends fc.Arbitrary<infer All> ? All : never) extends (infer One)[]
  ? One
  : never;

type Press = Extract<Scene, { press: unknown }>;

/** A token as plex.tv knows it. */
interface Issued {
  readonly owner: ClientIdentifier;
  readonly account: string;
  readonly issuedAt: number;
  isAlive: boolean;
}

/** Two that have access when a story begins. */
const first = [other(grants.given, 'first'), other({ ...grants.given, seenAt: now }, 'second')];

/** How a story ends, by plex.tv's own records. */
export interface Outcome {
  readonly saved: Saved;
  readonly tokens: ReadonlyMap<Token, Readonly<Issued>>;
  /** The tools of which somebody may have the token. */
  readonly copied: ReadonlySet<ClientIdentifier>;
  /** The tools that were ended at Plex's own page. */
  readonly endedAtPlex: ReadonlySet<ClientIdentifier>;
  /** Whether nothing is asked any more but whether the link is good. */
  readonly isAtRest: boolean;
}

/** Plays a story, and then lets plex.tv answer everything for ten days. */
export function tell(story: readonly Scene[]): Outcome {
  let saved = linkedWith(...first);
  let time = now;
  let made = 0;
  let underWay: readonly Request[] = [];
  const codes = new Set<ClientIdentifier>();
  const pins = new Map<ClientIdentifier, Token | null>();
  const tokens = new Map<Token, Issued>();
  const copied = new Set<ClientIdentifier>(first.map(({ id }) => id));
  const endedAtPlex = new Set<ClientIdentifier>();
  for (const owner of ['link', 'first', 'second']) issue(owner, 'ada', now - day);

  function issue(owner: ClientIdentifier, account: string, issuedAt = time): Token {
    const token = `token-of-${owner}`;
    tokens.set(token, { owner, account, issuedAt, isAlive: true });
    return token;
  }

  function end(token: Token | undefined): void {
    const issued = tokens.get(token ?? '');
    if (issued !== undefined) issued.isAlive = false;
  }

  function happen(event: LinkEvent): void {
    const [next, effects] = transition(saved, event, { now: time, random: 0 });
    saved = next;
    const requests = effects.filter((effect): effect is Request => !isWindow(effect.type));
    underWay = [...underWay, ...requests];
  }

  /** Does what is asked, and says what plex.tv answers; null where it is not that which counts here. */
  function perform(request: Request, isOther: boolean): PlexEvent | null {
    const { id } = request;
    switch (request.type) {
      case 'createPin':
        pins.set(id, null);
        codes.add(id);
        return { ...events.pinCreated, id, pin: { ...pin, expiresAt: time + 900 * second } };
      case 'approvePin': {
        const isKnown = codes.delete(id);
        const by = tokens.get(request.token);
        const failed = (failure: Failure) => ({ ...events.pinNotApproved, id, failure });
        if (!isKnown) return failed({ reason: 'interrupted', retryAfter: null, status: null });
        if (by?.isAlive !== true) return failed(refusal);
        pins.set(id, issue(id, isOther ? 'eve' : by.account));
        return { ...events.pinApproved, id };
      }
      case 'checkPin': {
        const authToken = pins.get(id) ?? null;
        if (authToken !== null) return { ...events.pinClaimed, id, authToken };
        return { ...events.pinPending, id, sentAt: time, expiresIn: null };
      }
      case 'readAccount': {
        const known = tokens.get(request.token);
        if (known?.isAlive !== true) return { ...events.accountNotRead, id, failure: refusal };
        const account = { ...events.accountRead.account, uuid: known.account };
        return { ...events.accountRead, id, account };
      }
      case 'signOut': {
        const isAlive = tokens.get(request.token)?.isAlive === true;
        end(request.token);
        return isAlive
          ? { ...events.signedOut, id }
          : { ...events.notSignedOut, id, failure: refusal };
      }
      case 'removeDevice': {
        const by = tokens.get(request.token);
        if (by?.isAlive !== true) return { ...events.deviceNotRemoved, id, failure: refusal };
        const device = listed(by.account).find(([, { owner }]) => owner === id);
        if (device === undefined || isOther) {
          const hasAsker = isWhole(request.by, by.account) && !isOther;
          return hasAsker ? { ...events.deviceNotListed, id } : { ...events.deviceNotRemoved, id };
        }
        if (!request.isListed) return { ...events.deviceListed, id, seenAt: time };
        end(device[0]);
        return { ...events.deviceRemoved, id };
      }
      case 'readDevices': {
        const account = tokens.get(request.token)?.account ?? '';
        const known = isOther ? [] : listed(account);
        const devices = known.map(([, { owner }]) => ({ clientIdentifier: owner, seenAt: time }));
        const hasAsker = isWhole(id, account) && !isOther;
        return { ...events.devicesRead, id, devices, hasAsker };
      }
      case 'readAvatar':
        return null;
    }
  }

  /** plex.tv lists a device a minute after there is one. */
  function listed(account: string): readonly [Token, Issued][] {
    return [...tokens].filter(
      ([, known]) => known.isAlive && known.account === account && time - known.issuedAt >= minute,
    );
  }

  /** Whether a list has whoever asks for it. */
  function isWhole(asker: ClientIdentifier, account: string): boolean {
    return listed(account).some(([, { owner }]) => owner === asker);
  }

  function answer(request: Request, name: Fate, isOther = false): void {
    underWay = underWay.filter(one => one !== request);
    const { isDone, failure } = fates[name];
    const said = isDone ? perform(request, isOther) : null;
    const event = failure === null ? said : failed(request, failure);
    if (event !== null) happen(event);
  }

  /** No request lives longer than ten seconds. */
  function wait(ms: number, name: Fate): void {
    time += Math.min(ms, 10 * second);
    if (ms > 10 * second) for (const request of underWay) answer(request, name);
    time += Math.max(0, ms - 10 * second);
    happen(events.woken);
  }

  function die(name: Fate): void {
    const last = underWay;
    underWay = [];
    for (const request of last) if (fates[name].isDone) perform(request, false);
    codes.clear();
    happen(events.started);
  }

  /** What its owner presses for; null where there is no such button. */
  function pressed({ press, about, endsTools }: Press): LinkEvent | null {
    made += 1;
    const fresh = `grant-${made}`;
    const tools = saved.state.grants.filter(({ tool }) => tool !== null);
    const handed = tools.find(({ phase }) => phase === 'handed');
    const grant = tools[about % tools.length];
    switch (press) {
      case 'give':
        return { ...events.giveAccessPressed, id: fresh };
      case 'replace': {
        const replaces = grant?.phase === 'given' ? grant.id : null;
        return { ...events.giveAccessPressed, id: fresh, replaces };
      }
      case 'copy':
        return handed === undefined ? null : { ...events.tokenCopied, id: handed.id };
      case 'show':
        return handed === undefined ? null : { ...events.tokenShown, id: handed.id };
      case 'done':
        return handed === undefined ? null : { ...events.donePressed, id: handed.id };
      case 'end':
        return grant === undefined ? null : { ...events.endAccessPressed, id: grant.id };
      case 'unlink':
        return { ...events.unlinkPressed, endsTools };
      case 'switch':
        return { ...events.switchPressed, id: fresh, endsTools };
      case 'link':
        return { ...events.linkPressed, id: fresh };
      case 'cancel':
        return events.cancelPressed;
      case 'look':
        return events.popupSeen;
      case 'check':
        return events.checkPressed;
    }
  }

  function press(one: Press): void {
    const event = pressed(one);
    if (event === null) return;
    if (event.type === 'tokenCopied' || event.type === 'tokenShown') copied.add(event.id);
    happen(event);
  }

  function endAtPlex(place: number): void {
    const given = saved.state.grants.filter(({ phase }) => phase === 'given');
    const id = given[place % given.length]?.id;
    if (id === undefined) return;
    endedAtPlex.add(id);
    end(`token-of-${id}`);
  }

  /** Only who sees a pin can approve it. */
  function approve(account: string): void {
    const attempt = attemptOf(saved.state);
    if (attempt?.phase !== 'waiting' || pins.get(attempt.id) !== null) return;
    pins.set(attempt.id, issue(attempt.id, account));
    happen(events.approvalHeard);
  }

  function play(one: Scene): void {
    if ('press' in one) press(one);
    else if ('wait' in one) wait(one.wait, one.fate);
    else if ('die' in one) die(one.die);
    else if ('answers' in one) {
      for (let i = 0; i < one.answers; i += 1) {
        for (const request of underWay) answer(request, 'fine');
        time += 100;
        happen(events.woken);
      }
    } else if ('endAtPlex' in one) endAtPlex(one.endAtPlex);
    else if ('approve' in one) approve(one.approve);
    else {
      const request = underWay[one.answer % underWay.length];
      // Another account is rare even in a story.
      if (request !== undefined) answer(request, one.fate, one.isOther && one.answer === 0);
    }
  }

  function rest(): boolean {
    const end = time + 10 * day;
    for (let steps = 0; steps < 2_000; steps += 1) {
      const [request] = underWay;
      const next = request === undefined ? wakeAt(saved.state, time) : time;
      if (next === null || next > end) return true;
      time = next;
      if (request === undefined) happen(events.woken);
      else answer(request, 'fine');
    }
    return false;
  }

  for (const one of story) play(one);
  const isAtRest = rest();
  return { saved, tokens, copied, endedAtPlex, isAtRest };
}

const refusal: Failure = { reason: 'unauthorized', retryAfter: null, status: 401 };

function isWindow(type: string): boolean {
  return ['openApproval', 'closeApproval', 'announce'].includes(type);
}

/** That a request has failed. */
function failed({ type, id }: Request, failure: Failure): PlexEvent | null {
  switch (type) {
    case 'createPin':
      return { type: 'pinNotCreated', id, failure };
    case 'approvePin':
      return { type: 'pinNotApproved', id, failure };
    case 'checkPin':
      return { type: 'pinNotChecked', id, failure };
    case 'readAccount':
      return { type: 'accountNotRead', id, failure };
    case 'signOut':
      return { type: 'notSignedOut', id, failure };
    case 'removeDevice':
      return { type: 'deviceNotRemoved', id, failure };
    case 'readDevices':
      return { type: 'devicesNotRead', id, failure };
    case 'readAvatar':
      return null;
  }
}

/** The grant of a tool, if there is any still. */
export function toolIn({ state }: Saved, id: ClientIdentifier): Grant | undefined {
  return state.grants.find(grant => grant.id === id && grant.tool !== null);
}
