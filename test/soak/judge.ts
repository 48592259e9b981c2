import type { PlexTv } from '../plex-tv/index.ts';
import type { Pin } from '../plex-tv/pins.ts';
import { describeKept, isAtRest, type Kept } from './kept.ts';
import type { Lookout } from './lookout.ts';

/** What a run was to come to and has come to. By plex.tv's records, not by the extension's word. */
export interface Verdict {
  /** Whether the pin that the user stood by was approved. */
  readonly isExpected: boolean;
  /** Whether the extension has a link, with a token that plex.tv takes. */
  readonly isFound: boolean;
  /** Tokens that plex.tv still takes though nobody wants them. */
  readonly orphaned: number;
  /** Where tokens were seen that must not be there. */
  readonly seen: readonly string[];
  /** How it stood where the extension did not come to rest in time, else null. */
  readonly restless: string | null;
}

/**
 * @param wanted the pin that the user stood by to the end
 * @param kept what the extension keeps in the end
 */
export function judge(plexTv: PlexTv, wanted: Pin | null, kept: Kept, lookout: Lookout): Verdict {
  const answer = wanted?.answer ?? null;
  const isExpected = answer !== null && answer !== 'denied';
  const alive = plexTv.tokens.filter(token => token.alive).map(({ token }) => token);
  const isLinked = kept.link.status === 'linked' && kept.token !== null;
  // It must be what this very pin was approved for. Another pin may have been given the same token.
  const isRight = !isExpected || kept.token === answer.token;
  const isFound = isLinked && isRight && alive.includes(kept.token);
  // Where no link is wanted, the token of one is an orphan. What is being ended is none yet: that
  // it is not ended is told as restless.
  const known = [...(isExpected && isFound ? [kept.token] : []), ...kept.ending];
  return {
    isExpected,
    isFound,
    orphaned: new Set(alive.filter(token => !known.includes(token))).size,
    seen: lookout.sightings,
    restless: isAtRest(kept) ? null : describeKept(kept),
  };
}

/** Whether the approval of a wanted pin has come to nothing. */
export function isLost({ isExpected, isFound }: Verdict): boolean {
  return isExpected && !isFound;
}

export function isGood(verdict: Verdict): boolean {
  const { orphaned, seen, restless } = verdict;
  return !isLost(verdict) && orphaned === 0 && seen.length === 0 && restless === null;
}
