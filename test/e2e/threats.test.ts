import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { Lookout } from '../soak/lookout.ts';
import { giveAccess, says, takeOver, toolTokens } from './giving.ts';
import { browsers, setStage } from './stage.ts';
import type { User } from './user.ts';

/** What would be a picture and a script, were it read as markup, and turns what follows it around. */
function hostile(name: string): string {
  return `\u202E<img src=x onerror=alert(1)>\u2066<script>alert(2)</script>${name}`;
}

/** The same as it may be shown: letter by letter, and none of those that nobody sees. */
function harmless(name: string): string {
  return hostile(name).replace(/[\u202E\u2066]/g, '');
}

/** The elements that no screen of ours has, but a name that was read as markup. */
async function strangers(popup: Page): Promise<string[]> {
  return popup.$$eval('body script, img[src="x"], [onerror]', found =>
    found.map(({ outerHTML }) => outerHTML),
  );
}

/** What a page of ours may be wanted for, tried by the page it is run in; tells what it has got. */
async function reach(page: Page, popup: string): Promise<string[]> {
  return page.evaluate(async popup => {
    const frame = document.createElement('iframe');
    frame.style = 'position: fixed; inset: 0 auto auto 0; width: 360px; height: 580px; border: 0';
    frame.src = popup;
    document.body.append(frame);
    const load = (tag: 'img' | 'script', name: string) =>
      new Promise((resolve, reject) => {
        const element = document.createElement(tag);
        const src = popup.replace('popup.html', name);
        Object.assign(element, { type: 'module', src, onload: resolve, onerror: reject });
        document.body.append(element);
      });
    const attempts = {
      page: fetch(popup, { mode: 'no-cors' }),
      picture: load('img', 'icons/32.png'),
      script: load('script', 'popup.js'),
    };
    const results = await Promise.allSettled(Object.values(attempts));
    return Object.keys(attempts).filter((_, index) => results[index]?.status === 'fulfilled');
  }, popup);
}

/** How many of a page's frames show a screen of ours: a browser's own page of errors is none. */
async function framed(page: Page): Promise<number> {
  const bars = page.frames().map(frame => frame.$$('header.bar').catch(() => []));
  return (await Promise.all(bars)).flat().length;
}

/** All pages of Plex's that are open. */
async function pagesOfPlex({ opened }: User): Promise<Page[]> {
  const pages = await opened.browser.pages();
  const hosts = await Promise.all(
    pages.map(page => page.evaluate(() => location.hostname).catch(() => '')),
  );
  return pages.filter((_, index) => hosts[index]?.endsWith('plex.tv'));
}

/** Looks for tokens in whatever these pages hold. */
async function lookAtPages(lookout: Lookout, pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const held = await page.evaluate(() =>
      JSON.stringify([
        document.documentElement.outerHTML,
        location.href,
        document.referrer,
        document.cookie,
        window.name,
        history.state,
        { ...localStorage },
        { ...sessionStorage },
        performance.getEntries().map(({ name }) => name),
      ]),
    );
    lookout.look('a page of Plex’s', held);
  }
}

describe.each(browsers)('in %s', name => {
  test('a foreign page that frames the popup, or loads a part of it, gets nothing', async () => {
    const user = await setStage(name);
    await user.press('link');
    const page = await user.approvalPage();
    const popup = await user.reach('cancel');
    const cancel = await (await popup.$('[data-testid="cancel"]'))?.boundingBox();
    const attacker = await user.opened.browser.newPage();
    await attacker.goto('https://evil.example/');
    expect(await reach(attacker, await popup.evaluate(() => location.href))).toEqual([]);
    // The page counts its other attacks: by then a frame would have been drawn.
    await attacker.waitForFunction(() => Number(document.body.dataset.attacks) >= 30);
    expect(await framed(attacker)).toBe(0);
    // Whoever presses there what they do not see, presses nothing.
    const { x = 0, y = 0, width = 0, height = 0 } = cancel ?? {};
    await attacker.mouse.click(x + width / 2, y + height / 2);
    await attacker.close();
    await page.bringToFront();
    await page.click('#allow');
    await user.seesClosed(page);
    await user.sees('linked');
  });

  test('whatever plex.tv or the owner of a server calls something is shown as text', async () => {
    const user = await setStage(name);
    Object.assign(user.plexTv.account, {
      friendlyName: hostile('Ada'),
      title: hostile('ada'),
      email: `${harmless('ada')}@example.org`,
    });
    user.plexTv.settings.resources = ['server', 'sharedServer'];
    const called = (name: string) => JSON.stringify(hostile(name));
    const rewrite = (text: string) =>
      text
        .replaceAll('"Amsterdam"', called('city'))
        .replaceAll('"United States Virgin Islands"', called('country'))
        .replaceAll('"bea"', called('bea'));
    user.plexTv.fault({ path: /\/(pins|resources)$/, rewrite });
    await user.press('link-device');
    expect(await user.text('location')).toContain(`${harmless('city')}, ${harmless('country')}`);
    expect(await strangers(await user.sees('waiting'))).toEqual([]);
    user.plexTv.approve(await user.text('code'));
    await user.reads('account-name', harmless('Ada'));
    await says(user, `linked as ${harmless('Ada')}.`);
    await user.press('show-email');
    await user.reads('email', `${harmless('ada')}@example.org`);
    await user.press('unlink');
    await says(user, harmless('Ada'));
    expect(await strangers(await user.sees('linked'))).toEqual([]);
    await user.goHome();
    const popup = await giveAccess(user, 'kometa');
    await says(user, `${harmless('ada')}'s server`);
    await says(user, `A server that ${harmless('bea')} shares with you isn’t listed.`);
    expect(await strangers(popup)).toEqual([]);
  });

  test('a token is in no page, not even Plex’s, and in no address', async () => {
    const user = await setStage(name);
    const { opened, plexTv } = user;
    const lookout = new Lookout(plexTv);
    // The pages that were open before there was a token, and those that are opened later.
    for (const address of ['https://www.plex.tv/link', 'https://plex.tv/link']) {
      await (await opened.browser.newPage()).goto(address);
    }
    await user.linkHere();
    const popup = await giveAccess(user, 'kometa');
    lookout.look('popup', await popup.content());
    await takeOver(user);
    await user.press('link-app');
    await popup.type('[data-testid="tv-code"]', '7RQZ');
    await user.press('open-link-page');
    await opened.pageAt(url => url.startsWith('https://plex.tv/link/?pin='));
    await (await opened.browser.newPage()).goto('https://app.plex.tv/auth');
    const pages = await pagesOfPlex(user);
    expect([pages.length, plexTv.tokens.length, toolTokens(user).length]).toEqual([4, 2, 1]);
    await lookAtPages(lookout, pages);
    lookout.lookAtRequests();
    for (const request of plexTv.requests.filter(({ fromPage }) => fromPage)) {
      lookout.look('a request of a page', JSON.stringify(request));
    }
    expect(lookout.sightings).toEqual([]);
  });
});
