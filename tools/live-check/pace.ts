import type { Ports } from './ports.ts';

/** The time from one answer to the next request, ms: Plex asks for no more than one a second. */
const interval = 1_000;

/** Lets nothing happen more often than once a second. */
export class Pace {
  #freeAt = 0;

  constructor(readonly ports: Pick<Ports, 'now' | 'delay'>) {}

  /** Resolves when it is time for the next request. */
  async turn(): Promise<void> {
    const { now, delay } = this.ports;
    // A timer may ring a little too early.
    while (now() < this.#freeAt) await delay(this.#freeAt - now());
  }

  /** Notes that a request is over. */
  rest(): void {
    this.#freeAt = this.ports.now() + interval;
  }
}
