import type { Entry } from '../../core/journal.ts';
import { restOf } from '../../core/rest.ts';
import type { Link } from '../../core/state.ts';

/** What a report is made of. */
export interface Findings {
  readonly version: string;
  /** How the browser calls itself. */
  readonly browser: string;
  /** Null where it cannot be read. */
  readonly link: Link | null;
  readonly journal: readonly Entry[];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * What helps to find out what went wrong, and nothing that is secret or personal: of the link only
 * its status, times and reasons, and the journal, which holds no more than that.
 */
export function report({ version, browser, link, journal, now }: Findings): string {
  const about = link === null ? ['status unreadable'] : linesAbout(link);
  const lines = [`Pinlink ${version}`, browser, `at ${iso(now)}`, ...about];
  return `${[...lines, '', ...journal.map(step)].join('\n')}\n`;
}

function linesAbout(link: Link): string[] {
  const rest = restOf(link);
  const lines = [`status ${link.status}`];
  if ('reason' in link) lines.push(`reason ${link.reason}`);
  if (link.status === 'waiting') {
    lines.push(`pin ends ${iso(link.pin.expiresAt)}, next check ${iso(link.checkAt)}`);
    if (link.trouble !== null) lines.push(`trouble ${link.trouble.reason}`);
  }
  if (rest !== link) lines.push(`before ${rest.status}`);
  if (rest.status === 'unlinked' && rest.news !== null) lines.push(`news ${rest.news}`);
  if (rest.status === 'revoked') lines.push(`revoked ${iso(rest.revokedAt)}`);
  if (rest.status === 'linked') {
    lines.push(`linked ${iso(rest.linkedAt)}, confirmed ${iso(rest.confirmedAt)}`);
  }
  if (rest.status !== 'unlinked' && rest.trouble !== null) {
    lines.push(`trouble ${rest.trouble.reason} since ${iso(rest.trouble.sinceAt)}`);
  }
  return lines;
}

function step({ at, event, times, http, reason, status }: Entry): string {
  const i18n = [iso(at), event, http, reason, times > 1 ? `${times} times` : null];
  return `${i18n.filter(word => word !== null).join(' ')} -> ${status}`;
}

/** 0 stands for never. A damaged time must not end the report. */
function iso(time: number): string {
  if (time === 0) return 'never';
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : 'unknown';
}
