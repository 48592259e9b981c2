import { describe, expect, test } from 'vitest';
import { draws } from './draws.ts';
import { spreadOf } from './spread.ts';

describe('the spread', () => {
  test('of twenty values', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(spreadOf(values)).toEqual({
      n: 20,
      least: 1,
      median: 10.5,
      mean: 10.5,
      p95: 19,
      most: 20,
    });
  });

  test('of one value is that value', () => {
    expect(spreadOf([7])).toEqual({ n: 1, least: 7, median: 7, mean: 7, p95: 7, most: 7 });
  });

  test('has a median that is not the mean', () => {
    expect(spreadOf([1, 2, 9])).toMatchObject({ median: 2, mean: 4, p95: 9 });
  });
});

describe('draws', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(draws(20, 1)).toEqual(draws(20, 1));
    expect(draws(20, 1)).not.toEqual(draws(20, 2));
  });

  test('fall one into each part, in no order', () => {
    const drawn = draws(20, 1);
    const parts = drawn.map(draw => Math.floor(draw * 20));
    const inOrder = Array.from({ length: 20 }, (_, part) => part);
    expect(parts).not.toEqual(inOrder);
    expect(parts.sort((one, other) => one - other)).toEqual(inOrder);
  });
});
