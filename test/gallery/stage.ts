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

interface Pretending {
  pretence: Pretence;
  /** How often the popup has read the record. */
  reads: number;
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
  own.reads = 0;
  browser.storage.local.get = async () => {
    own.reads += 1;
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
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="back"]')?.click());
  await forgetFailure(page);
  const pretence = { isAllowed, hasWindows, servers: serversFor(hasServers), token, outcome };
  await page.evaluate(readAgain, { ...pretence, record: recordOf('newer', 0) });
  await page.waitForSelector('main[data-status="outdated"]');
  // By the page's own clock, once it has kept what it keeps.
  const now = await page.evaluate(() => Date.now());
  await draw(page, { ...pretence, record: recordOf(stored, now) });
  const hasChoice = hasServers === true || hasServers === 'own';
  if (hasChoice) await page.waitForSelector('option:nth-child(2)');
  for (const press of scene.presses ?? []) await act(page, press);
  await page.waitForSelector(scene.shows);
  if (scene.presses !== undefined) await page.evaluate(painted);
  await page.evaluate(() => document.fonts.ready);
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

/** That a press came to nothing is said until another does not. */
async function forgetFailure(page: Page): Promise<void> {
  if ((await page.$('[data-testid="failure"]')) === null) return;
  await draw(page, { ...usual, record: recordOf(unlinkedState(), 0) });
  await act(page, 'link');
  await page.waitForFunction(() => document.querySelector('[data-testid="failure"]') === null);
}

/** Draws what the page is made to believe, from its top. */
async function draw(page: Page, pretence: Pretence): Promise<void> {
  await page.evaluate(readAgain, pretence);
  await page.evaluate(painted);
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0));
}

function recordOf(stored: Scene['stored'], now: number): Pretence['record'] {
  if (stored === 'unreadable') return null;
  return stored === 'newer' ? { version: version + 1 } : { version, state: stored(now) };
}

/** Lets the popup read the record again. */
async function readAgain(pretence: Pretence): Promise<void> {
  const own = globalThis as unknown as Pretending;
  own.pretence = pretence;
  const before = own.reads;
  await browser.storage.session.set({ written: crypto.randomUUID() });
  while (own.reads === before) await new Promise(resolve => setTimeout(resolve));
}

/** Waits until all is painted: what is drawn moves the focus after that. */
async function painted(): Promise<void> {
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/**
 * Presses a button, types into a field (`field:text`), chooses from a list (`list:value`) or takes one
 * of several (`option:which`).
 */
async function act(page: Page, press: string): Promise<void> {
  const [id = '', ...rest] = press.split(':');
  const value = rest.join(':');
  const which = id === 'tool-option' ? `[data-tool="${value}"]` : '';
  const selector = `[data-testid="${id}"]${which}`;
  const element = await page.waitForSelector(selector);
  if (which !== '' || rest.length === 0) await element?.evaluate(pressed);
  else if ((await page.$(`select${selector}`)) !== null) await page.select(selector, value);
  else await element?.type(value);
}

/** A mouse leaves the field that was typed into. */
function pressed(element: Element): void {
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  (element as HTMLElement).click();
}
