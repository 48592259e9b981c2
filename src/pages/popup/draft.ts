import { isToolId, type ToolId } from '../../catalogue/tools.ts';
import { longestToolName } from '../../core/tool-name.ts';
import { type Chosen, longestAddress, longestPicked } from './server-choice.ts';

/** How far somebody has come with giving a tool access, before there is a token. */
export type GivingStep =
  | { readonly at: 'pick'; readonly query: string }
  | { readonly at: 'consent'; readonly kind: ToolId; readonly name: string };

/** What was chosen on a result, which is left and seen again between two fields of a form. */
export interface ResultStep {
  readonly at: 'result';
  /** The grant that it is the result of. */
  readonly id: string;
  /** Which of the tool's forms. */
  readonly form: number;
  readonly chosen: Chosen;
}

/** How far somebody has come, without any token. */
export type Step = GivingStep | ResultStep;

/** A step as it was kept when the popup closed. */
export interface Draft {
  readonly step: Step;
  /** When it was kept, epoch ms. */
  readonly keptAt: number;
}

/** For how long a step is worth going on with, ms. */
const lasts = 600_000;

/** The longest text that is kept of what was searched for. */
export const longestQuery = 100;

/** The longest name of a grant that is kept. */
const longestId = 100;

/** What was kept, if it was kept lately and makes sense. */
export function draftFrom(stored: unknown, now: number): Draft | null {
  if (!isRecord(stored) || !isRecord(stored.step)) return null;
  const { keptAt } = stored;
  if (typeof keptAt !== 'number' || !(keptAt <= now && now - keptAt < lasts)) return null;
  const step = stepFrom(stored.step);
  return step === null ? null : { step, keptAt };
}

/**
 * The step to go on with: the one that this popup is asked for. What was chosen for a token is not
 * given up for it: that token may be there to be copied.
 */
export function draftOf(kept: Draft | null, wanted: Draft | null): Draft | null {
  return kept?.step.at === 'result' ? kept : (wanted ?? kept);
}

function stepFrom({ at, query, kind, name, ...result }: Record<string, unknown>): Step | null {
  if (at === 'pick') return isText(query, longestQuery) ? { at, query } : null;
  if (at === 'result') return resultFrom(result);
  if (at !== 'consent' || !isToolId(kind)) return null;
  return isText(name, longestToolName) ? { at, kind, name } : null;
}

function resultFrom({ id, form, chosen }: Record<string, unknown>): ResultStep | null {
  if (!isText(id, longestId) || typeof form !== 'number' || !isRecord(chosen)) return null;
  const { picked, typed } = chosen;
  if (!(picked === null || isText(picked, longestPicked))) return null;
  return isText(typed, longestAddress)
    ? { at: 'result', id, form, chosen: { picked, typed } }
    : null;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
