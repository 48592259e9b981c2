import type { Pin } from '../plex-tv/pins.ts';
import type { Account } from '../plex-tv/tokens.ts';
import { Agenda } from './agenda.ts';
import type { Computer } from './computer.ts';
import { Faults } from './faults.ts';
import { isOpen, PlexPages } from './pages.ts';
import type { Answer, Plan, Way } from './plan.ts';
import { Presses } from './presses.ts';
import type { Troubles } from './troubles.ts';

/** Lets a plan happen, from the first press to the last fault. */
export class Story {
  readonly #agenda = new Agenda();
  readonly #presses: Presses;
  readonly #pages: PlexPages;
  readonly #faults: Faults;
  #wanted: Pin | null = null;

  constructor(
    readonly plan: Plan,
    readonly computer: Computer,
    readonly troubles: Troubles,
    readonly guest: Account,
  ) {
    this.#presses = new Presses(computer, troubles, plan);
    this.#pages = new PlexPages(computer, this.#presses, troubles);
    this.#faults = new Faults(this.#agenda, this.#pages);
  }

  /** Resolves with the pin that the user stands by in the end, if there is one. */
  async tell(): Promise<Pin | null> {
    this.#agenda.inTurnAt(Date.now(), () => this.#begin());
    await this.#agenda.done();
    return this.#wanted;
  }

  /** The press that begins it all, and what befalls it, until there is a pin. */
  async #begin(): Promise<void> {
    const { way } = this.plan;
    this.#faults.beginWithPress(this.plan);
    await this.#presses.click(way === 'browser' ? 'link' : 'link-device');
    await this.#faults.followPress(this.plan, this.#wanted);
    this.#goOn(await this.#presses.obtain(way));
  }

  /** Puts everything on the agenda that is counted from the first pin. */
  #goOn(pin: Pin): void {
    const { way, first, turn } = this.plan;
    this.#wanted = pin;
    this.#answer(pin, first);
    this.#faults.plan(this.plan, pin.createdAt, () => this.#wanted);
    if (turn === null) return;
    const other = way === 'browser' ? 'code' : 'browser';
    this.#agenda.inTurnAt(pin.createdAt + turn.at, () =>
      turn.to === 'nothing' ? this.#cancel() : this.#switchTo(other, pin),
    );
  }

  async #cancel(): Promise<void> {
    if (await this.#presses.cancel()) this.#wanted = null;
  }

  async #switchTo(way: Way, from: Pin): Promise<void> {
    if (!(await this.#presses.switchTo(way))) return;
    this.#wanted = null;
    const pin = await this.#presses.obtain(way, from);
    this.#wanted = pin;
    this.#answer(pin, this.plan.second);
  }

  /** Puts an answer to a pin on the agenda. On a page it is the user's turn, on a phone anybody's. */
  #answer(pin: Pin, answer: Answer | null): void {
    if (answer === null) return;
    const time = pin.createdAt + answer.at;
    if (answer.by === 'page') {
      this.#agenda.inTurnAt(time, () => this.#pages.answer(pin, answer.says));
    } else this.#agenda.at(time, async () => this.#answerOnPhone(pin, answer));
  }

  #answerOnPhone(pin: Pin, { says, by }: Answer): void {
    const { plexTv } = this.troubles;
    if (!isOpen(pin)) return;
    if (says === 'deny') plexTv.deny(pin.code);
    else plexTv.approve(pin.code, by === 'guest' ? this.guest : plexTv.account);
  }
}
