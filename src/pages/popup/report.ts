import type { Entry } from '../../core/journal.ts';
import type { Grant, Pending, State } from '../../core/state.ts';
import { viewOf } from '../../core/view.ts';

/** What a report is made of. */
export interface Findings {
  readonly version: string;
  /** How the browser calls itself. */
  readonly browser: string;
  readonly state: State | 'outdated' | 'unreadable';
  readonly journal: readonly Entry[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * What helps to find out what went wrong, and nothing that is secret or personal: of the state only
 * phases, times and reasons, and the journal, which holds no more than that.
 */
export function report({ version, browser, state, journal, now }: Findings): string {
  const about = typeof state === 'string' ? [`status ${state}`] : linesAbout(state, now);
  const lines = [`Pinlink ${version}`, browser, `at ${iso(now)}`, ...about];
  return `${[...lines, '', ...journal.map(step)].join('\n')}\n`;
}

function linesAbout(state: State, now: number): string[] {
  const { grants, link, quietUntil, news, grantsMade } = state;
  const lines = [`status ${viewOf(state, now).status}`, `grants made ${grantsMade}`];
  if (news !== null) lines.push(`news ${news}`);
  if (now < quietUntil) lines.push(`quiet until ${iso(quietUntil)}`);
  return [...lines, ...grants.map(grant => lineAbout(grant, grant.id === link))];
}

/** The grant by its number: its identifier stays here. */
function lineAbout(grant: Grant, isLink: boolean): string {
  const whose = isLink ? ' (link)' : grant.tool === null ? '' : ' (tool)';
  const name = `#${grant.number}${whose} ${grant.phase}`;
  return [name, ...factsOf(grant), ...pendingFacts(grant.pending)].join(', ');
}

function factsOf(grant: Grant): string[] {
  switch (grant.phase) {
    case 'requesting':
      return [`by ${grant.way ?? 'link'}`, `until ${iso(grant.giveUpAt)}`];
    case 'waiting': {
      const { way, pin, hearing, abandonedAt } = grant;
      const facts = [
        `by ${way ?? 'link'}`,
        `pin ends ${iso(pin.expiresAt)}`,
        hearing ? 'heard' : 'not heard',
      ];
      return abandonedAt === null ? facts : [...facts, `abandoned ${iso(abandonedAt)}`];
    }
    case 'approving':
      return [`pin ends ${iso(grant.pin.expiresAt)}`];
    case 'failed':
      return [`by ${grant.way ?? 'link'}`, grant.reason];
    case 'held':
      return [`linked ${iso(grant.linkedAt)}`, `confirmed ${iso(grant.confirmedAt)}`];
    case 'refused':
      return [`linked ${iso(grant.linkedAt)}`, `refused ${iso(grant.refusedAt)}`];
    case 'ending': {
      const facts = [`ordered ${iso(grant.orderedAt)}`, grant.byUser ? 'by user' : 'by itself'];
      return grant.isDoubted ? [...facts, 'doubted'] : facts;
    }
    case 'handed':
      if (grant.copiedAt === null) return ['not copied'];
      return [grant.copiedAt === 0 ? 'shown' : `copied ${iso(grant.copiedAt)}`];
    case 'given':
      return [seen(grant.seenAt)];
    case 'removing':
      return [`ordered ${iso(grant.orderedAt)}`, seen(grant.seenAt)];
    case 'verifying':
      return [];
  }
}

function seen(seenAt: number | null): string {
  return seenAt === null ? 'not seen' : `seen ${iso(seenAt)}`;
}

function pendingFacts(pending: Pending | null): string[] {
  if (pending === null) return [];
  const { dueAt, failures, problem } = pending;
  const facts = [`due ${iso(dueAt)}`];
  if (failures > 0) facts.push(`failed ${failures} times`);
  if (problem !== null) facts.push(`${problem.reason} since ${iso(problem.sinceAt)}`);
  return facts;
}

function step({ at, lastAt, event, times, grant, http, reason, status }: Entry): string {
  const facts = [
    iso(at),
    times > 1 ? `(… ${iso(lastAt)})` : null,
    event,
    grant === null ? null : `#${grant}`,
    http,
    reason,
    times > 1 ? `${times} times` : null,
  ];
  return `${facts.filter(fact => fact !== null).join(' ')} -> ${status}`;
}

/** 0 stands for never. A damaged time must not end the report. */
function iso(time: number): string {
  if (time === 0) return 'never';
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : 'unknown';
}
