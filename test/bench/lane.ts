import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { until } from '../browsers/until.ts';
import type { User } from '../e2e/user.ts';
import type { LoggedRequest, PlexTv } from '../plex-tv/index.ts';
import { secondsAwake } from './awake.ts';
import { type Sample, waitMs } from './conditions.ts';
import { closeOwnPopup, quietPage, watchToken } from './quiet-page.ts';
import type { Situation } from './situations.ts';

/** How long before the approval the background is killed, and how long after it requests count, ms. */
const marginMs = 1_000;

type Pin = PlexTv['pins'][number];

/** A pin that waits for its approval. */
interface Attempt {
  readonly pin: Pin;
  /** How many requests plex.tv had got before. */
  readonly since: number;
  /** The approval page, or null where the user approves elsewhere. */
  readonly page: Page | null;
  /** The popup in which it was asked for, be it open still or not. */
  readonly popup: Page;
  readonly storedAt: () => Promise<number>;
}

/** A browser of its own in which the same situation comes about again and again. */
export class Lane {
  constructor(
    readonly user: User,
    readonly situation: Situation,
  ) {}

  /** Makes a pin and leaves everything as the situation wants it. One lane at a time. */
  async begin(): Promise<Attempt> {
    const { opened, plexTv } = this.user;
    const quiet = await quietPage(opened);
    // One that the extension has opened after the link before would ask plex.tv on each second, too.
    await closeOwnPopup(quiet);
    const popup = await this.#unlinked();
    const storedAt = await watchToken(quiet);
    const since = plexTv.requests.length;
    const known = plexTv.pins.length;
    await this.user.press(this.situation.button);
    const pin = await until('a pin was made', async () => plexTv.pins[known]);
    // A browser closes its popup when the window with the approval page comes up.
    if (this.situation.popup === 'closed') await opened.closePopup(popup);
    const page = this.situation.button === 'link' ? await this.user.approvalPage() : null;
    return { pin, since, page, popup, storedAt };
  }

  /** Approves the pin when it is 30 s old and the draw has passed, and sees how long the rest takes. */
  async end(attempt: Attempt, draw: number): Promise<Sample> {
    const { pin, since, page, popup, storedAt } = attempt;
    const approveAt = pin.createdAt + waitMs + draw * this.situation.spreadMs;
    const awakeSeconds = await this.#wait(pin.createdAt, approveAt);
    await pause(Math.max(0, approveAt - Date.now()));
    const unmet = await this.#unmet(popup);
    const approvedAt = page === null ? this.#approveElsewhere(pin) : await this.#allow(pin, page);
    const delayMs = (await storedAt()) - approvedAt;
    await pause(marginMs);
    const asked = this.user.plexTv.requests.slice(since).filter(request => isFor(pin, request));
    return { requests: asked.length, delayMs, awakeSeconds, unmet };
  }

  /** The popup of a browser that is not linked (any more), whatever became of the link before. */
  async #unlinked(): Promise<Page> {
    const popup = await this.user.opened.openPopup();
    const main = await popup.waitForSelector('main[data-status]');
    const status = await main?.evaluate(({ dataset }) => dataset.status);
    if (status === 'linked') await this.user.unlink();
    else if (status !== 'unlinked') await this.user.press('cancel');
    return this.user.sees('unlinked');
  }

  /** Lets the time pass until shortly before the approval; s that the background was awake for. */
  async #wait(since: number, approveAt: number): Promise<number | null> {
    const { opened } = this.user;
    const { button, background } = this.situation;
    if (button === 'link' && background === 'alive') {
      return secondsAwake(opened, since, since + waitMs);
    }
    await pause(Math.max(0, approveAt - marginMs - Date.now()));
    if (background === 'dead') await opened.killBackground();
    return null;
  }

  /** What is not as the situation wants it, at this moment; null where all is. */
  async #unmet(popup: Page): Promise<string | null> {
    const { situation, user } = this;
    const background = (await user.opened.backgroundAlive()) ? 'alive' : 'dead';
    if (background !== situation.background) return `the background was ${background}`;
    const isOpen = (await user.opened.hasPopup()) || (await isSeen(popup));
    if (isOpen === (situation.popup === 'open')) return null;
    return isOpen ? 'a popup was open' : 'the popup was not open';
  }

  /** Allows it on the page. It is approved when plex.tv has said so to the page. */
  async #allow({ code }: Pin, page: Page): Promise<number> {
    const approved = this.user.plexTv.requested(
      ({ method, path, body }) =>
        method === 'PUT' && path === '/api/v2/pins/link' && body.includes(code),
    );
    await page.click('#allow');
    return (await approved).endedAt ?? Number.NaN;
  }

  #approveElsewhere({ code }: Pin): number {
    this.user.plexTv.approve(code);
    return Date.now();
  }
}

/** Whether it is open, and somebody who is there would see it. */
async function isSeen(popup: Page): Promise<boolean> {
  return popup.evaluate(() => document.visibilityState === 'visible').catch(() => false);
}

/** Whether the extension has asked for this pin: for it to be made, or how it stands. */
function isFor({ id, clientIdentifier }: Pin, { method, path, headers }: LoggedRequest): boolean {
  if (headers['x-plex-client-identifier'] !== clientIdentifier) return false;
  return method === 'POST' ? path === '/api/v2/pins' : path === `/api/v2/pins/${id}`;
}
