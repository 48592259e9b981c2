import type { PlexTv } from '../plex-tv/index.ts';
import type { Pin } from '../plex-tv/pins.ts';
import { Doings } from './doings.ts';
import { issuedToTools } from './issued.ts';
import { judgeTools, type ToolVerdict } from './judge-tools.ts';
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
  /** How many of these were made for tools. */
  readonly orphanedOfTools: number;
  /** What has become of tools. */
  readonly tools: ToolVerdict;
  /** Where tokens were seen that must not be there. */
  readonly seen: readonly string[];
  /** How it stood where the extension did not come to rest in time, else null. */
  readonly restless: string | null;
}

/**
 * @param wanted the pin that the user stood by to the end
 * @param kept what the extension keeps in the end
 * @param doings what the user has done with tools
 */
export function judge(
  plexTv: PlexTv,
  wanted: Pin | null,
  kept: Kept,
  lookout: Lookout,
  doings = new Doings(),
): Verdict {
  const answer = wanted?.answer ?? null;
  const isExpected = answer !== null && answer !== 'denied';
  const alive = plexTv.tokens.filter(token => token.alive).map(({ token }) => token);
  const isLinked = kept.link.status === 'linked' && kept.token !== null;
  // It must be what this very pin was approved for. Another pin may have been given the same token.
  const isRight = !isExpected || kept.token === answer.token;
  const isFound = isLinked && isRight && alive.includes(kept.token);
  const tools = judgeTools(plexTv, kept, lookout, doings);
  // Where no link is wanted, the token of one is an orphan. What is being ended is none yet: that
  // it is not ended is told as restless.
  const links = isExpected && isFound ? [kept.token] : [];
  const known = [...links, ...kept.ending, ...tools.had, ...tools.forgotten];
  const orphans = [...new Set(alive.filter(token => !known.includes(token)))];
  const ofTools = issuedToTools(plexTv).map(({ token }) => token);
  return {
    isExpected,
    isFound,
    orphaned: orphans.length,
    orphanedOfTools: orphans.filter(token => ofTools.includes(token)).length,
    tools,
    seen: lookout.sightings,
    restless: isAtRest(kept) ? null : describeKept(kept),
  };
}

/** Whether the approval of a wanted pin has come to nothing. */
export function isLost({ isExpected, isFound }: Verdict): boolean {
  return isExpected && !isFound;
}

export function isGood(verdict: Verdict): boolean {
  const { orphaned, seen, restless, tools } = verdict;
  const isRight = !isLost(verdict) && orphaned === 0 && tools.lost === 0 && tools.unasked === 0;
  return isRight && seen.length === 0 && restless === null;
}
