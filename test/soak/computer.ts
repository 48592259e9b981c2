import { once } from 'node:events';
import type { Page } from 'puppeteer-core';
import {
  type BrowserName,
  type OpenBrowser,
  type Options,
  openBrowser,
} from '../browsers/index.ts';
import { makeProfile, removeProfile } from '../browsers/profile.ts';
import { until } from '../browsers/until.ts';
import { afterJump } from './clock.ts';
import { type Kept, readKept } from './kept.ts';
import { hasResult, isResult } from './kept-tools.ts';
import type { Lookout } from './lookout.ts';

/** A little more than the time in which the token of a tool can be copied, hours. */
const resultHours = 11 / 60;

/** The user's computer: a browser with a profile of its own, which outlives the browser. */
export class Computer {
  #opened: OpenBrowser;
  #popup: Page | undefined;
  #heard: (() => Promise<unknown[]>) | undefined;

  private constructor(
    readonly name: BrowserName,
    readonly options: Options & { profile: string },
    readonly lookout: Lookout,
    opened: OpenBrowser,
  ) {
    this.#opened = opened;
  }

  static async start(
    name: BrowserName,
    options: Omit<Options, 'profile'>,
    lookout: Lookout,
    usedProfile: string | undefined,
  ): Promise<Computer> {
    const profile = await makeProfile(usedProfile);
    const all = { ...options, profile };
    try {
      return new Computer(name, all, lookout, await openInTurn(name, all));
    } catch (error) {
      await removeProfile(profile);
      throw error;
    }
  }

  /** The browser of the moment. */
  get opened(): OpenBrowser {
    return this.#opened;
  }

  /** What the extension keeps just now; no token may be in it but in its place. */
  async kept(): Promise<Kept> {
    const stored = await this.#opened.readStorage();
    this.lookout.lookAtStorage('local', stored);
    const kept = readKept(stored);
    this.lookout.lookAtKept(kept);
    return kept;
  }

  /** The popup, which is opened if need be; from now on its console is heard. */
  async popup(): Promise<Page> {
    const popup = await this.#opened.openPopup();
    if (popup !== this.#popup) {
      popup.on('console', message => this.lookout.look("the popup's console", message.text()));
      popup.on('pageerror', error => this.lookout.look("the popup's console", String(error)));
      // One that has closed itself by now says nothing more.
      this.#heard = await this.#opened.watchMessages(popup).catch(() => undefined);
    }
    this.#popup = popup;
    return popup;
  }

  /** Looks at all that the popup holds, and has said and heard, if it is open. */
  async lookAtPopup(): Promise<boolean> {
    // A popup that was closed, by itself or with its browser, holds nothing any more.
    const page = await this.#popup
      ?.evaluate(() => document.documentElement.outerHTML)
      .catch(() => undefined);
    if (page === undefined) return false;
    this.lookout.look('the popup', page);
    this.lookout.lookAtMessages((await this.#heard?.().catch(() => undefined)) ?? []);
    return true;
  }

  /** Closes the popup, and says whether it was open. */
  async closePopup(): Promise<boolean> {
    const wasOpen = await this.lookAtPopup();
    if (this.#popup !== undefined && wasOpen) await this.#opened.closePopup(this.#popup);
    this.#popup = undefined;
    return wasOpen;
  }

  /** Kills the browser with all that is in it, and starts it on what its profile has kept. */
  async killBrowser(): Promise<void> {
    const { grantsMade } = await this.kept();
    await this.lookAtPopup();
    this.#popup = undefined;
    const { browser } = this.#opened;
    const program = browser.process();
    if (program === null) throw new Error('The browser is no program of ours.');
    const gone = once(program, 'exit');
    program.kill('SIGKILL');
    await gone;
    await this.#opened.close();
    this.#opened = await openInTurn(this.name, this.options);
    if ((await this.kept()).grantsMade < grantsMade) {
      throw new Error('The profile has not kept what the extension had stored.');
    }
  }

  /** Lets the clock jump while the background is dead, as it is after a sleep. */
  async jump(hours: number): Promise<void> {
    // An open popup would wake the background while its record is being changed.
    const wasOpen = await this.closePopup();
    await until('the record was changed while the background was dead', () => this.#move(hours));
    if (wasOpen) await this.popup();
  }

  /** Lets the time pass in which a tool's token can be copied, and somebody look after that. */
  async passResults(): Promise<void> {
    const wasOpen = await this.closePopup();
    while (hasResult(await this.kept())) {
      await this.jump(resultHours);
      const before = resultsIn(await this.kept());
      // The alarm does not know of the jump: whoever looks wakes the background.
      await this.popup();
      await until('the background had seen what time it is', async () => {
        return resultsIn(await this.kept()) !== before || undefined;
      });
      if (!wasOpen) await this.closePopup();
    }
    if (wasOpen) await this.popup();
  }

  async #move(hours: number): Promise<true | undefined> {
    await this.#opened.killBackground();
    const stored = await this.#opened.readStorage();
    // An alarm, or the popup that the extension has opened by itself, may just have woken it again.
    if (await this.#opened.backgroundAlive()) return undefined;
    await this.#opened.writeStorage(afterJump(stored, hours * 3_600_000));
    return true;
  }

  async close(): Promise<void> {
    await this.#opened.close();
    await removeProfile(this.options.profile);
  }
}

/** How what can be copied stands: after a look at a clock that was moved it is otherwise. */
function resultsIn(kept: Kept): string {
  return JSON.stringify(kept.grants.filter(isResult));
}

let starting: Promise<unknown> = Promise.resolve();

/** Opens a browser when none other is being opened: many at once would only starve each other. */
function openInTurn(name: BrowserName, options: Options): Promise<OpenBrowser> {
  const opening = starting.then(() => openWithWindow(name, options));
  starting = opening.catch(() => undefined);
  return opening;
}

/** Opens a browser, and what is read through a page of it while there is only its own window. */
async function openWithWindow(name: BrowserName, options: Options): Promise<OpenBrowser> {
  const opened = await openBrowser(name, options);
  // Firefox opens a page in the window in front, and an approval window takes its pages with it.
  await opened.readStorage();
  await opened.backgroundAlive();
  return opened;
}
