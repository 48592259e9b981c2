import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { OpenBrowser } from '../../browsers/index.ts';
import { until } from '../../browsers/until.ts';
import { closeOwnPopup, quietPage } from '../quiet-page.ts';
import type { Wanted } from './contents.ts';
import type { Opener, Openers, Others } from './openers.ts';
import { listen, watch } from './watch.ts';

// Inside the browser only: functions given to `evaluate` run there.
declare const chrome: ExtensionApi;

/** The popups that the buttons of the extensions open. */
export async function openersInChromium(
  opened: OpenBrowser,
  others: Others<string>,
): Promise<Openers> {
  const { browser } = opened;
  // Found by its name, which those of the others have as well.
  const pinlinkPage = await quietPage(opened);
  const injector = await Injector.in(browser);
  const openerOf = async (id: string) => {
    const page = await browser.newPage({ background: true });
    await page.goto(`chrome-extension://${id}/manifest.json`);
    return openerFrom(page, injector);
  };
  return {
    pinlink: openerFrom(pinlinkPage, injector),
    blank: await openerOf(others.blank),
    still: await openerOf(others.still),
  };
}

function openerFrom(quiet: Page, injector: Injector): Opener {
  return {
    async open(wanted) {
      injector.wanted = wanted;
      const heard = await listen(quiet);
      try {
        await until('the popup was opened', () => press(quiet));
        return await heard();
      } finally {
        // No other can be opened before this one is gone.
        await closeOwnPopup(quiet);
      }
    },
  };
}

/** Opens the popup as a press of the button does; undefined where the browser would not just now. */
async function press(quiet: Page): Promise<true | undefined> {
  return quiet
    .evaluate(() => chrome.action.openPopup())
    .then(
      () => true,
      () => undefined,
    );
}

/** Has every new page watched for what is wanted, before any script of its own runs. */
class Injector {
  wanted: readonly Wanted[] = [];

  static async in(browser: Browser): Promise<Injector> {
    const injector = new Injector();
    const devtools = await browser.target().createCDPSession();
    devtools.on('sessionattached', (page: CDPSession) => void injector.#inject(page));
    await devtools.send('Target.setAutoAttach', {
      autoAttach: true,
      // The browser holds a new page until it is told to go on; the blank one as well.
      waitForDebuggerOnStart: true,
      flatten: true,
      // A worker with a debugger attached never dies of idleness.
      filter: [
        { type: 'service_worker', exclude: true },
        { type: 'browser', exclude: true },
        { type: 'tab', exclude: true },
        {},
      ],
    });
    return injector;
  }

  async #inject(page: CDPSession): Promise<void> {
    const source = `(${watch})(${JSON.stringify(this.wanted)})`;
    await page.send('Page.enable').catch(() => undefined);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source }).catch(() => undefined);
    // A page that has closed meanwhile waits for nothing.
    await page.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
  }
}
