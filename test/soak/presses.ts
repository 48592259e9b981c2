import { until } from '../browsers/until.ts';
import type { TestId } from '../e2e/user.ts';
import type { Pin } from '../plex-tv/pins.ts';
import type { Computer } from './computer.ts';
import type { Kept, Link } from './kept.ts';
import type { Plan, Way } from './plan.ts';
import type { Troubles } from './troubles.ts';

/** The names that the extension's own record has for the ways. */
const wayNames: Record<Way, string> = { browser: 'browser', code: 'device' };

const linkButtons: Record<Way, TestId> = { browser: 'link', code: 'link-device' };

/** Longer than plex.tv is ever troubled here, and the background asleep after that, ms. */
export const patienceMs = 150_000;

/** What the user does in the popup, looking there what has become of it. */
export class Presses {
  constructor(
    readonly computer: Computer,
    readonly troubles: Troubles,
    readonly plan: Plan,
  ) {}

  /** Presses a button, if the popup has it at this moment, and waits for nothing. */
  async click(id: TestId): Promise<boolean> {
    const popup = await this.computer.popup();
    // In one step: a mouse that is still on its way when the popup draws another screen would press
    // what is in the same place there, and Unlink is where Cancel was.
    const pressing = popup.evaluate(selector => {
      const button = document.querySelector<HTMLElement>(selector);
      button?.click();
      return button !== null;
    }, `[data-testid="${id}"]`);
    // A popup that has closed itself has no buttons: whoever presses looks again what has become.
    return pressing.catch(() => false);
  }

  /** Presses on until there is a pin to approve; where that fails, again when plex.tv is well. */
  async obtain(way: Way, previous?: Pin): Promise<Pin> {
    const look = async () => {
      const kept = await this.computer.kept();
      const { link } = kept;
      if (link.status === 'waiting' && link.code !== previous?.code) return this.#pinWith(link);
      if (link.status === 'waiting' || link.status === 'requesting') return undefined;
      if (link.status === 'linked') throw new Error('Linked before there was a pin to approve.');
      if (link.status === 'failed') await this.troubles.calm();
      await this.#press(link.status === 'unlinked' ? linkButtons[way] : 'retry', kept);
      return undefined;
    };
    const pin = await until('there was a pin to approve', look, { patienceMs });
    await this.leavePopup();
    return pin;
  }

  /** Cancels; false where there was nothing to cancel any more. */
  cancel(): Promise<boolean> {
    return this.#turnAway('cancel', ({ status }) => status === 'unlinked');
  }

  /** Presses for the other way; false where that could not be had any more. */
  switchTo(way: Way): Promise<boolean> {
    return this.#turnAway('switch', link => link.way === wayNames[way]);
  }

  /** A press may be lost, and the popup says so: then it is made again, as long as the pin waits. */
  async #turnAway(id: TestId, isDone: (link: Link) => boolean): Promise<boolean> {
    const before = (await this.computer.kept()).link;
    const look = async () => {
      const kept = await this.computer.kept();
      const { link } = kept;
      if (link.status !== 'waiting' || !isSame(link, before)) return isDone(link);
      await this.#press(id, kept);
      return undefined;
    };
    const isTurned = await until(`${id} had been pressed to some effect`, look, { patienceMs });
    await this.leavePopup();
    return isTurned;
  }

  /** Presses a button, and waits until the link is another, or at least a word that it was lost. */
  async #press(id: TestId, { link, grantsMade }: Kept): Promise<void> {
    // Where there is no such button, the link has become another already.
    if (!(await this.click(id))) return;
    const look = async () => {
      const now = await this.computer.kept();
      // What comes of it may be the very same, such as another attempt that has failed by now.
      const isAnother = now.grantsMade !== grantsMade || !isSame(now.link, link);
      return isAnother || (await this.isLost()) || undefined;
    };
    await until(`something came of pressing ${id}`, look, { patienceMs });
  }

  /** Whether the popup says that a press was lost, or is itself gone. */
  async isLost(): Promise<boolean> {
    if (!(await this.computer.lookAtPopup())) return true;
    const popup = await this.computer.popup();
    const looking = popup.evaluate(
      () => document.querySelector('[data-testid="failure"]') !== null,
    );
    return looking.catch(() => true);
  }

  /** Looks away: the popup closes, unless it is kept open. */
  async leavePopup(): Promise<void> {
    if (this.plan.keepsPopup) await this.computer.lookAtPopup();
    else await this.computer.closePopup();
  }

  #pinWith({ code }: Link): Pin {
    const pin = this.troubles.plexTv.pins.find(known => known.code === code);
    if (pin === undefined)
      throw new Error('The extension waits for a pin that plex.tv never made.');
    return pin;
  }
}

/** Whether it is the same link still, as far as only a press or plex.tv changes that. */
function isSame(one: Link, other: Link): boolean {
  return one.status === other.status && one.way === other.way && one.code === other.code;
}
