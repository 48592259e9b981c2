import { readFileSync } from 'node:fs';
import type { Grant, State } from '../../src/core/state.ts';
import type { Scene } from './scenes.ts';
import {
  codeState,
  givingState,
  hereState,
  homeState,
  requestingState,
  unlinkedState,
} from './states.ts';

/** The time at which all pictures are made, so that none says another day tomorrow; epoch ms. */
export const picturedAt = Date.UTC(2026, 4, 14, 10, 30);

const avatar = `data:image/png;base64,${readFileSync(
  new URL('../plex-tv/avatar.png', import.meta.url),
  'base64',
)}`;

/** A state as somebody has it whom one would ask for a picture: with a face, and no longest names. */
function pretty(state: (now: number) => State): (now: number) => State {
  return now => {
    const was = state(now);
    return { ...was, grants: was.grants.map(prettyGrant) };
  };
}

function prettyGrant(grant: Grant): Grant {
  if (grant.phase === 'waiting')
    return { ...grant, pin: { ...grant.pin, location: 'Amsterdam, Netherlands' } };
  if (grant.phase !== 'held' || grant.account === null) return grant;
  return { ...grant, account: { ...grant.account, avatar } };
}

const kometa = { name: 'Kometa', kind: 'kometa', access: 'given', seenDaysAgo: 0 } as const;

const fourTools = homeState({
  tools: [
    kometa,
    { name: 'Homepage', kind: 'homepage', access: 'given', seenDaysAgo: 1 },
    { name: 'Home Assistant', kind: 'home-assistant', access: 'given', seenDaysAgo: 0 },
    { name: 'My backup script', kind: 'other', access: 'given', seenDaysAgo: 21 },
  ],
});

/** What is shown to those who don't have Pinlink yet, by what it is called in pictures. */
export const pictured = {
  unlinked: { stored: unlinkedState(), shows: '[data-testid="link-device"]' },
  connecting: { stored: requestingState('browser'), shows: '[aria-disabled="true"]' },
  allow: { stored: pretty(hereState()), shows: '[data-testid="reopen"]' },
  code: { stored: pretty(codeState()), shows: '[data-testid="code"]' },
  linked: { stored: pretty(homeState({ isFresh: true })), shows: '[data-testid="not-me"]' },
  home: { stored: pretty(fourTools), shows: '[data-testid="tool"]' },
  first: { stored: pretty(homeState({ tools: [kometa] })), shows: '[data-testid="tool"]' },
  pick: {
    stored: pretty(homeState({})),
    presses: ['add-tool'],
    shows: '[data-testid="tool-search"]',
  },
  consent: {
    stored: pretty(homeState({})),
    presses: ['add-tool', 'tool-option:kometa'],
    shows: '[data-testid="create-tool"]',
  },
  giving: { stored: givingState('kometa', 'asking'), shows: 'h1' },
  result: {
    stored: givingState('kometa', 'handed'),
    hasServers: 'own',
    shows: 'select[data-testid="address"]',
  },
  copied: {
    stored: givingState('kometa', 'copied'),
    hasServers: 'own',
    shows: 'select[data-testid="address"]',
  },
  ending: {
    stored: pretty(fourTools),
    presses: ['tool', 'end-tool'],
    shows: '[data-testid="confirm-end-tool"]',
  },
} as const satisfies Readonly<Record<string, Omit<Scene, 'name'>>>;

export type Pictured = keyof typeof pictured;
