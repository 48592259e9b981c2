import type { Page } from 'puppeteer-core';
import { until } from '../browsers/until.ts';
import type { Pin } from '../plex-tv/pins.ts';
import type { Computer } from './computer.ts';
import type { Answer } from './plan.ts';
import { type Presses, patienceMs } from './presses.ts';
import type { Troubles } from './troubles.ts';

const buttons: Record<Answer['says'], string> = { allow: '#allow', deny: '#deny' };

/** Where the approval page is, or what a browser shows in its place when it cannot be loaded. */
const approvalAddress = /^(https:\/\/app\.plex\.tv\/auth|chrome-error:|about:neterror)/;

/** How long a user looks at a page that shows nothing before loading it anew, ms. */
const patienceWithBlank = 2_000;

/** What the user does on Plex's own pages in this browser. */
export class PlexPages {
  constructor(
    readonly computer: Computer,
    readonly presses: Presses,
    readonly troubles: Troubles,
  ) {}

  /** The approval page, if there is one. */
  async approvalPage(): Promise<Page | undefined> {
    const pages = await this.computer.opened.browser.pages();
    return pages.find(page => approvalAddress.test(page.url()));
  }

  /** Answers a pin on the page that is for it, unless it is over before that can be done. */
  async answer(pin: Pin, says: Answer['says']): Promise<void> {
    if (pin.strong) return this.#answerOn(() => this.#approvalPageAgain(pin), pin, buttons[says]);
    const page = await this.computer.opened.browser.newPage({ type: 'window' });
    page.goto('https://plex.tv/link').catch(() => undefined);
    await this.#answerOn(async () => page, pin, '#link');
    await page.close();
  }

  /** Opens a page that attacks a pin, and waits for nothing; what is returned closes it. */
  async openHostile(pin: Pin | undefined): Promise<() => Promise<void>> {
    const page = await this.computer.opened.browser.newPage({ type: 'window', background: true });
    page.goto(`https://evil.example/?pin=${pin?.id ?? 'x'}`).catch(() => undefined);
    // It may be gone by then, with its browser.
    return () => page.close().catch(() => undefined);
  }

  async #answerOn(
    findPage: () => Promise<Page | undefined>,
    pin: Pin,
    button: string,
  ): Promise<void> {
    const look = async () => {
      const page = isOpen(pin) ? await findPage() : undefined;
      if (page === undefined) return true;
      // It may be closed at any moment, by the extension for one: then the next look finds out.
      await this.#try(page, pin, button).catch(() => undefined);
      return undefined;
    };
    // One look may last longer than a pin, where it has to wait for plex.tv to be well.
    await until('the pin was answered or over', look, { patienceMs });
  }

  async #try(page: Page, pin: Pin, button: string): Promise<void> {
    const state = await stateOf(page);
    if (state === 'asking') return press(page, pin, button);
    if (state === 'failed' || (state === undefined && !(await showsSomething(page)))) {
      await this.troubles.calm();
      await page.reload();
    }
  }

  /** The approval page; where it is gone, the user lets the popup show it again. */
  async #approvalPageAgain(pin: Pin): Promise<Page | undefined> {
    let isPressed = false;
    const page = await until('the approval page was opened again', async () => {
      const page = await this.approvalPage();
      if (page !== undefined) return page;
      const { link } = await this.computer.kept();
      if (!isOpen(pin) || link.code !== pin.code) return null;
      if (!isPressed || (await this.presses.isLost())) {
        isPressed = await this.presses.click('reopen');
      }
      return undefined;
    });
    return page ?? undefined;
  }
}

/** Whether a pin can be answered still, which is what every page and phone goes by. */
export function isOpen({ answer, expiresAt }: Pin): boolean {
  return answer === null && Date.now() < expiresAt;
}

async function stateOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.body?.dataset.state);
}

async function showsSomething(page: Page): Promise<boolean> {
  const shown = page.waitForSelector('body[data-state]', { timeout: patienceWithBlank });
  return shown.then(
    () => true,
    () => false,
  );
}

/** Presses once, and waits until the page or plex.tv has taken it. */
async function press(page: Page, pin: Pin, button: string): Promise<void> {
  if (button === '#link') await page.type('#code', pin.code);
  await page.click(button);
  await until('the page had been pressed to some effect', async () => {
    return !isOpen(pin) || (await stateOf(page)) !== 'asking' || undefined;
  });
}
