import { expect, test } from 'vitest';
import { describe } from './describe.ts';
import { draw } from './draw.ts';
import type { Plan } from './plan.ts';
import { fewStories } from './soak.ts';

const plansFrom = (seed: number, length: number) =>
  Array.from({ length }, (_, index) => draw(seed + index));

const plans = plansFrom(1, 1_000);

/** All that is done, goes wrong, or can be one way or another in a story. */
function partsOf(plan: Plan): string[] {
  const { way, keepsPopup, looksAgain, diesSoon, expiredPins, sameToken } = plan;
  const choices = { way, keepsPopup, looksAgain, diesSoon, expiredPins, sameToken };
  const answers = [plan.first, plan.second].filter(answer => answer !== null);
  const steps = plan.tools?.steps ?? [];
  return [
    ...Object.entries(choices).map(([what, choice]) => `${what}: ${choice}`),
    ...answers.flatMap(({ says, by }) => [says, `by ${by}`]),
    ...(plan.turn === null ? [] : [`turns to ${plan.turn.to}`]),
    ...[...plan.mishaps, ...plan.troubles].map(({ kind }) => kind),
    ...steps.flatMap(step =>
      [step.deed, ...step.mishaps, ...step.troubles].map(({ kind }) => kind),
    ),
  ];
}

test('the few stories of `npm test` have everything in them that any story has', () => {
  const few = plansFrom(fewStories.seed, fewStories.runs).flatMap(partsOf);
  expect(new Set(few)).toEqual(new Set(plans.flatMap(partsOf)));
});

test('the same seed tells the same story', () => {
  expect(draw(17)).toEqual(draw(17));
  expect(describe(draw(17))).not.toBe(describe(draw(18)));
});

test('about half of the stories have tools, and each of these gives one access first', () => {
  const share = plans.filter(({ tools }) => tools !== null).length / plans.length;
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
  for (const { tools } of plans) if (tools !== null) expect(tools.steps[0]?.deed.kind).toBe('give');
});

test('whatever can be done with tools, and can go wrong there, is in some of them', () => {
  const steps = plans.flatMap(({ tools }) => tools?.steps ?? []);
  const kinds = (names: readonly string[]) => [...new Set(names)].sort();
  expect(kinds(steps.map(({ deed }) => deed.kind))).toEqual([
    'end',
    'give',
    'replace',
    'switch',
    'unlink',
    'wait',
  ]);
  expect(kinds(steps.flatMap(({ mishaps }) => mishaps.map(({ kind }) => kind)))).toEqual([
    'browserKilled',
    'clockJumps',
    'hostilePage',
    'popupReopened',
    'workerKilled',
  ]);
  expect(kinds(steps.flatMap(({ troubles }) => troubles.map(({ kind }) => kind)))).toEqual([
    'cut',
    'gateway',
    'hang',
    'html',
    'oddAnswers',
    'oddSignOuts',
    'outage',
    'rateLimited',
    'slow',
    'truncated',
    'wrongAccount',
  ]);
});

test('no end is asked for that a plex.tv cannot give, and none that says no has done it', () => {
  for (const { sameToken, tools } of plans) {
    for (const { deed, troubles } of tools?.steps ?? []) {
      if (sameToken) expect(['replace', 'end']).not.toContain(deed.kind);
      if (sameToken && 'endsTools' in deed) expect(deed.endsTools).toBe(false);
      for (const trouble of troubles) {
        if (trouble.kind !== 'oddAnswers' || trouble.to !== 'approvals' || !trouble.done) continue;
        expect([200, 500, 503]).toContain(trouble.status);
      }
    }
  }
});
