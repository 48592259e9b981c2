import type { Draft, GivingStep } from './draft.ts';

/** The screens of a link. */
export type Place =
  | GivingStep
  | { readonly at: 'home' | 'account' | 'unlink' | 'linkApp' }
  | { readonly at: 'tool' | 'endTool'; readonly id: string };

export const home: Place = { at: 'home' };

/** The screens behind a step that was kept, and that step. */
export function trailTo({ step }: Draft): Place[] {
  if (step.at === 'result') return [];
  return step.at === 'pick' ? [step] : [{ at: 'pick', query: '' }, step];
}

/** The step that is worth keeping of a screen. */
export function stepOf(place: Place): GivingStep | null {
  return place.at === 'pick' || place.at === 'consent' ? place : null;
}
