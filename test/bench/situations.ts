/** In which situation a pin is approved: a row of the table for each browser. */
export interface Situation {
  readonly title: string;
  /** What the user presses in the popup. */
  readonly button: 'link' | 'link-device';
  readonly popup: 'open' | 'closed';
  readonly background: 'alive' | 'dead';
  /** Over how long the moment of the approval is drawn, ms: the interval of the checks. */
  readonly spreadMs: number;
}

/** In the order of the table. */
export const situations = [
  {
    title: 'this browser, background alive',
    button: 'link',
    popup: 'closed',
    background: 'alive',
    spreadMs: 1_000,
  },
  {
    title: 'this browser, background dead',
    button: 'link',
    popup: 'closed',
    background: 'dead',
    spreadMs: 1_000,
  },
  {
    title: 'phone (code), popup open',
    button: 'link-device',
    popup: 'open',
    background: 'alive',
    spreadMs: 1_000,
  },
  {
    title: 'phone (code), popup closed',
    button: 'link-device',
    popup: 'closed',
    background: 'alive',
    spreadMs: 5_000,
  },
] as const satisfies readonly Situation[];

export type Title = (typeof situations)[number]['title'];
