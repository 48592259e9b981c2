import { setTimeout as delay } from 'node:timers/promises';

type Act = () => Promise<void>;

/**
 * What is to happen when. Times are epoch ms, and no conditions: they are the story itself. What one
 * person does at one computer happens in turn; all else happens at its time, whatever they do.
 */
export class Agenda {
  readonly #acts: Promise<void>[] = [];
  readonly #stop = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #failure: unknown;

  /** Aborted when the story has failed. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Lets something happen at its time. */
  at(time: number, act: Act): void {
    this.#add(this.#wait(time).then(act));
  }

  /** The same in turn: after what began earlier, even where that takes until later. */
  inTurnAt(time: number, act: Act): void {
    this.#add(this.#wait(time).then(() => this.turn(act)));
  }

  /** Does a part of something longer in turn: other things may happen before the next part of it. */
  async turn<Seen>(act: () => Promise<Seen>): Promise<Seen> {
    const acting = this.#turn.then(async () => {
      this.signal.throwIfAborted();
      return act();
    });
    this.#turn = acting.then(() => undefined);
    // Whoever waits for it is told what went wrong, and nothing more is begun by this agenda.
    this.#turn.catch(() => undefined);
    return acting;
  }

  /**
   * Resolves when all is done, also what was added on the way.
   *
   * @throws the first thing that went wrong; nothing more is begun then
   */
  async done(): Promise<void> {
    for (let next = 0; next < this.#acts.length; next += 1) await this.#acts[next];
    if (this.signal.aborted) throw this.#failure;
  }

  #add(acting: Promise<void>): void {
    const watched = acting.catch(error => {
      if (!this.signal.aborted) this.#failure = error;
      this.#stop.abort();
    });
    this.#acts.push(watched);
  }

  async #wait(time: number): Promise<void> {
    const { signal } = this;
    await delay(Math.max(time - Date.now(), 0), undefined, { signal });
  }
}
