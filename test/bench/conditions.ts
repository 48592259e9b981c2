/** How long an answer of plex.tv's takes, ms: half of it on the way there, half on the way back. */
export const roundTripMs = 150;

/** How old a pin is when it is approved, ms; then comes the draw. */
export const waitMs = 30_000;

/** What every draw of a time is made of, so that the next run draws the same. */
export const seed = 1;

/** One link that was made. */
export interface Sample {
  /** Requests to make and to check the pin. */
  readonly requests: number;
  /** From the approval to the token, ms. */
  readonly delayMs: number;
  /** How long the background was awake while the pin waited, s; null where nobody looked. */
  readonly awakeSeconds: number | null;
  /** What was not as the situation wanted it just before the approval: then it does not count. */
  readonly unmet: string | null;
}
