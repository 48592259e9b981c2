import type { Page } from 'puppeteer-core';
import type { OpenBrowser } from '../../browsers/index.ts';
import { closePage } from '../../browsers/pages.ts';
import { until } from '../../browsers/until.ts';
import { quietPage } from '../quiet-page.ts';
import type { Opener, Openers, Others } from './openers.ts';
import { listen, watch } from './watch.ts';

// Inside the browser only: functions given to `evaluate` run there.
declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } | null };
declare const Services: {
  mm: {
    loadFrameScript(address: string, inNewPages: boolean): void;
    removeDelayedFrameScript(address: string): void;
  };
};

/** The size of a popup, CSS px: the page takes a wider window for a tab. */
const viewport = { width: 360, height: 580 };

/** The pages of the popups in windows of their own: no driver sees a real popup of Firefox's. */
export async function openersInFirefox(
  opened: OpenBrowser,
  others: Others<string>,
): Promise<Openers> {
  // Found by its name, which those of the others have as well.
  const pinlinkPage = await quietPage(opened);
  const system = await opened.pageAt(url => url === 'about:config');
  const openerOf = async (id: string) => {
    return openerFrom(await openManifest(opened, system, id), opened, system);
  };
  return {
    pinlink: openerFrom(pinlinkPage, opened, system),
    blank: await openerOf(others.blank),
    still: await openerOf(others.still),
  };
}

function openerFrom(quiet: Page, { browser }: OpenBrowser, system: Page): Opener {
  return {
    async open(wanted) {
      const origin = await quiet.evaluate(() => location.origin);
      const script = frameScript(`(${watch})(${JSON.stringify(wanted)})`);
      const heard = await listen(quiet);
      await system.evaluate(script => Services.mm.loadFrameScript(script, true), script);
      const page = await browser.newPage({ type: 'window' });
      try {
        await page.setViewport(viewport);
        // Firefox never reports that such a page has loaded: this ends when it is closed.
        page.goto(`${origin}/popup.html`, { timeout: 0 }).catch(() => undefined);
        return await heard();
      } finally {
        await system.evaluate(script => Services.mm.removeDelayedFrameScript(script), script);
        await closePage(page);
      }
    },
  };
}

/**
 * What Firefox runs in each new page that is opened from then on. WebDriver has a way to do that, but
 * none that reaches the page of an extension.
 */
function frameScript(source: string): string {
  const script = `addEventListener('DOMWindowCreated', ({ target }) => {
    const page = target.defaultView;
    if (!page.location.href.endsWith('/popup.html')) return;
    const { Sandbox, evalInSandbox } = Components.utils;
    const sandbox = new Sandbox(page, { sandboxPrototype: page, wantXrays: false });
    evalInSandbox(${JSON.stringify(source)}, sandbox);
  }, true)`;
  return `data:application/javascript,${encodeURIComponent(script)}`;
}

/** Its manifest as a page. Firefox draws a host name for each installation, and knows it itself. */
async function openManifest(opened: OpenBrowser, system: Page, id: string): Promise<Page> {
  const host = await system.evaluate(id => {
    return WebExtensionPolicy.getByID(id)?.mozExtensionHostname ?? '';
  }, id);
  const page = await opened.browser.newPage({ background: true });
  page.goto(`moz-extension://${host}/manifest.json`, { timeout: 0 }).catch(() => undefined);
  await until('the manifest was loaded', async () => {
    return page.evaluate(host => location.host === host || undefined, host).catch(() => undefined);
  });
  return page;
}
