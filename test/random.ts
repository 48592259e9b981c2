/** Chance that can be had again: the same seed gives the same numbers. The generator is mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Thing>(things: readonly Thing[]): Thing {
    const picked = things[this.between(0, things.length - 1)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  /** As many of them, each once, in an order of their own. */
  sample<Thing>(things: readonly Thing[], count: number): Thing[] {
    const left = [...things];
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const index = this.between(0, left.length - 1);
      return left.splice(index, 1);
    }).flat();
  }
}
