import { parse as parseEnv } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { LoggedRequest } from '../plex-tv/index.ts';
import { Lookout } from '../soak/lookout.ts';
import {
  ageTools,
  closeResult,
  copyField,
  copyResult,
  endAccess,
  giveAccess,
  row,
  says,
  seesGone,
  takeOver,
  tokenOf,
  toolTokens,
} from './giving.ts';
import { lookAround } from './look-around.ts';
import { browsers, setStage } from './stage.ts';

const here = 'http://192.168.1.12:32400';
const approval = /\/api\/v2\/pins\/link$/;
const devices = /^\/devices\.xml$/;
const tenMinutes = 600_000;

/** What Plex was not told at once is told again; a limit, not an expectation, ms. */
const timeout = 60_000;

describe.each(browsers)('in %s', name => {
  test('three tools have tokens of their own, each in its own form', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const linkToken = await user.keptToken();
    const popup = await giveAccess(user, 'kometa', 'komet');
    expect(await popup.content()).not.toContain(tokenOf(user, 'Kometa').token);
    const kometa = parseYaml(await takeOver(user));
    expect(kometa).toEqual({ plex: { url: here, token: tokenOf(user, 'Kometa').token } });

    await giveAccess(user, 'imagemaid', 'image');
    const maid = parseEnv(await takeOver(user));
    expect(maid).toEqual({ PLEX_URL: here, PLEX_TOKEN: tokenOf(user, 'ImageMaid').token });

    await giveAccess(user, 'watchlistarr');
    const watchlistarr = parseYaml(await takeOver(user));
    expect(watchlistarr).toEqual({ plex: { token: tokenOf(user, 'Watchlistarr').token } });

    const tokens = toolTokens(user).map(({ token }) => token);
    expect(new Set([...tokens, linkToken]).size).toBe(4);
    for (const token of tokens) expect(await user.statusOf(token)).toBe(200);
    expect(JSON.stringify(await user.opened.readStorage())).not.toMatch(
      new RegExp(tokens.join('|')),
    );
  });

  test('fields are copied one by one, and another token takes the place of the first', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, 'home-assistant');
    const { token } = tokenOf(user, 'Home Assistant');
    expect(await copyField(user, 'Host')).toBe('192.168.1.12');
    expect(await copyField(user, 'Port')).toBe('32400');
    // Nobody has the token yet: what was copied is no secret.
    expect(await popup.$('[data-copied="true"]')).toBeNull();
    expect(await copyField(user, 'Token')).toBe(token);
    await popup.waitForSelector('[data-copied="true"]');
    expect(await popup.$$('[data-testid="copy-field"]')).toHaveLength(3);
    await closeResult(user);
    expect(await user.statusOf(token)).toBe(200);

    await (await popup.waitForSelector(row('home-assistant')))?.click();
    await user.press('replace-tool');
    await user.reach('tool-snippet');
    const { token: next } = tokenOf(user, 'Home Assistant');
    expect(await copyResult(user)).toBe(next);
    expect(next).not.toBe(token);
    expect(await user.statusOf(token)).toBe(200);
    await closeResult(user);
    await popup.waitForFunction(
      selector => document.querySelectorAll(selector).length === 1,
      {},
      row('home-assistant'),
    );
    expect(await user.statusOf(token)).toBe(401);
    expect(await user.statusOf(next)).toBe(200);
  });

  test('a tool of one’s own has its token in every form, and that is seen nowhere else', async () => {
    const user = await setStage(name);
    const { opened, plexTv } = user;
    const lookout = new Lookout(plexTv);
    await user.linkHere();
    const popup = await user.pickTool('other');
    popup.on('console', message => lookout.look('console', message.text()));
    const heard = await opened.watchMessages(popup);
    await popup.type('[data-testid="tool-name"]', 'My script');
    await user.press('create-tool');
    await user.reach('tool-snippet');
    await lookAround(user, lookout, popup);
    const forms = await popup.$$eval('[data-testid="tool-form"] option', options =>
      options.map(option => (option instanceof HTMLOptionElement ? option.value : '')),
    );
    const copied: string[] = [];
    for (const form of forms) {
      await user.select('tool-form', form);
      await user.reads('copy-snippet', 'Copy');
      copied.push(await copyResult(user));
      await lookAround(user, lookout, popup);
    }
    const { token } = tokenOf(user, 'My script');
    expect(copied).toEqual([
      `PLEX_URL=${here}\nPLEX_TOKEN=${token}`,
      token,
      `X-Plex-Token: ${token}`,
    ]);
    await closeResult(user);
    expect(JSON.stringify(await opened.readStorage())).not.toContain(token);
    expect(await user.statusOf(token)).toBe(200);
    await endAccess(user, 'other');
    await seesGone(user, 'other');
    expect(await user.statusOf(token)).toBe(401);
    await lookAround(user, lookout, popup);
    const messages = await heard();
    lookout.lookAtMessages(messages);
    const questions = messages.filter(message => JSON.stringify(message)?.includes('"toolToken"'));
    expect(questions).toHaveLength(forms.length);
    expect(lookout.sightings).toEqual([]);
  });

  test('the result stays when the popup is closed, and the background dies', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, 'kometa');
    // Until Plex has told the servers, there is nothing to choose.
    await popup.waitForSelector('[data-testid="address"] option:nth-child(2)');
    await user.select('address', 'typed');
    const typed = await popup.waitForSelector('[data-testid="address-typed"]');
    await typed?.type('http://nas:32400');
    await expect
      .poll(async () => JSON.stringify(await user.opened.readStorage('session')))
      .toContain('http://nas:32400');
    await user.opened.closePopup(popup);
    await user.opened.killBackground();
    const again = await user.sees('linked');
    await again.waitForSelector('[data-testid="tool-snippet"]');
    const { token, url } = parseYaml(await takeOver(user)).plex;
    expect({ token, url }).toEqual({
      token: tokenOf(user, 'Kometa').token,
      url: 'http://nas:32400',
    });
  });

  test('access ends at Plex for one tool alone', async () => {
    const user = await setStage(name);
    await user.linkHere();
    for (const tool of ['kometa', 'imagemaid']) {
      await giveAccess(user, tool);
      await takeOver(user);
    }
    await endAccess(user, 'kometa');
    await seesGone(user, 'kometa');
    expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
    expect(await user.statusOf(tokenOf(user, 'ImageMaid').token)).toBe(200);
    expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
  });

  test('what was not copied is ended, also where nobody looks', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, 'kometa');
    const { token } = tokenOf(user, 'Kometa');
    await user.opened.closePopup(popup);
    await user.opened.killBackground();
    await ageTools(user, tenMinutes);
    await says(user, 'wasn’t copied in time');
    await user.asked('DELETE', /signout$/);
    expect(await user.statusOf(token)).toBe(401);
  });

  test('an approval that is not answered gives no token that anybody has', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const isOver = user.plexTv.fault({ path: approval, status: 403 });
    await user.pickTool('kometa');
    await user.press('create-tool');
    await says(user, 'Nothing was created');
    expect(toolTokens(user)).toEqual([]);
    isOver();
  });

  test('unlinking ends the tools first, where that is wished', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await takeOver(user);
    const tokens = [tokenOf(user, 'Kometa').token, String(await user.keptToken())];
    await user.press('account');
    await user.press('unlink');
    await user.press('end-tools');
    await user.press('confirm-unlink');
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    for (const token of tokens) expect(await user.statusOf(token)).toBe(401);
    const ends = user.plexTv.requests.filter(({ method }) => method === 'DELETE');
    expect(ends.map(({ path }) => path.replace(/\d+(?=\.xml)/, 'ID'))).toEqual([
      '/devices/ID.xml',
      '/api/v2/users/signout',
    ]);
  });

  test('tools are listed while Plex refuses the link, and end once another account is approved', async () => {
    const user = await setStage(name);
    const guest = { ...user.plexTv.account, id: 2, uuid: 'guest', friendlyName: 'Bo Guest' };
    await user.linkHere();
    for (const tool of ['kometa', 'imagemaid']) {
      await giveAccess(user, tool);
      await takeOver(user);
    }
    const tokens = toolTokens(user).map(({ token }) => token);
    user.plexTv.revoke(String(await user.keptToken()));
    await user.press('check');
    const refused = await user.sees('revoked');
    const names = await refused.$$eval('[data-testid="tool"] .name', names =>
      names.map(({ textContent }) => textContent),
    );
    expect(names).toEqual(['Kometa', 'ImageMaid']);
    expect(await refused.$('button[data-testid="tool"]')).toBeNull();

    await user.linkHere();
    tokens.push(String(await user.keptToken()));
    await user.press('account');
    await user.press('end-tools');
    // Help takes the place of it all, and gives it back as it was.
    await user.press('help');
    await user.press('back');
    await user.press('switch-account');
    const page = await user.approvalPage();
    for (const token of tokens) expect(await user.statusOf(token)).toBe(200);
    // Until Plex can be told, the tools are there still: for nobody to see.
    const isOver = user.plexTv.fault({ method: 'DELETE', status: 503 });
    user.plexTv.approve(user.plexTv.pins.at(-1)?.code ?? '', guest);
    await user.seesClosed(page);
    await user.reads('account-name', 'Bo Guest');
    const popup = await user.sees('linked');
    expect(await popup.$('[data-testid="tool"]')).toBeNull();
    isOver();
    for (const token of tokens) {
      await expect.poll(() => user.statusOf(token), { timeout }).toBe(401);
    }
    expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
  });

  test('unlinking names also a tool that has just copied its token', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await user.copies('copy-snippet');
    await user.press('back');
    await user.press('account');
    await user.press('unlink');
    await says(user, 'Kometa');
    await user.press('end-tools');
    await user.press('confirm-unlink');
    await user.reads('news', 'Unlinked. Plex no longer accepts the token.');
    expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
  });

  test('another name can be typed by way of one that is taken', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await takeOver(user);
    const popup = await user.pickTool('kometa');
    await popup.focus('[data-testid="tool-name"]');
    await popup.keyboard.press('End');
    for (const _ of ' 2') await popup.keyboard.press('Backspace');
    await says(user, 'already');
    await popup.keyboard.type(' NAS');
    await popup.keyboard.press('Enter');
    await user.reach('tool-snippet');
    expect(await user.statusOf(tokenOf(user, 'Kometa NAS').token)).toBe(200);
  });

  test('tools that stay come back with their account', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await takeOver(user);
    await user.unlink();
    await user.linkHere();
    const popup = await user.sees('linked');
    await popup.waitForSelector(row('kometa'));
    expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(200);
  });

  test('a tool that was ended at Plex goes, with a word', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, 'kometa');
    await takeOver(user);
    await user.asked('GET', devices);
    user.plexTv.revoke(tokenOf(user, 'Kometa').token);
    await user.press('account');
    await user.press('check');
    await user.press('back');
    await seesGone(user, 'kometa');
  });

  test('a code from a TV opens Plex’s own page, and approves nothing', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await user.press('link-app');
    const popup = await user.sees('linked');
    await popup.waitForSelector('[data-testid="tv-code"]');
    await says(user, 'Only enter a code from your own screen.');
    await popup.type('[data-testid="tv-code"]', '7r-q z');
    // An Enter that ends the composing of a word is none for the form.
    await popup.$eval('[data-testid="tv-code"]', field =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }),
      ),
    );
    await user.press('open-link-page');
    const isOpening = ({ host, path, query }: LoggedRequest) =>
      host === 'plex.tv' && path === '/link/' && query.pin === '7RQZ';
    await user.plexTv.requested(isOpening);
    expect(user.plexTv.requests.filter(isOpening)).toHaveLength(1);
    expect(
      user.plexTv.requests.some(({ path, fromPage }) => approval.test(path) && !fromPage),
    ).toBe(false);
  });
});
