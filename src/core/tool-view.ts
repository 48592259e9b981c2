import { wasCopied } from './grant/handed.ts';
import { lateAt } from './schedule.ts';
import type { Given, Reason, Removing, State } from './state.ts';
import { busyToolOf, isForUser, isTools, toolsOf } from './tools.ts';

/** A tool that has access, or is losing it. */
export interface ToolRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Epoch ms. */
  readonly addedAt: number;
  /** When plex.tv has last seen the tool, epoch ms; 0 where it does not say, null where it has not yet. */
  readonly seenAt: number | null;
  /** `notEnding` where it is for its owner to end at Plex: it was given up, or nothing opens the account. */
  readonly access: 'given' | 'ending' | 'notEnded' | 'notEnding';
}

/** The tool that is about to have access, or could not have it. */
export type Giving = {
  readonly kind: string;
  readonly name: string;
  readonly replaces: string | null;
} & (
  | {
      readonly step: 'asking';
      /** When it is given up, epoch ms. */
      readonly lateAt: number;
    }
  | {
      readonly step: 'handed';
      readonly id: string;
      /** Until when its token can be copied, epoch ms. */
      readonly until: number;
      readonly isCopied: boolean;
      /** Whether somebody may have it, for it was copied or shown: then it is not ended by itself. */
      readonly isTaken: boolean;
    }
  | { readonly step: 'failed'; readonly id: string; readonly reason: Reason }
);

export function toolRows(state: State): readonly ToolRow[] {
  return toolsOf(state).map(grant => {
    const { kind, name, addedAt } = grant.tool;
    return {
      id: grant.id,
      kind,
      name,
      addedAt,
      seenAt: seenWithTool(grant),
      access: accessOf(state, grant),
    };
  });
}

/** In its first minute it was Pinlink that has used the token, to hear whose account it opens. */
function seenWithTool({ tool, seenAt }: Given | Removing): number | null {
  const isOurUse = seenAt !== null && seenAt > 0 && seenAt <= lateAt(tool);
  return isOurUse ? null : seenAt;
}

function accessOf(state: State, grant: Given | Removing): ToolRow['access'] {
  if (grant.phase === 'given') return 'given';
  if (isForUser(state, grant)) return 'notEnding';
  return (grant.pending?.problem ?? null) === null ? 'ending' : 'notEnded';
}

export function givingOf(state: State): Giving | null {
  const grant =
    busyToolOf(state) ?? state.grants.filter(isTools).find(({ phase }) => phase === 'failed');
  if (grant === undefined) return null;
  const { id, tool, phase } = grant;
  const { kind, name, replaces } = tool;
  if (phase === 'failed') return { step: 'failed', kind, name, replaces, id, reason: grant.reason };
  if (phase !== 'handed') return { step: 'asking', kind, name, replaces, lateAt: lateAt(tool) };
  const until = grant.pending.dueAt;
  const [isCopied, isTaken] = [wasCopied(grant), grant.copiedAt !== null];
  return { step: 'handed', kind, name, replaces, id, until, isCopied, isTaken };
}
