/**
 * Numbers by chance in [0, 1), the same for the same seed, and one from each of `n` equal parts:
 * a mean over so few would otherwise say more about the draw than about what is measured.
 */
export function draws(n: number, seed: number): number[] {
  const random = randomFrom(seed);
  const strata = Array.from({ length: n }, (_, part) => (part + random()) / n);
  return shuffled(strata, random);
}

/** Numbers by chance in [0, 1): Mulberry32, which is short and fair enough for drawing times. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(numbers: readonly number[], random: () => number): number[] {
  return numbers
    .map(number => ({ number, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ number }) => number);
}
