import type { Pin } from '../plex-tv/pins.ts';
import type { Account } from '../plex-tv/tokens.ts';
import { Agenda } from './agenda.ts';
import type { Computer } from './computer.ts';
import { isOpen, PlexPages } from './pages.ts';
import type { Answer, Mishap, Moment, Plan, Trouble, Way } from './plan.ts';
import { Presses } from './presses.ts';
import type { Troubles } from './troubles.ts';

/** Lets a plan happen, from the first press to the last fault. */
export class Story {
  readonly #agenda = new Agenda();
  readonly #presses: Presses;
  readonly #pages: PlexPages;
  readonly #guest: Account;
  #wanted: Pin | null = null;

  constructor(
    readonly plan: Plan,
    readonly computer: Computer,
    readonly troubles: Troubles,
  ) {
    this.#presses = new Presses(computer, troubles, plan);
    this.#pages = new PlexPages(computer, this.#presses, troubles);
    this.#guest = { ...troubles.plexTv.account, id: 2, uuid: 'guest', friendlyName: 'A guest' };
  }

  /** Resolves with the pin that the user stands by in the end, if there is one. */
  async tell(): Promise<Pin | null> {
    this.#agenda.inTurnAt(Date.now(), () => this.#begin());
    await this.#agenda.done();
    return this.#wanted;
  }

  /** The press that begins it all, and what befalls it, until there is a pin. */
  async #begin(): Promise<void> {
    const { way, mishaps, troubles } = this.plan;
    for (const trouble of troubles.filter(isAtPress)) this.#trouble(trouble, Date.now());
    await this.#presses.click(way === 'browser' ? 'link' : 'link-device');
    for (const mishap of mishaps.filter(isAtPress)) await this.#suffer(mishap);
    this.#goOn(await this.#presses.obtain(way));
  }

  /** Puts everything on the agenda that is counted from the first pin. */
  #goOn(pin: Pin): void {
    const { way, first, turn, mishaps, troubles } = this.plan;
    const later = (at: Moment) => pin.createdAt + Number(at);
    this.#wanted = pin;
    this.#answer(pin, first);
    for (const trouble of troubles) {
      if (!isAtPress(trouble)) this.#trouble(trouble, later(trouble.at));
    }
    for (const mishap of mishaps) {
      if (!isAtPress(mishap)) this.#agenda.inTurnAt(later(mishap.at), () => this.#suffer(mishap));
    }
    if (turn?.to === 'nothing') this.#agenda.inTurnAt(later(turn.at), () => this.#cancel());
    if (turn?.to === 'otherWay') {
      const other = way === 'browser' ? 'code' : 'browser';
      this.#agenda.inTurnAt(later(turn.at), () => this.#switchTo(other, pin));
    }
  }

  #trouble(trouble: Trouble, time: number): void {
    this.#agenda.at(time, () => this.troubles.begin(trouble, this.#agenda.signal));
  }

  async #suffer(mishap: Mishap): Promise<void> {
    const { computer } = this;
    switch (mishap.kind) {
      case 'workerKilled':
        return computer.opened.killBackground();
      case 'browserKilled':
        return computer.killBrowser();
      case 'windowClosed':
        return (await this.#pages.approvalPage())?.close();
      case 'popupReopened':
        await computer.closePopup();
        await computer.popup();
        return;
      case 'clockJumps':
        return computer.jump(mishap.hours);
      case 'hostilePage':
        return this.#beAttacked(mishap.lasts);
    }
  }

  /** A page attacks the pin that waits, while all goes on. */
  async #beAttacked(ms: number): Promise<void> {
    const pin = this.#wanted ?? this.troubles.plexTv.pins.at(-1);
    const close = await this.#pages.openHostile(pin);
    this.#agenda.at(Date.now() + ms, close);
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
    else plexTv.approve(pin.code, by === 'guest' ? this.#guest : plexTv.account);
  }
}

function isAtPress({ at }: { readonly at: Moment }): boolean {
  return at === 'press';
}
