import type { PlexTv } from '../plex-tv/index.ts';
import type { Pin } from '../plex-tv/pins.ts';
import type { Kept } from './kept.ts';
import type { Lookout } from './lookout.ts';

/** What a run was to come to and has come to. By plex.tv's records, not by the extension's word. */
export interface Verdict {
  /** Whether the pin that the user stood by was approved. */
  readonly isExpected: boolean;
  /** Whether the extension has a token that plex.tv takes. */
  readonly isFound: boolean;
  /** Tokens that plex.tv still takes though nobody wants them. */
  readonly orphaned: number;
  /** Where tokens were seen that must not be there. */
  readonly seen: readonly string[];
}

/**
 * @param wanted the pin that the user stood by to the end
 * @param kept what the extension keeps in the end
 */
export function judge(plexTv: PlexTv, wanted: Pin | null, kept: Kept, lookout: Lookout): Verdict {
  const alive = plexTv.tokens.filter(token => token.alive).map(({ token }) => token);
  const isExpected = wanted !== null && wanted.answer !== null && wanted.answer !== 'denied';
  const isFound =
    kept.link.status === 'linked' && kept.token !== null && alive.includes(kept.token);
  // It may be that of a pin that was left: plex.tv keeps one token alive for each account, and that
  // is of the pin approved last. But where no link is wanted, no token is.
  const known = [...(isExpected ? [kept.token] : []), ...kept.signOuts.map(({ token }) => token)];
  const orphaned = alive.filter(token => !known.includes(token)).length;
  return { isExpected, isFound, orphaned, seen: lookout.sightings };
}

/** Whether the approval of a wanted pin has come to nothing. */
export function isLost({ isExpected, isFound }: Verdict): boolean {
  return isExpected && !isFound;
}

export function isGood(verdict: Verdict): boolean {
  return !isLost(verdict) && verdict.orphaned === 0 && verdict.seen.length === 0;
}
