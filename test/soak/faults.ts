import type { Pin } from '../plex-tv/pins.ts';
import type { Agenda } from './agenda.ts';
import type { PlexPages } from './pages.ts';
import type { Mishap, Moment, Plan, Trouble } from './plan.ts';

type Planned = Pick<Plan, 'mishaps' | 'troubles'>;

/** What goes wrong, put on an agenda: at the user's computer in turn, at plex.tv whatever is done. */
export class Faults {
  constructor(
    readonly agenda: Agenda,
    readonly pages: PlexPages,
  ) {}

  /** Begins the troubles that a press meets. */
  beginWithPress({ troubles }: Planned): void {
    for (const trouble of troubles.filter(isAtPress)) this.#trouble(trouble, Date.now());
  }

  /** Lets the mishaps happen that follow a press at once. */
  async followPress({ mishaps }: Planned, pin: Pin | null): Promise<void> {
    for (const mishap of mishaps.filter(isAtPress)) await this.#suffer(mishap, pin);
  }

  /** Puts on the agenda all that comes later; `pin` is the one that waits by then. */
  plan({ mishaps, troubles }: Planned, from: number, pin: () => Pin | null): void {
    for (const trouble of troubles) {
      if (!isAtPress(trouble)) this.#trouble(trouble, from + Number(trouble.at));
    }
    for (const mishap of mishaps) {
      if (isAtPress(mishap)) continue;
      this.agenda.inTurnAt(from + Number(mishap.at), () => this.#suffer(mishap, pin()));
    }
  }

  #trouble(trouble: Trouble, time: number): void {
    this.agenda.at(time, () => this.pages.troubles.begin(trouble, this.agenda.signal));
  }

  async #suffer(mishap: Mishap, pin: Pin | null): Promise<void> {
    const { computer } = this.pages;
    switch (mishap.kind) {
      case 'workerKilled':
        return computer.opened.killBackground();
      case 'browserKilled':
        return computer.killBrowser();
      case 'windowClosed':
        return (await this.pages.approvalPage())?.close();
      case 'popupReopened':
        await computer.closePopup();
        await computer.popup();
        return;
      case 'clockJumps':
        return computer.jump(mishap.hours);
      case 'hostilePage':
        return this.#beAttacked(mishap.lasts, pin);
    }
  }

  /** A page attacks the pin that waits, while all goes on. */
  async #beAttacked(ms: number, pin: Pin | null): Promise<void> {
    const close = await this.pages.openHostile(pin ?? this.pages.troubles.plexTv.pins.at(-1));
    this.agenda.at(Date.now() + ms, close);
  }
}

function isAtPress({ at }: { readonly at: Moment }): boolean {
  return at === 'press';
}
