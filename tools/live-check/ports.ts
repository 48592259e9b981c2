/** What the check needs from outside; the tests put a stand-in here. */
export interface Ports {
  readonly fetch: typeof fetch;
  /** Whether the person says yes; no as well where nobody answers any more. */
  readonly ask: (question: string) => Promise<boolean>;
  /** Tells the person something, line by line. */
  readonly say: (text: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  /** Aborted when the person wants to stop: what was made is ended all the same. */
  readonly stop: AbortSignal;
  /** The version of Pinlink. */
  readonly version: string;
}
