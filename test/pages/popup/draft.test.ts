import { expect, test } from 'vitest';
import { draftFrom, draftOf } from '../../../src/pages/popup/draft.ts';
import { stepOf, trailTo } from '../../../src/pages/popup/place.ts';

const now = 1_800_000_000_000;

const pick = { at: 'pick', query: 'kom' } as const;

const consent = { at: 'consent', kind: 'kometa', name: 'Kometa' } as const;

const result = {
  at: 'result',
  id: 'mine',
  form: 1,
  chosen: { picked: 'typed', typed: 'http://nas:32400' },
} as const;

test.each([
  pick,
  consent,
  { ...consent, kind: 'other', name: '' },
  result,
  { ...result, chosen: { picked: null, typed: '' } },
])('%j is gone on with', step => {
  const draft = { step, keptAt: now - 1_000 };
  expect(draftFrom(draft, now)).toEqual(draft);
});

test('the step that is wanted comes first, but for what was chosen for a token', () => {
  const [kept, wanted, chosen] = [consent, pick, result].map(step => ({ step, keptAt: now }));
  expect(draftOf(null, null)).toBeNull();
  expect(draftOf(kept ?? null, null)).toBe(kept);
  expect(draftOf(kept ?? null, wanted ?? null)).toBe(wanted);
  expect(draftOf(null, wanted ?? null)).toBe(wanted);
  expect(draftOf(chosen ?? null, wanted ?? null)).toBe(chosen);
});

test('a step is kept for ten minutes', () => {
  expect(draftFrom({ step: pick, keptAt: now - 599_999 }, now)).not.toBeNull();
  expect(draftFrom({ step: pick, keptAt: now - 600_000 }, now)).toBeNull();
});

test.each([
  undefined,
  null,
  7,
  'pick',
  {},
  { step: pick },
  { step: null, keptAt: now },
  { step: pick, keptAt: 'now' },
  { step: pick, keptAt: Number.NaN },
  { step: pick, keptAt: now + 1 },
  { step: { at: 'result', query: '' }, keptAt: now },
  { step: { ...result, id: 7 }, keptAt: now },
  { step: { ...result, id: 'x'.repeat(101) }, keptAt: now },
  { step: { ...result, form: '1' }, keptAt: now },
  { step: { ...result, chosen: null }, keptAt: now },
  { step: { ...result, chosen: { picked: 7, typed: '' } }, keptAt: now },
  { step: { ...result, chosen: { picked: 'x'.repeat(601), typed: '' } }, keptAt: now },
  { step: { ...result, chosen: { picked: null, typed: 7 } }, keptAt: now },
  { step: { ...result, chosen: { picked: null, typed: 'x'.repeat(301) } }, keptAt: now },
  { step: { at: 'pick' }, keptAt: now },
  { step: { at: 'pick', query: 'x'.repeat(101) }, keptAt: now },
  { step: { ...consent, kind: 'constructor' }, keptAt: now },
  { step: { ...consent, name: 'x'.repeat(41) }, keptAt: now },
  { step: { ...consent, name: 7 }, keptAt: now },
])('%j is not', stored => {
  expect(draftFrom(stored, now)).toBeNull();
});

test('nothing but the step comes back, whatever was stored beside it', () => {
  for (const step of [consent, result]) {
    const stored = { step: { ...step, token: 'secret' }, keptAt: now, more: 1 };
    expect(draftFrom(stored, now)).toEqual({ step, keptAt: now });
  }
});

test('the screens on the way to a step are behind it', () => {
  expect(trailTo({ step: result, keptAt: now })).toEqual([]);
  expect(trailTo({ step: pick, keptAt: now })).toEqual([pick]);
  expect(trailTo({ step: consent, keptAt: now })).toEqual([{ at: 'pick', query: '' }, consent]);
});

test('only the steps of giving access are kept', () => {
  expect(stepOf(pick)).toBe(pick);
  expect(stepOf(consent)).toBe(consent);
  expect(stepOf({ at: 'account' })).toBeNull();
  expect(stepOf({ at: 'tool', id: 'mine' })).toBeNull();
});
