import { Random } from '../random.ts';

/**
 * Numbers by chance in [0, 1), the same for the same seed, and one from each of `n` equal parts:
 * a mean over so few would otherwise say more about the draw than about what is measured.
 */
export function draws(n: number, seed: number): number[] {
  const random = new Random(seed);
  const strata = Array.from({ length: n }, (_, part) => (part + random.fraction()) / n);
  return random.sample(strata, n);
}
