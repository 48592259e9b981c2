/** A number of measured values, as the table shows them. */
export interface Spread {
  readonly n: number;
  readonly least: number;
  readonly median: number;
  readonly mean: number;
  /** 95 of 100 are not above it. */
  readonly p95: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const n = sorted.length;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return {
    n,
    least: at(0),
    median: (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2,
    mean: values.reduce((sum, value) => sum + value, 0) / n,
    p95: at(Math.ceil(0.95 * n) - 1),
    most: at(n - 1),
  };
}
