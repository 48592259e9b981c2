/** A promise for what somebody who has died was about to do. */
export function never<Value>(): Promise<Value> {
  return new Promise(() => undefined);
}

export type Listener = (...details: unknown[]) => unknown;

/** What a listener to requests wants to hear of. */
export interface Filter {
  readonly urls: readonly string[];
  readonly types?: readonly string[];
}

/** A request of a page, as far as anybody here looks at it. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly type: string;
  /** Chrome's name for the origin of who asks, and Firefox's for the address: there is one of them. */
  readonly initiator?: string;
  readonly originUrl?: string;
}

/** One life of the background: what it listens to, and whether it is over. */
export class Life {
  alive = true;
  readonly listeners = new Map<string, Listener[]>();
  /** Which requests it wants to hear of; the browser remembers that when it has died. */
  filter: Filter = { urls: [] };
  /** Resolves when it dies. */
  readonly end: Promise<void>;
  #ended: () => void = () => undefined;

  constructor() {
    this.end = new Promise(resolve => {
      this.#ended = resolve;
    });
  }

  #error: { message: string } | undefined;
  #isRead = false;

  /** What the browser says while it calls back; whoever reads it has seen it coming. */
  readError(): { message: string } | undefined {
    this.#isRead = true;
    return this.#error;
  }

  /** Calls back with an error, and returns whether anybody has read it. */
  failWith(message: string, callback: () => void): boolean {
    this.#error = { message };
    this.#isRead = false;
    callback();
    this.#error = undefined;
    return this.#isRead;
  }

  kill(): void {
    this.alive = false;
    this.#ended();
  }

  on(name: string): { addListener(listener: Listener, filter?: Filter): void } {
    return {
      addListener: (listener, filter) => {
        if (filter !== undefined) this.filter = filter;
        this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
      },
    };
  }

  /** Whether it is to be told of a request. */
  wants({ url, type }: PageRequest): boolean {
    const { urls, types } = this.filter;
    const isThere = urls.some(pattern => url.startsWith(pattern.replace(/\*$/, '')));
    return isThere && (types?.includes(type) ?? true);
  }
}
