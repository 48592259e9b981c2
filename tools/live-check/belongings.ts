import type { Client } from '../../src/plex/client.ts';

/** A pin, and under which client identifier it was made. */
export interface OwnPin {
  readonly client: Client;
  readonly id: number;
}

/** A pin of which a token may come that nobody has seen yet. */
export interface OpenPin extends OwnPin {
  /** Why one may come: the person can allow it, its approval was asked for, or was confirmed. */
  readonly approval: 'shown' | 'tried' | 'confirmed';
}

/** A token, under the client identifier that it was made for. */
export interface Held {
  readonly client: Client;
  readonly token: string;
}

/** What the check has made at plex.tv and has to end. */
export class Belongings {
  #pins: readonly OpenPin[] = [];
  #tokens: readonly Held[] = [];
  readonly #ended = new Set<string>();

  /** The pins of which something may have come that nobody has seen yet. */
  get openPins(): readonly OpenPin[] {
    return this.#pins;
  }

  /** The tokens that are good as far as anybody knows. */
  get tokens(): readonly Held[] {
    return this.#tokens.filter(({ token }) => !this.#ended.has(token));
  }

  /** Notes, before it can happen, that something may come of a pin. */
  open({ client, id }: OwnPin, approval: OpenPin['approval']): void {
    this.settle(id);
    this.#pins = [...this.#pins, { client, id, approval }];
  }

  /** Notes that nothing more will come of a pin than was seen. */
  settle(id: number): void {
    this.#pins = this.#pins.filter(pin => pin.id !== id);
  }

  /** Notes a token, once: the very same may be given out twice. */
  hold(held: Held): void {
    if (this.#tokens.some(({ token }) => token === held.token)) return;
    this.#tokens = [...this.#tokens, held];
  }

  /** Notes that a token was seen to be refused. */
  ended(token: string): void {
    this.#ended.add(token);
  }
}
