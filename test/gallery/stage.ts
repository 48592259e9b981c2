import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { version } from '../../src/store/schema.ts';
import type { Messages } from '../house/faults-of-language.ts';
import type { Outcome, Scene } from './scenes.ts';
import { unlinkedState } from './states.ts';

// Inside the browser only.
declare const browser: ExtensionApi;

/** What the popup's page is made to believe; it is kept in that page. */
interface Pretence {
  /** What storage holds; null where it cannot be read. */
  record: Record<string, unknown> | null;
  isAllowed: boolean;
  hasWindows: boolean;
  servers: unknown;
  token: string | null;
  outcome: Outcome;
}

/** What stands in the page for that, and for whoever shows scenes there: each way into it takes time. */
interface Pretending {
  pretence: Pretence;
  /** Lets the popup read the record again, and returns once it shows this. */
  readAgain(pretence: Pretence, shows: string): Promise<void>;
  /** Waits until all is painted: what is drawn moves the focus after that. */
  painted(): Promise<void>;
}

/**
 * Puts the gallery in the place of storage, permissions and background, in the popup's page alone:
 * to be run in it. Given messages, the page speaks their language.
 */
export function pretend(messages: Messages | null): void {
  const own = globalThis as unknown as Pretending;
  own.pretence = {
    record: {},
    isAllowed: true,
    hasWindows: true,
    servers: null,
    token: null,
    outcome: 'saved',
  };
  let reads = 0;
  own.readAgain = async (pretence, shows) => {
    own.pretence = pretence;
    const before = reads;
    await browser.storage.session.set({ written: crypto.randomUUID() });
    while (reads === before || document.querySelector(shows) === null) {
      await new Promise(resolve => setTimeout(resolve));
    }
  };
  own.painted = async () => {
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  };
  browser.storage.local.get = async () => {
    reads += 1;
    const { record } = own.pretence;
    if (record === null) throw new Error('It cannot be read.');
    return record;
  };
  browser.permissions.contains = async () => own.pretence.isAllowed;
  const { windows } = browser;
  Object.defineProperty(browser, 'windows', {
    get: () => (own.pretence.hasWindows ? windows : undefined),
  });
  browser.tabs.getCurrent = async () => undefined as never;
  browser.tabs.create = async () => ({}) as never;
  Object.defineProperty(browser.runtime, 'sendMessage', {
    value: async (message: { ask?: string }) => {
      const { servers, token, outcome } = own.pretence;
      if (message.ask === undefined && outcome === 'notTaken') throw new Error('Nobody hears it.');
      if (message.ask === undefined) return outcome;
      return message.ask === 'servers' ? servers : token;
    },
  });
  if (messages === null) return;
  browser.i18n.getMessage = (key: string, values: string | readonly string[] = []) => {
    const { message = '', placeholders = {} } = messages[key] ?? {};
    return message.replace(/\$([\w@]+)\$/g, (_, name: string) => {
      const { content = '' } = placeholders[name.toLowerCase()] ?? {};
      return String([values].flat()[Number(content.slice(1)) - 1] ?? '');
    });
  };
}

const own = [
  {
    name: 'Living Room NAS',
    machineIdentifier: 'f00d'.repeat(10),
    owner: null,
    addresses: [
      { address: 'http://192.168.1.12:32400', kind: 'local', isDockerBridge: false },
      {
        address: 'https://192-168-1-12.0123456789abcdef0123456789abcdef.plex.direct:32400',
        kind: 'remote',
        isDockerBridge: false,
      },
      { address: 'http://172.17.0.2:32400', kind: 'local', isDockerBridge: true },
    ],
  },
];

const shared = [
  { name: 'Bo’s attic', machineIdentifier: 'beef'.repeat(10), owner: 'Bo', addresses: [] },
  { name: 'Cleo’s shed', machineIdentifier: 'cafe'.repeat(10), owner: 'Cleo', addresses: [] },
];

/** What plex.tv answers to the question for servers. */
function serversFor(hasServers: Scene['hasServers']): Pretence['servers'] {
  switch (hasServers) {
    case 'unsaid':
      return null;
    case 'own':
      return own;
    case 'shared':
      return shared;
    default:
      return hasServers ? [...own, ...shared.slice(0, 1)] : [];
  }
}

/** Lets the popup show a scene, and returns once it does. */
export async function show(page: Page, scene: Scene): Promise<void> {
  const { stored, isAllowed = true, hasWindows = true, hasServers, outcome = 'saved' } = scene;
  const token = (scene.hasToken ?? true) ? 'a-token-that-opens-nothing' : null;
  // What the popup had of the scene before is closed first, and what it keeps of that is older.
  if (await page.evaluate(goBack)) await forgetFailure(page);
  const pretence = { isAllowed, hasWindows, servers: serversFor(hasServers), token, outcome };
  const now = await page.evaluate(showNothing, { ...pretence, record: recordOf('newer', 0) });
  await draw(page, { ...pretence, record: recordOf(stored, now) });
  const hasChoice = hasServers === true || hasServers === 'own';
  if (hasChoice) await seen(page, 'option:nth-child(2)');
  for (const one of scene.presses ?? []) await act(page, one);
  await seen(page, scene.shows);
  if (scene.presses !== undefined) await page.evaluate(painted);
}

/** Lets other things be stored while the popup shows a scene. */
export async function change(page: Page, stored: Scene['stored'], now: number): Promise<void> {
  await draw(page, { ...usual, record: recordOf(stored, now) });
}

const usual = {
  isAllowed: true,
  hasWindows: true,
  servers: [],
  token: null,
  outcome: 'saved',
} as const;

/** Whether the popup says that a press came to nothing; its step ends where it has one. */
function goBack(): boolean {
  document.querySelector<HTMLElement>('[data-testid="back"]')?.click();
  return document.querySelector('[data-testid="failure"]') !== null;
}

/** That a press came to nothing is said until another does not. */
async function forgetFailure(page: Page): Promise<void> {
  await draw(page, { ...usual, record: recordOf(unlinkedState(), 0) });
  await act(page, 'link');
  await page.waitForFunction(() => document.querySelector('[data-testid="failure"]') === null);
}

/** Draws what the page is made to believe, from its top. */
async function draw(page: Page, pretence: Pretence): Promise<void> {
  await page.evaluate(async pretence => {
    const own = globalThis as unknown as Pretending;
    await own.readAgain(pretence, 'main');
    await own.painted();
    document.querySelector('main')?.scrollTo(0, 0);
  }, pretence);
}

/** Waits for it in the page; what is there already is found sooner without that. */
async function seen(page: Page, selector: string): Promise<void> {
  const isThere = await page.evaluate(
    selector => document.querySelector(selector) !== null,
    selector,
  );
  if (!isThere) await page.waitForSelector(selector);
}

function recordOf(stored: Scene['stored'], now: number): Pretence['record'] {
  if (stored === 'unreadable') return null;
  return stored === 'newer' ? { version: version + 1 } : { version, state: stored(now) };
}

/** Returns the time by the page's own clock, once it has kept what it keeps of the scene before. */
async function showNothing(pretence: Pretence): Promise<number> {
  const own = globalThis as unknown as Pretending;
  await own.readAgain(pretence, 'main[data-status="outdated"]');
  return Date.now();
}

async function painted(): Promise<void> {
  await (globalThis as unknown as Pretending).painted();
}

/**
 * Presses a button, types into a field (`field:text`), chooses from a list (`list:value`) or takes one
 * of several (`option:which`).
 */
async function act(page: Page, what: string): Promise<void> {
  const [id = '', ...rest] = what.split(':');
  const value = rest.join(':');
  const which = id === 'tool-option' ? `[data-tool="${value}"]` : '';
  const selector = `[data-testid="${id}"]${which}`;
  await seen(page, selector);
  if (which !== '' || rest.length === 0) await page.evaluate(press, selector);
  else if ((await page.$(`select${selector}`)) !== null) await page.select(selector, value);
  else await page.type(selector, value);
}

/** A mouse leaves the field that was typed into. */
function press(selector: string): void {
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  document.querySelector<HTMLElement>(selector)?.click();
}
