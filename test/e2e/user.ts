import type { Page } from 'puppeteer-core';
import { nullable, object, optional, parse, record, string } from 'valibot';
import type { OpenBrowser } from '../browsers/index.ts';
import { until } from '../browsers/until.ts';
import { statusOf } from '../plex-tv/ask.ts';
import type { LoggedRequest, PlexTv } from '../plex-tv/index.ts';

/** The hooks of the popup. */
export type TestId =
  | 'link'
  | 'link-device'
  | 'code'
  | 'copy-code'
  | 'show-qr'
  | 'hide-qr'
  | 'qr'
  | 'location'
  | 'countdown'
  | 'reopen'
  | 'switch'
  | 'cancel'
  | 'retry'
  | 'account-name'
  | 'account-kind'
  | 'show-email'
  | 'email'
  | 'health'
  | 'check'
  | 'token-format'
  | 'copy-token'
  | 'show-token'
  | 'hide-token'
  | 'token'
  | 'switch-account'
  | 'unlink'
  | 'confirm-unlink'
  | 'keep'
  | 'not-me'
  | 'news'
  | 'forget'
  | 'read-again'
  | 'menu'
  | 'copy-report'
  | 'open-in-tab'
  | 'shortcut'
  | 'help'
  | 'account'
  | 'back'
  | 'advanced'
  | 'add-tool'
  | 'tool-search'
  | 'tool-option'
  | 'tool-name'
  | 'create-tool'
  | 'address'
  | 'address-typed'
  | 'tool-form'
  | 'tool-snippet'
  | 'show-snippet'
  | 'copy-snippet'
  | 'copy-field'
  | 'tool-done'
  | 'tool-waiting'
  | 'show-result'
  | 'tool-news'
  | 'tool-news-read'
  | 'tool'
  | 'tool-last-seen'
  | 'find-tool'
  | 'replace-tool'
  | 'end-tool'
  | 'confirm-end-tool'
  | 'end-tools'
  | 'link-app'
  | 'tv-code'
  | 'open-link-page'
  | 'allow';

/**
 * What is behind other buttons, and those, the outermost first. Where it is on the screen at once,
 * none of them is pressed.
 */
const ways: Partial<Record<TestId, readonly TestId[]>> = {
  check: ['account'],
  unlink: ['account'],
  'switch-account': ['account'],
  'show-email': ['account'],
  'account-kind': ['account'],
  'copy-token': ['account', 'advanced'],
  'show-token': ['account', 'advanced'],
  'token-format': ['account', 'advanced'],
  'copy-report': ['menu'],
  'open-in-tab': ['menu'],
  shortcut: ['menu'],
  help: ['menu'],
};

/** Where the link's token is, as far as it takes to find it; nothing is saved before the first press. */
const savedSchema = object({
  state: optional(object({ link: nullable(string()) }), { link: null }),
  secrets: optional(record(string(), string()), {}),
});

/** Presses something, and waits until what comes of that is told: told once more, it is another text. */
export async function untilTold(
  popup: Page,
  told: string,
  press: () => Promise<void>,
): Promise<void> {
  const before = await popup.$eval('[role="status"]', ({ textContent }) => textContent);
  await press();
  const isTold = (before: string, told: string) => {
    const { textContent = '' } = document.querySelector('[role="status"]') ?? {};
    return textContent !== before && textContent.startsWith(told);
  };
  await popup.waitForFunction(isTold, {}, before, told);
}

/** Waits until this is announced, alone or with something else. */
export async function hears(popup: Page, text: string): Promise<void> {
  const isHeard = (text: string) =>
    document.querySelector('[role="status"]')?.textContent.includes(text);
  await popup.waitForFunction(isHeard, {}, text);
}

/** What a user does and sees. */
export class User {
  constructor(
    readonly plexTv: PlexTv,
    readonly opened: OpenBrowser,
  ) {}

  /** Presses a button in the popup, which is opened for that if need be. */
  async press(id: TestId): Promise<void> {
    const popup = await this.#reveal(id);
    const button = await popup.waitForSelector(hook(id));
    // What it opens may take the popup's place before the driver has heard that the press was made.
    await button?.click().catch(error => {
      if (!(error instanceof Error) || error.name !== 'TargetCloseError') throw error;
    });
  }

  /** Presses a button that copies, and waits until it is told what came of that: the button soon says it no more. */
  async copies(id: TestId, told = 'Copied'): Promise<void> {
    const popup = await this.reach(id);
    await untilTold(popup, told, () => this.press(id));
  }

  /** Chooses from a list in the popup. */
  async select(id: TestId, value: string): Promise<void> {
    const popup = await this.#reveal(id);
    await popup.waitForSelector(hook(id));
    await popup.select(hook(id), value);
  }

  /** Opens the popup and waits until this is in it. */
  async reach(id: TestId): Promise<Page> {
    const popup = await this.#reveal(id);
    await popup.waitForSelector(hook(id));
    return popup;
  }

  /** Goes from home to the screen that asks whether to give this tool access, perhaps by a search. */
  async pickTool(tool: string, typed = ''): Promise<Page> {
    await this.press('add-tool');
    const popup = await this.reach('tool-search');
    await popup.type(hook('tool-search'), typed);
    const option = `${hook('tool-option')}[data-tool="${tool}"]`;
    await (await popup.waitForSelector(option))?.click();
    return this.reach('create-tool');
  }

  /** Goes back to where the link is shown first. */
  async goHome(): Promise<Page> {
    const popup = await this.sees('linked');
    await popup.waitForFunction(
      (home, back) => {
        if (document.querySelector(home) !== null) return true;
        document.querySelector<HTMLElement>(back)?.click();
        return false;
      },
      {},
      hook('account'),
      hook('back'),
    );
    return popup;
  }

  /** Opens the popup, and in it whatever hides this. */
  async #reveal(id: TestId): Promise<Page> {
    const popup = await this.opened.openPopup();
    const hiding = ways[id] ?? [];
    for (const [index, button] of hiding.entries()) {
      await popup.waitForSelector([id, ...hiding.slice(index)].map(hook).join());
      if ((await popup.$(hook(id))) !== null) return popup;
      await (await popup.$(hook(button)))?.click();
    }
    return popup;
  }

  /** Opens the popup and waits until it shows this status. */
  async sees(status: string): Promise<Page> {
    const popup = await this.opened.openPopup();
    await popup.waitForSelector(`main[data-status="${status}"]`);
    return popup;
  }

  /** Waits until a page of Plex's is gone: closed, or Pinlink's own page is in its place. */
  async seesClosed(page: Page): Promise<void> {
    await until('Plex’s page was gone', async () => !(await isAtPlex(page)) || undefined);
  }

  /** Waits until it says so. */
  async reads(id: TestId, text: string): Promise<void> {
    const popup = await this.opened.openPopup();
    await popup.waitForFunction(
      (selector, text) => document.querySelector(selector)?.textContent === text,
      {},
      hook(id),
      text,
    );
  }

  async text(id: TestId): Promise<string> {
    const popup = await this.#reveal(id);
    const element = await popup.waitForSelector(hook(id));
    return (await element?.evaluate(({ textContent }) => textContent.trim())) ?? '';
  }

  /** The approval page, once it has asked plex.tv who asks. */
  async approvalPage(): Promise<Page> {
    return until('Plex asked whether to allow it', async () => {
      const page = await this.opened.pageAt(url => url.startsWith('https://app.plex.tv/auth'));
      // One that is just being closed cannot be looked at.
      const asking = await page.$('body[data-state="asking"]').catch(() => null);
      return asking === null ? undefined : page;
    });
  }

  /** Links an account in this browser, by the two clicks that it takes, until plex.tv has said whose it is. */
  async linkHere(): Promise<void> {
    await this.press('link');
    await this.allow();
    await this.seesHealth('good');
  }

  /** Presses *Allow*, and waits until Plex's page is gone: the popup that is open then stays. */
  async allow(): Promise<void> {
    const page = await this.approvalPage();
    await page.click('#allow');
    await this.seesClosed(page);
  }

  /** Ends the link, by the two presses that it takes. */
  async unlink(): Promise<void> {
    await this.press('unlink');
    await this.press('confirm-unlink');
    await this.sees('unlinked');
  }

  /** Waits until the popup says this of the link. */
  async seesHealth(health: 'good' | 'unreachable' | 'rateLimited'): Promise<Page> {
    const popup = await this.sees('linked');
    await popup.waitForSelector(`[data-health="${health}"]`);
    return popup;
  }

  /** The token of the link that the extension keeps, or null. */
  async keptToken(): Promise<string | null> {
    const { state, secrets } = parse(savedSchema, await this.opened.readStorage());
    return secrets[state.link ?? ''] ?? null;
  }

  /** What plex.tv answers to somebody who has this token. */
  statusOf(token: string): Promise<number | undefined> {
    return statusOf(this.plexTv, token);
  }

  /** Resolves when plex.tv has answered such a request of the extension's; after that one, if it is given. */
  async asked(method: string, path: RegExp, after?: LoggedRequest): Promise<LoggedRequest> {
    const { requests } = this.plexTv;
    const earlier = after === undefined ? [] : requests.slice(0, requests.indexOf(after) + 1);
    return this.plexTv.requested(
      request =>
        !request.fromPage &&
        request.method === method &&
        path.test(request.path) &&
        !earlier.includes(request),
    );
  }
}

async function isAtPlex(page: Page): Promise<boolean> {
  if (page.isClosed()) return false;
  return page.evaluate(() => location.hostname.endsWith('plex.tv')).catch(() => false);
}

function hook(id: TestId): string {
  return `[data-testid="${id}"]`;
}
