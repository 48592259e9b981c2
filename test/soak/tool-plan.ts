import type { Mishap, Trouble } from './plan.ts';

/** What becomes of a token that can be copied. */
export type Fate =
  /** It is copied, and its user presses Done. */
  | 'done'
  /** It is copied, and its user looks away. */
  | 'copied'
  /** Its user looks away, and has not copied it. */
  | 'left'
  /** Its user presses Done, and once more where Pinlink warns that it was not copied. */
  | 'unwanted';

/** What the user does with tools. `which` counts the tools that have access, round and round. */
export type Deed =
  | {
      readonly kind: 'give';
      /** What the catalogue calls it; `other` where its user names it. */
      readonly tool: string;
      readonly fate: Fate;
      /** Whether the press for it is a double one. */
      readonly isDouble: boolean;
    }
  | {
      readonly kind: 'replace';
      readonly which: number;
      readonly fate: Fate;
      readonly isDouble: boolean;
    }
  | { readonly kind: 'end'; readonly which: number }
  /** Ten minutes pass, after which no token of a tool is kept. */
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'unlink';
      readonly endsTools: boolean;
      /** Whether the account is linked again after that, and the story goes on. */
      readonly again: boolean;
    }
  | {
      readonly kind: 'switch';
      readonly endsTools: boolean;
      /** For whose account the new pin is approved; `nobody` where its user cancels. */
      readonly to: 'owner' | 'guest' | 'nobody';
    };

/** A deed, and what goes wrong: at its press, or so many ms after that. */
export interface Step {
  readonly deed: Deed;
  readonly mishaps: readonly Mishap[];
  readonly troubles: readonly Trouble[];
}

/** What its user does with tools, one thing after the other, and what plex.tv is like meanwhile. */
export interface ToolPlan {
  readonly steps: readonly Step[];
  /** How long an answer takes when all is well, ms. */
  readonly latencyMs: number;
  /** Whether plex.tv forgets a pin at its end, also one that was approved. */
  readonly forgetsPins: boolean;
}
