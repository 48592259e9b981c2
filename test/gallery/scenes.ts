import { reasons, type State } from '../../src/core/state.ts';
import type { TestId } from '../e2e/user.ts';
import {
  codeState,
  doubted,
  endedState,
  givingState,
  hereState,
  homeState,
  longNamedTools,
  longNames,
  manyTools,
  namelessState,
  refusedState,
  requestingState,
  toolsInAllStates,
  troubledState,
  unlinkedState,
} from './states.ts';

/** What becomes of a command: it is taken and saved, or not even heard. */
export type Outcome = 'saved' | 'notSaved' | 'notTaken';

/** A screen of the popup, and what leads there. */
export interface Scene {
  readonly name: string;
  /** What is stored when the popup opens, at this time (epoch ms). */
  readonly stored: ((now: number) => State) | 'newer' | 'unreadable';
  /** Whether the browser lets the popup talk to plex.tv. */
  readonly isAllowed?: boolean;
  /** Whether the browser has windows, which one on a phone has not. */
  readonly hasWindows?: boolean;
  /** Whether plex.tv knows servers of the account: only its own, only those of others, or it does not say. */
  readonly hasServers?: boolean | 'own' | 'shared' | 'unsaid';
  /** Whether the background gives the token to whoever asks for it. */
  readonly hasToken?: boolean;
  /** What becomes of a press that the background is to be told. */
  readonly outcome?: Outcome;
  /** What is pressed then, in this order; what is typed or chosen has a colon before it. */
  readonly presses?: readonly (TestId | `${TestId}:${string}`)[];
  /** What this screen alone has. */
  readonly shows: string;
}

function testId(id: TestId): string {
  return `[data-testid="${id}"]`;
}

const linking: readonly Scene[] = [
  { name: 'unlinked', stored: unlinkedState(), shows: testId('link-device') },
  {
    name: 'unlinked-on-a-phone',
    stored: unlinkedState(),
    hasWindows: false,
    shows: testId('link-device'),
  },
  { name: 'signed-out', stored: unlinkedState('signedOut'), shows: testId('news') },
  { name: 'signing-out', stored: unlinkedState('signingOut'), shows: testId('news') },
  {
    name: 'not-signed-out',
    stored: unlinkedState('notSignedOut'),
    shows: '[data-testid="news"] a',
  },
  { name: 'never-signed-out', stored: unlinkedState('givenUp'), shows: testId('forget') },
  { name: 'damaged', stored: unlinkedState('damaged'), shows: testId('news') },
  { name: 'connecting', stored: requestingState('browser'), shows: '[aria-disabled="true"]' },
  {
    name: 'connecting-another',
    stored: requestingState('browser', 'linked'),
    shows: '[data-status="requesting"]',
  },
  { name: 'asking-for-a-code', stored: requestingState('device'), shows: '.coming' },
  { name: 'waiting-here', stored: hereState(), shows: testId('reopen') },
  {
    name: 'waiting-on-a-phone',
    stored: hereState(),
    hasWindows: false,
    shows: testId('reopen'),
  },
  { name: 'waiting-for-another', stored: hereState('linked'), shows: testId('reopen') },
  {
    name: 'waiting-for-a-phone',
    stored: hereState(),
    presses: ['show-qr'],
    shows: testId('hide-qr'),
  },
  { name: 'code', stored: codeState(), shows: testId('code') },
  { name: 'code-on-a-phone', stored: codeState(), hasWindows: false, shows: testId('code') },
  { name: 'code-trouble', stored: codeState({ hasProblem: true }), shows: '.last.notice' },
  { name: 'code-of-eight', stored: codeState({ code: '7RQZWMKX' }), shows: testId('code') },
  {
    name: 'code-of-many',
    stored: codeState({ code: '3patfx1a78ukcbr7x0n9bl26t' }),
    shows: '.long',
  },
  { name: 'code-at-its-end', stored: codeState({ left: 0 }), shows: testId('code') },
  ...reasons.map(reason => ({
    name: `not-linked-${reason}`,
    stored: endedState(reason),
    shows: testId('retry'),
  })),
];

/** Two lines each, whatever they are made of. */
const longNamed = homeState({
  tools: longNamedTools,
  owner: { name: longNames[0], email: `${longNames[1]}@${longNames[1]}.example` },
});

const home: readonly Scene[] = [
  { name: 'just-linked', stored: homeState({ isFresh: true }), shows: testId('not-me') },
  {
    name: 'just-registered',
    stored: homeState({ isFresh: true, isNew: true }),
    shows: testId('not-me'),
  },
  { name: 'home-empty', stored: homeState({}), shows: '.empty' },
  { name: 'home', stored: homeState({ tools: toolsInAllStates }), shows: testId('tool') },
  { name: 'home-many', stored: homeState({ tools: manyTools(20) }), shows: testId('find-tool') },
  {
    name: 'home-waiting',
    stored: givingState('kometa', 'handed', manyTools(20)),
    presses: ['back', 'find-tool:nothing'],
    shows: '.field + p',
  },
  { name: 'home-news', stored: homeState({ hasNews: true }), shows: testId('tool-news') },
  { name: 'home-unreachable', stored: troubledState('outage'), shows: testId('check') },
  { name: 'home-busy', stored: troubledState('rateLimited'), shows: testId('check') },
  { name: 'home-long-names', stored: longNamed, shows: testId('tool') },
  {
    name: 'just-linked-long-name',
    stored: homeState({ isFresh: true, owner: { name: longNames[1] } }),
    shows: testId('not-me'),
  },
  { name: 'home-asking', stored: doubted(longNamed, null), shows: '[data-health="asking"]' },
  { name: 'menu', stored: homeState({}), presses: ['menu'], shows: testId('help') },
  {
    name: 'help',
    stored: homeState({}),
    presses: ['menu', 'help'],
    shows: 'main section + section',
  },
  {
    name: 'account',
    stored: homeState({ tools: toolsInAllStates }),
    presses: ['account', 'show-email'],
    shows: testId('switch-account'),
  },
  {
    name: 'account-long-names',
    stored: longNamed,
    presses: ['account', 'show-email'],
    shows: testId('email'),
  },
  {
    name: 'account-managed',
    stored: homeState({ owner: { role: 'managed', hasPass: false, email: null } }),
    presses: ['account'],
    shows: testId('account-kind'),
  },
  {
    name: 'account-asking',
    stored: doubted(homeState({}), null),
    presses: ['account'],
    shows: '[data-testid="check"][aria-disabled="true"]',
  },
  {
    name: 'account-token',
    stored: homeState({}),
    presses: ['account', 'advanced', 'show-token'],
    shows: testId('token'),
  },
  {
    name: 'account-no-token',
    stored: homeState({}),
    hasToken: false,
    presses: ['account', 'advanced', 'show-token'],
    shows: '.token .notice',
  },
  {
    name: 'account-trouble',
    stored: troubledState('outage'),
    presses: ['account'],
    shows: '.health[data-health="unreachable"]',
  },
  {
    name: 'unlink',
    stored: homeState({ tools: toolsInAllStates }),
    presses: ['account', 'unlink', 'end-tools'],
    shows: testId('confirm-unlink'),
  },
  {
    name: 'unlink-long-names',
    stored: longNamed,
    presses: ['account', 'unlink'],
    shows: testId('confirm-unlink'),
  },
  {
    name: 'unlink-nameless',
    stored: namelessState(),
    presses: ['account', 'unlink'],
    shows: testId('confirm-unlink'),
  },
  { name: 'link-app', stored: homeState({}), presses: ['link-app'], shows: testId('tv-code') },
  {
    name: 'link-app-bad',
    stored: homeState({}),
    presses: ['link-app', 'tv-code:12', 'open-link-page'],
    shows: '[aria-invalid="true"]',
  },
];

const tools: readonly Scene[] = [
  { name: 'pick', stored: homeState({}), presses: ['add-tool'], shows: testId('tool-search') },
  {
    name: 'pick-none',
    stored: homeState({}),
    presses: ['add-tool', 'tool-search:my own script'],
    shows: '[data-tool="other"]',
  },
  {
    name: 'pick-claim',
    stored: homeState({}),
    presses: ['add-tool', 'tool-search:claim'],
    shows: testId('tool-search'),
  },
  {
    name: 'consent',
    stored: homeState({}),
    presses: ['add-tool', 'tool-option:kometa'],
    shows: testId('create-tool'),
  },
  {
    name: 'consent-other',
    stored: homeState({}),
    presses: ['add-tool', 'tool-option:other', 'create-tool'],
    shows: '[aria-invalid="true"]',
  },
  {
    name: 'consent-hint',
    stored: homeState({}),
    presses: ['add-tool', 'tool-option:other'],
    shows: testId('tool-name'),
  },
  {
    name: 'consent-odd',
    stored: homeState({}),
    presses: ['add-tool', 'tool-option:other', 'tool-name:a\u200db', 'create-tool'],
    shows: '[aria-invalid="true"]',
  },
  {
    name: 'consent-managed',
    stored: homeState({ owner: { role: 'managed' } }),
    presses: ['add-tool', 'tool-option:pulsarr'],
    shows: testId('create-tool'),
  },
  {
    name: 'consent-paused',
    stored: homeState({ isPaused: true }),
    presses: ['add-tool', 'tool-option:kometa'],
    shows: '.notice',
  },
  {
    name: 'consent-full',
    stored: homeState({ tools: manyTools(100) }),
    presses: ['add-tool', 'tool-option:other', 'tool-name:Script 1'],
    shows: '[aria-invalid="true"]',
  },
  {
    name: 'consent-nameless',
    stored: namelessState(),
    presses: ['add-tool', 'tool-option:kometa'],
    shows: '.notice',
  },
  { name: 'giving', stored: givingState('kometa', 'asking'), shows: 'h1' },
  {
    name: 'result',
    stored: givingState('kometa', 'handed'),
    hasServers: true,
    shows: 'select[data-testid="address"]',
  },
  {
    name: 'result-shown',
    stored: givingState('home-assistant', 'copied'),
    hasServers: true,
    presses: ['show-snippet', 'copy-snippet'],
    shows: testId('copy-field'),
  },
  {
    name: 'result-without-server',
    stored: givingState('python-plexapi', 'handed'),
    presses: ['tool-done'],
    shows: 'footer .notice',
  },
  {
    name: 'result-without-own-server',
    stored: givingState('jellyplex-watched', 'handed'),
    hasServers: 'shared',
    presses: ['address-typed:my server', 'show-snippet'],
    shows: '[aria-invalid="true"]',
  },
  {
    name: 'result-servers-unsaid',
    stored: givingState('kometa', 'handed'),
    hasServers: 'unsaid',
    shows: testId('address-typed'),
  },
  {
    name: 'result-other',
    stored: givingState('other', 'handed'),
    hasServers: true,
    presses: ['address:typed'],
    shows: testId('tool-form'),
  },
  ...reasons.map(reason => ({
    name: `not-given-${reason}`,
    stored: givingState('kometa', reason),
    shows: testId('retry'),
  })),
  {
    name: 'tool',
    stored: homeState({ tools: toolsInAllStates }),
    presses: ['tool'],
    shows: testId('replace-tool'),
  },
  {
    name: 'tool-long-name',
    stored: longNamed,
    presses: ['tool'],
    shows: testId('replace-tool'),
  },
  {
    name: 'end-tool-long-name',
    stored: longNamed,
    presses: ['tool', 'end-tool'],
    shows: testId('confirm-end-tool'),
  },
  ...(['ending', 'notEnded', 'notEnding'] as const).map(access => ({
    name: `tool-${access}`,
    stored: homeState({ tools: toolsInAllStates.filter(one => one.access === access) }),
    presses: ['tool'] as const,
    shows: '.facts + .notice',
  })),
  {
    name: 'end-tool',
    stored: homeState({ tools: toolsInAllStates }),
    presses: ['tool', 'end-tool'],
    shows: testId('confirm-end-tool'),
  },
];

const rare: readonly Scene[] = [
  { name: 'revoked', stored: refusedState(), shows: testId('tool') },
  {
    name: 'revoked-unlink',
    stored: refusedState(),
    presses: ['unlink'],
    shows: testId('confirm-unlink'),
  },
  {
    name: 'forbidden',
    stored: homeState({}),
    isAllowed: false,
    shows: '[data-testid="allow"] + [data-testid="unlink"]',
  },
  {
    name: 'forbidden-unlink',
    stored: homeState({}),
    isAllowed: false,
    presses: ['unlink'],
    shows: testId('confirm-unlink'),
  },
  {
    name: 'forbidden-unlinked',
    stored: unlinkedState(),
    isAllowed: false,
    shows: testId('allow'),
  },
  ...(['notSaved', 'notTaken'] as const).map(outcome => ({
    name: outcome === 'notSaved' ? 'not-saved' : 'not-taken',
    stored: unlinkedState(),
    outcome,
    presses: ['link'] as const,
    shows: 'footer .notice',
  })),
  { name: 'outdated', stored: 'newer', shows: '[data-status="outdated"]' },
  { name: 'unreadable', stored: 'unreadable', shows: testId('read-again') },
];

/** Every screen that there is. */
export const scenes: readonly Scene[] = [...linking, ...home, ...tools, ...rare];

/** A screen by its name. */
export function sceneCalled(name: string): Scene {
  const found = scenes.find(scene => scene.name === name);
  if (found === undefined) throw new Error(`There is no scene ${name}.`);
  return found;
}

/** The screens that have between them whatever looks otherwise where its user wants other colors. */
export const wanting: readonly Scene[] = [
  'unlinked',
  'connecting',
  'waiting-here',
  'code',
  'home',
  'home-news',
  'home-unreachable',
  'menu',
  'account',
  'account-token',
  'account-trouble',
  'unlink',
  'pick',
  'consent-other',
  'result',
  'revoked',
].map(sceneCalled);
