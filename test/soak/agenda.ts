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
    const acting = this.#wait(time).then(() => {
      this.#turn = this.#turn.then(act);
      return this.#turn;
    });
    this.#add(acting);
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
