import type { PlexTv } from '../plex-tv/index.ts';
import type { Doings } from './doings.ts';
import { type Issued, issuedToTools } from './issued.ts';
import { grantIn, type Kept } from './kept.ts';
import type { Lookout } from './lookout.ts';

/** What has become of the access of tools, by plex.tv's records. */
export interface ToolVerdict {
  /** How many tools somebody has the token of, or had. */
  readonly given: number;
  /** How many of them have lost their access because that was to end. */
  readonly ended: number;
  /** How many have lost it without that, or are in the list no more. */
  readonly lost: number;
  /** How many tokens were made beyond those that were pressed for. */
  readonly unasked: number;
  /** The tokens that are wanted: a row says that a tool has it, or it can still be copied. */
  readonly had: readonly string[];
  /** The tokens that nobody was given, of pins that plex.tv forgot before it could tell. */
  readonly forgotten: readonly string[];
}

export function judgeTools(
  plexTv: PlexTv,
  kept: Kept,
  lookout: Lookout,
  doings: Doings,
): ToolVerdict {
  const all = issuedToTools(plexTv);
  const wasGiven = ({ pin }: Issued) => doings.copied.has(pin.clientIdentifier);
  const isToEnd = ({ pin }: Issued) => doings.ended.has(pin.clientIdentifier);
  const hasIt = (issued: Issued) => issued.isAlive && isInList(issued, kept);
  const given = all.filter(wasGiven);
  const wanted = all.filter(issued => isWanted(issued, kept, doings));
  // What plex.tv has given out twice ends with either: no word of Pinlink's can hold there.
  const lost = given.filter(issued => !issued.isShared && !isToEnd(issued) && !hasIt(issued));
  return {
    given: given.length,
    ended: given.filter(issued => isToEnd(issued) && !hasIt(issued)).length,
    lost: lost.length,
    unasked: Math.max(0, all.length - doings.asked),
    had: wanted.map(({ token }) => token),
    forgotten: all.filter(issued => isForgotten(issued, plexTv, lookout)).map(({ token }) => token),
  };
}

/** Whether a row says that the tool has access. */
function isInList({ pin }: Issued, kept: Kept): boolean {
  return grantIn(kept, pin.clientIdentifier)?.phase === 'given';
}

/** Only what was copied can be anybody's, and what was to end is wanted by nobody. */
function isWanted({ pin }: Issued, kept: Kept, { copied, ended }: Doings): boolean {
  const { clientIdentifier: id } = pin;
  switch (grantIn(kept, id)?.phase) {
    case 'verifying':
    case 'handed':
      return true;
    case 'given':
      return copied.has(id) && !ended.has(id);
    // That its end is not confirmed yet is told as restless.
    case 'removing':
      return copied.has(id);
    default:
      return false;
  }
}

/**
 * The one case that is accepted (SECURITY.md): nobody here has ever had the token, and a plex.tv that
 * forgets pins has none to tell of any more.
 */
function isForgotten({ pin, token }: Issued, plexTv: PlexTv, { kept }: Lookout): boolean {
  return plexTv.settings.forgetClaimedPins && Date.now() >= pin.expiresAt && !kept.has(token);
}
