import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Fault } from '../plex-tv/index.ts';
import {
  ageTools,
  endAccess,
  giveAccess,
  giveUpEnds,
  row,
  says,
  seesGone,
  takeOver,
  tokenOf,
  toolTokens,
} from './giving.ts';
import { browsers, freshProfile, setStage } from './stage.ts';
import { hears, type User } from './user.ts';

const tool = 'kometa';
const minute = 60_000;

/** The requests by which a tool gets its token, in their order. */
const steps = {
  pin: { method: 'POST', path: /\/api\/v2\/pins$/ },
  approval: { method: 'PUT', path: /\/api\/v2\/pins\/link$/ },
  check: { method: 'GET', path: /\/api\/v2\/pins\/\d+$/ },
  account: { method: 'GET', path: /\/api\/v2\/user$/ },
};

/** What may be answered once; the pauses are short. */
const outage: Fault = { status: 503, times: 1 };
const busy: Fault = { status: 429, headers: { 'Retry-After': '1' }, times: 1 };
const lost: Fault = { drop: 'reset', done: true, times: 1 };
/** No answer in the time that Plex is given. */
const slow: Fault = { drop: 'hang', times: 1 };
/** However often it is asked: Chromium asks again by itself where a connection breaks. */
const away: Fault = { drop: 'reset' };

/** What its owner sees where nothing came of it. */
const nothing = 'Nothing was created.';
const downText = 'Plex is having problems right now.';
const slowText = 'Plex asked Pinlink to slow down.';
const awayText = 'Can’t reach Plex.';

/** One step is answered like this, in the middle of giving a tool access; what is returned ends that. */
async function giveWith(user: User, step: keyof typeof steps, fault: Fault): Promise<() => void> {
  const isOver = user.plexTv.fault({ ...steps[step], ...fault });
  await user.pickTool(tool);
  await user.press('create-tool');
  return isOver;
}

/** Goes back to home while plex.tv is asked for the access. */
async function turnAway(user: User): Promise<void> {
  const popup = await user.sees('linked');
  await popup.waitForSelector('[data-testid="create-tool"][aria-disabled="true"]');
  await user.press('back');
}

/** Waits until the access is as far as that, whatever the popup shows. */
async function comesTo(user: User, phase: 'handed' | 'failed'): Promise<void> {
  await expect
    .poll(async () => JSON.stringify(await user.opened.readStorage()), { timeout: minute })
    .toContain(`"phase":"${phase}"`);
}

/** The tool is said to have no access, and why; then its owner goes home. */
async function seesRefused(user: User, why: string): Promise<void> {
  await says(user, nothing);
  await says(user, why);
  await user.press('cancel');
  await user.goHome();
}

/** All good tokens that plex.tv has issued to tools. */
function alive(user: User): readonly string[] {
  return toolTokens(user).flatMap(({ token, alive }) => (alive ? token : []));
}

/** The addresses to choose from, as they stand there. */
async function addresses(user: User): Promise<string[]> {
  const popup = await user.reach('address');
  await popup.waitForSelector('[data-testid="address"] option:nth-child(2)');
  return popup.$$eval('[data-testid="address"] option', options =>
    options.map(({ textContent }) => textContent),
  );
}

describe.each(browsers)('in %s', name => {
  test('a step that fails before the approval says why, and nothing is made', async () => {
    const user = await setStage(name);
    await user.linkHere();
    for (const [step, fault, why] of [
      ['pin', outage, downText],
      ['pin', away, awayText],
      ['pin', busy, slowText],
      ['approval', busy, slowText],
    ] as const) {
      const isOver = await giveWith(user, step, fault);
      await seesRefused(user, why);
      isOver();
    }
    expect(toolTokens(user)).toEqual([]);
    await giveAccess(user, tool);
    expect(parseYaml(await takeOver(user)).plex.token).toBe(tokenOf(user, 'Kometa').token);
  });

  test('a pin that is gone after its approval is not said to have made nothing', async () => {
    const user = await setStage(name);
    await user.linkHere();
    user.plexTv.settings.forgetClaimedPins = true;
    const isOver = await giveWith(user, 'check', away);
    const approval = await user.asked('PUT', steps.approval.path);
    await user.asked('GET', steps.check.path, approval);
    user.plexTv.expire(user.plexTv.pins.at(-1)?.code ?? '');
    isOver();
    await says(user, 'Plex dropped the request.');
    const popup = await user.sees('linked');
    expect(await popup.$eval('main', main => main.textContent)).not.toContain(nothing);
    expect(alive(user)).toHaveLength(1);
  });

  test('a step after which there may be a token is made good', async () => {
    const user = await setStage(name);
    await user.linkHere();
    for (const [step, fault] of [
      ['approval', lost],
      ['approval', { ...slow, done: true }],
      ['check', outage],
      ['check', busy],
      ['check', lost],
      ['account', outage],
      ['account', busy],
      ['account', lost],
    ] as const) {
      await giveWith(user, step, fault);
      await user.reach('tool-snippet');
      const { token } = tokenOf(user, 'Kometa');
      expect(parseYaml(await takeOver(user)).plex.token).toBe(token);
      expect(alive(user), `${step} ${JSON.stringify(fault)}`).toEqual([token]);
      await endAccess(user, tool);
      await seesGone(user, tool);
      expect(alive(user)).toEqual([]);
    }
  });

  test('an approval that fails for good is given up after a minute, and home says so', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveWith(user, 'approval', outage);
    const approval = await user.asked('PUT', steps.approval.path);
    await user.asked('GET', steps.check.path, approval);
    await user.opened.closePopup(await user.sees('linked'));
    await user.opened.killBackground();
    await ageTools(user, minute);
    await says(user, 'Kometa didn’t get its token in time.');
    expect(toolTokens(user)).toEqual([]);
  });

  test.each(['check', 'account'] as const)(
    'a long pause that begins with the %s ends the wait at once, and is named from then on',
    async step => {
      const user = await setStage(name);
      await user.linkHere();
      await giveWith(user, step, { ...busy, headers: { 'Retry-After': '600' } });
      await says(user, 'Kometa didn’t get its token in time.');
      await user.pickTool(tool);
      await says(user, `${slowText} Try again after`);
      const popup = await user.sees('linked');
      await popup.waitForSelector('[data-testid="create-tool"][aria-disabled="true"]');
      expect(await whyOff(popup)).toContain(slowText);
      const { length } = user.plexTv.requests;
      await user.press('create-tool');
      await user.press('create-tool');
      await user.goHome();
      expect(user.plexTv.requests).toHaveLength(length);
    },
  );

  test('who has turned away from a wait sees the next one', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const isOver = await giveWith(user, 'pin', { drop: 'hang' });
    await turnAway(user);
    await user.reach('add-tool');
    await says(user, nothing);
    await says(user, 'Plex took too long to answer.');
    await user.press('retry');
    await says(user, 'Giving Kometa access');
    isOver();
  });

  test('who has turned away from a wait is not torn from something else by its end', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const isOver = await giveWith(user, 'account', { status: 503 });
    await turnAway(user);
    await user.press('link-app');
    const popup = await user.reach('tv-code');
    await popup.type('[data-testid="tv-code"]', '7R');
    isOver();
    await comesTo(user, 'handed');
    await hears(popup, 'Kometa’s token is ready to copy.');
    expect(await popup.$eval('input[data-testid="tv-code"]', ({ value }) => value)).toBe('7R');
    await user.press('back');
    await user.press('show-result');
    expect(parseYaml(await takeOver(user)).plex.token).toBe(tokenOf(user, 'Kometa').token);
  });

  test('who has turned away from a wait hears at home that nothing came of it', async () => {
    const user = await setStage(name);
    await user.linkHere();
    user.plexTv.settings.forgetClaimedPins = true;
    const isOver = await giveWith(user, 'check', away);
    await user.asked('PUT', steps.approval.path);
    await turnAway(user);
    await user.press('link-app');
    const popup = await user.reach('tv-code');
    await popup.type('[data-testid="tv-code"]', '7R');
    user.plexTv.expire(user.plexTv.pins.at(-1)?.code ?? '');
    isOver();
    await comesTo(user, 'failed');
    expect(await popup.$eval('input[data-testid="tv-code"]', ({ value }) => value)).toBe('7R');
    await user.press('back');
    await says(user, 'Plex dropped the request.');
    await user.press('cancel');
    await user.reach('add-tool');
  });

  test('a token of another account is ended, and home says so', async () => {
    const user = await setStage(name);
    await user.linkHere();
    user.plexTv.settings.approvedFor = 'stranger';
    await user.pickTool(tool);
    await user.press('create-tool');
    await says(user, 'Plex answered for another account. Pinlink ends the token for Kometa.');
    await expect.poll(() => user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
    await expect
      .poll(async () => JSON.stringify(await user.opened.readStorage()))
      .not.toContain(tokenOf(user, 'Kometa').token);
  });

  test('a press that comes twice makes one token', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await user.pickTool(tool);
    await popup.$eval('[data-testid="create-tool"]', button => {
      if (!(button instanceof HTMLElement)) return;
      button.click();
      button.click();
    });
    await user.reach('tool-snippet');
    await takeOver(user);
    const pins = user.plexTv.pins.filter(({ deviceName }) => deviceName === 'Kometa (Pinlink)');
    expect([pins.length, alive(user).length]).toEqual([1, 1]);
  });

  test('an end that Plex cannot be told is kept over a restart, and then made good', async () => {
    const profile = await freshProfile();
    const user = await setStage(name, { profile });
    await user.linkHere();
    await giveAccess(user, tool);
    await takeOver(user);
    const { token } = tokenOf(user, 'Kometa');
    user.plexTv.down();
    await endAccess(user, tool);
    await user.reads('tool-last-seen', 'Couldn’t end access yet. Pinlink will keep trying.');
    await user.opened.close();
    const later = await setStage(name, { profile, plexTv: user.plexTv });
    const popup = await later.sees('linked');
    await popup.waitForSelector(row(tool));
    later.plexTv.up();
    expect(await later.statusOf(token)).toBe(200);
    await seesGone(later, tool);
    await says(later, 'Kometa no longer has access.');
    expect(await later.statusOf(token)).toBe(401);
    expect(await later.statusOf(String(await later.keptToken()))).toBe(200);
  });

  test('an end that Plex does not answer in time, or puts off, is asked for once more', async () => {
    const user = await setStage(name);
    await user.linkHere();
    for (const fault of [slow, busy]) {
      await giveAccess(user, tool);
      await takeOver(user);
      user.plexTv.fault({ method: 'DELETE', ...fault });
      await endAccess(user, tool);
      await seesGone(user, tool);
      await says(user, 'Kometa no longer has access.');
      expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
    }
    const ends = user.plexTv.requests.filter(({ method }) => method === 'DELETE');
    expect(ends.map(({ status }) => status)).toEqual([null, 204, 429, 204]);
    for (const { path } of ends) expect(path).toMatch(/^\/devices\/\d+\.xml$/);
    expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
  });

  test('lists of servers and of devices that never come keep nobody from giving and ending', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const isOver = user.plexTv.fault({ path: /\/(resources|devices\.xml)$/, drop: 'hang' });
    const popup = await giveAccess(user, tool);
    await user.press('copy-snippet');
    await popup.waitForSelector('[data-testid="copy-snippet"][aria-disabled="true"]');
    await says(user, 'Plex didn’t list your servers. You can type an address.');
    await popup.waitForSelector('[data-testid="copy-snippet"][aria-disabled="false"]');
    await popup.type('[data-testid="address-typed"]', '10.0.0.9:32400');
    expect(parseYaml(await takeOver(user)).plex.url).toBe('http://10.0.0.9:32400');
    await endAccess(user, tool);
    await user.reads('tool-last-seen', 'Couldn’t end access yet. Pinlink will keep trying.');
    isOver();
    await seesGone(user, tool);
    expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
    expect(await user.statusOf(String(await user.keptToken()))).toBe(200);
  });

  test('an end that was given up can be tried again', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, tool);
    await takeOver(user);
    const isOver = user.plexTv.fault({ method: 'DELETE', status: 503 });
    await endAccess(user, tool);
    await user.reads('tool-last-seen', 'Couldn’t end access yet. Pinlink will keep trying.');
    await user.opened.closePopup(await user.sees('linked'));
    await user.opened.killBackground();
    await giveUpEnds(user);
    isOver();
    const popup = await user.sees('linked');
    await (await popup.waitForSelector(row(tool)))?.click();
    await user.press('retry');
    await seesGone(user, tool);
    expect(await user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
  });

  test('a token that was shown is not ended by itself', async () => {
    const user = await setStage(name);
    await user.linkHere();
    await giveAccess(user, tool);
    const { token } = tokenOf(user, 'Kometa');
    await user.press('show-snippet');
    await says(user, token);
    await user.press('tool-done');
    await (await user.sees('linked')).waitForSelector(row(tool));
    expect(await user.statusOf(token)).toBe(200);
  });
});

/** What the button that gives access says of why it does nothing for now. */
async function whyOff(popup: Page): Promise<string | null | undefined> {
  return popup.$eval('[data-testid="create-tool"]', button => {
    const id = button.getAttribute('aria-describedby');
    return document.getElementById(id ?? '')?.textContent;
  });
}

/** Lets the clipboard take nothing, although it has got all that it was to take. */
async function failToCopy(popup: Page): Promise<void> {
  await popup.evaluate(() => {
    navigator.clipboard.write = async ([item]) => {
      await item?.getType('text/plain');
      throw new Error('It cannot be copied.');
    };
  });
}

/** Copies by hand what is shown of the form: all of it, or what stands before the token. */
async function copyByHand(popup: Page, isWhole: boolean): Promise<void> {
  await popup.$eval(
    '[data-testid="tool-snippet"]',
    (form, isWhole) => {
      const range = new Range();
      range.selectNodeContents(form);
      if (!isWhole) range.setEndAfter(form.firstChild ?? form);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      form.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
    },
    isWhole,
  );
}

describe.each(browsers)('a token that is not copied, in %s', name => {
  test('takes the place of no other where it could not be copied', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, tool);
    await takeOver(user);
    const { token } = tokenOf(user, 'Kometa');
    await (await popup.waitForSelector(row(tool)))?.click();
    await user.press('replace-tool');
    await failToCopy(popup);
    await user.copies('copy-snippet', 'Couldn’t copy');
    await user.press('tool-done');
    await hears(popup, 'You haven’t copied the token.');
    await user.press('tool-done');
    await popup.waitForSelector(row(tool));
    await expect.poll(() => user.statusOf(tokenOf(user, 'Kometa').token)).toBe(401);
    expect(tokenOf(user, 'Kometa').token).not.toBe(token);
    expect(await user.statusOf(token)).toBe(200);
  });

  test('is not ended by a key that is held', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, tool);
    await popup.focus('[data-testid="tool-done"]');
    for (let times = 0; times < 3; times += 1) await popup.keyboard.down('Enter');
    await hears(popup, 'You haven’t copied the token.');
    await popup.keyboard.up('Enter');
    expect(parseYaml(await takeOver(user)).plex.token).toBe(tokenOf(user, 'Kometa').token);
  });

  test('is not taken for one that was: neither where that fails, nor where something else is copied', async () => {
    const user = await setStage(name);
    await user.linkHere();
    const popup = await giveAccess(user, tool);
    await failToCopy(popup);
    await user.copies('copy-snippet', 'Couldn’t copy');
    // What was told before that is saved when the token is there to be seen.
    await user.press('show-snippet');
    await says(user, tokenOf(user, 'Kometa').token);
    const { state } = (await user.opened.readStorage()) as { state: { grants: object[] } };
    expect(state.grants).toContainEqual(expect.objectContaining({ phase: 'handed', copiedAt: 0 }));
    expect(await popup.$('[data-copied="true"]')).toBeNull();
    const heard = await user.opened.watchMessages(popup);
    await copyByHand(popup, false);
    await copyByHand(popup, true);
    await popup.waitForSelector('[data-copied="true"]');
    const copied = (await heard()).filter(message => JSON.stringify(message).includes('"copied"'));
    expect(copied).toHaveLength(1);
  });
});

describe.each(browsers)('the address of a server, in %s', name => {
  test('is one of the account’s own, the nearest first, and none that is shared', async () => {
    const user = await setStage(name);
    user.plexTv.settings.resources = ['sharedServer', 'player', 'server', 'containerServer'];
    await user.linkHere();
    await giveAccess(user, tool);
    const { title } = user.plexTv.account;
    const [server, container] = [`${title}'s server`, 'Container'];
    expect(await addresses(user)).toEqual([
      `${server} · 192.168.1.12`,
      `${server} · [2001:db8:0:1::12]`,
      `${server} · 192.168.1.12 · plex.direct`,
      `${server} · 2001:db8:0:1:12 · plex.direct`,
      `${server} · 192.0.2.7 · plex.direct (from anywhere)`,
      `${container} · 192.0.2.7 · plex.direct (from anywhere)`,
      `${server} · 172.17.0.1 (Docker’s own network)`,
      `${server} · 172.17.0.1 · plex.direct (Docker’s own network)`,
      `${container} · 172.18.0.3 (Docker’s own network)`,
      `${container} · 172.18.0.3 · plex.direct (Docker’s own network)`,
      'Type another address…',
    ]);
    await says(user, 'A server that bea shares with you isn’t listed.');
    const popup = await user.reach('address');
    const values = await popup.$$eval('[data-testid="address"] option', options =>
      options.map(option => (option instanceof HTMLOptionElement ? option.value : '')),
    );
    await user.select('address', values[5] ?? '');
    const { url } = parseYaml(await takeOver(user)).plex;
    expect(url).toMatch(/^https:\/\/192-0-2-7\.\w+\.plex\.direct:32400$/);
  });

  test('is typed where there is no server, and where Plex does not say', async () => {
    const user = await setStage(name);
    user.plexTv.settings.resources = ['player'];
    await user.linkHere();
    const popup = await giveAccess(user, tool);
    await says(user, 'No server found on your account. Type the address instead.');
    await says(user, 'Kometa needs the server owner’s account');
    await popup.type('[data-testid="address-typed"]', '10.0.0.9:32400');
    expect(parseYaml(await takeOver(user)).plex.url).toBe('http://10.0.0.9:32400');
    user.plexTv.fault({ path: /\/api\/v2\/resources$/, status: 503 });
    await giveAccess(user, tool);
    await says(user, 'Plex didn’t list your servers. You can type an address.');
    // What is copied without one is of no use yet.
    await user.press('copy-snippet');
    await says(user, 'No address yet');
  });

  test('is where a managed account is told of before', async () => {
    const user = await setStage(name);
    user.plexTv.account.restricted = true;
    await user.linkHere();
    await user.pickTool(tool);
    await says(user, 'Kometa may not work with a managed account like this one.');
    await user.press('create-tool');
    await user.reach('tool-snippet');
  });
});
