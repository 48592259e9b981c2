import type { Outcome } from '../../src/plex/ask.ts';
import { type Answer, formOf } from './answer.ts';
import { errorCodesIn } from './plex-errors.ts';

/** What has become of a fact. */
export interface Finding {
  readonly verdict: 'as expected' | 'otherwise' | 'not checked';
  /** What was seen, or why nothing was: in our own words, statuses, content types and error codes. */
  readonly notes: readonly string[];
}

/** What came of asking plex.tv something, as it came and as Pinlink reads it. */
export interface Look<Value> {
  /** Null where there was no answer. */
  readonly answer: Answer | null;
  readonly outcome: Outcome<Value>;
}

/** What an answer has to be so that a fact is as expected. */
export interface Expected<Value> {
  readonly status: number;
  /** The number of Plex's own error that must be in it. */
  readonly error?: number;
  /** Whether it is so, as Pinlink reads the answer. */
  readonly reads: (outcome: Outcome<Value>) => boolean;
}

/** What says nothing of how plex.tv is made: it was not there, or did not want to be asked. */
const troubles: readonly string[] = ['unreachable', 'timedOut', 'rateLimited', 'outage'];

/** Whether plex.tv has given any answer that says something. */
export function isAnswered<Value>({ outcome }: Look<Value>): boolean {
  if (outcome.ok) return true;
  // Of a picture, the status alone says that plex.tv was not there.
  const isOutage = outcome.status !== null && outcome.status >= 500;
  return !isOutage && !troubles.includes(outcome.reason);
}

/** Judges what came of asking. */
export function judged<Value>(look: Look<Value>, expected: Expected<Value>): Finding {
  const notes = [seen(look)];
  if (look.answer === null || !isAnswered(look)) return { verdict: 'not checked', notes };
  const differences = differencesOf(look.answer, look.outcome, expected);
  const verdict = differences.length === 0 ? 'as expected' : 'otherwise';
  return { verdict, notes: [...notes, ...differences] };
}

/** What a token must meet that is not valid. */
export const refused: Expected<unknown> = {
  status: 401,
  reads: outcome => !outcome.ok && outcome.reason === 'unauthorized',
};

function differencesOf<Value>(
  answer: Answer,
  outcome: Outcome<Value>,
  { status, error, reads }: Expected<Value>,
): string[] {
  const differences: string[] = [];
  if (answer.status !== status) differences.push(`the status is not ${status}`);
  if (error !== undefined && !errorCodesIn(answer).includes(error)) {
    differences.push(`error ${error} is not named`);
  }
  if (!reads(outcome)) differences.push(`Pinlink reads it otherwise: ${readingOf(outcome)}`);
  return differences;
}

/** The reasons are a closed set, and nothing of the answer is in them. */
function readingOf<Value>(outcome: Outcome<Value>): string {
  return outcome.ok ? 'as another answer' : outcome.reason;
}

function seen<Value>({ answer, outcome }: Look<Value>): string {
  if (answer !== null) return summaryOf(answer);
  return outcome.ok ? 'no answer' : `no answer: ${outcome.reason}`;
}

/** Status, content type, form and error codes of an answer. */
export function summaryOf(answer: Answer): string {
  const errors = errorCodesIn(answer).map(code => `error ${code}`);
  return [answer.status, typeWords(answer.type), formOf(answer), ...errors].join(', ');
}

/** A content type, if it is one: nothing else is passed on. */
function typeWords(type: string): string {
  if (type === '') return 'no content type';
  return /^(?:application|text|image)\/[a-z.+-]{1,30}$/.test(type) ? type : 'an odd content type';
}
