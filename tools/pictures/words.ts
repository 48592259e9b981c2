import type { Pictured } from '../../test/gallery/pictured.ts';
import type { Scheme } from './sheet.ts';

/** What stands beside a screen. */
interface Headline {
  readonly title: string;
  readonly text: string;
}

/** A picture of a store, by what its file is called. */
interface StorePicture {
  readonly scene: Pictured;
  readonly scheme: Scheme;
}

/** The pictures of the stores, in their order there. */
export const storePictures = {
  '1-link': { scene: 'unlinked', scheme: 'light' },
  '2-tools': { scene: 'home', scheme: 'light' },
  '3-token': { scene: 'result', scheme: 'light' },
  '4-end': { scene: 'ending', scheme: 'light' },
  '5-code': { scene: 'code', scheme: 'dark' },
} as const satisfies Readonly<Record<string, StorePicture>>;

/** The headline of each, by language: the folder of its messages. Add one, and it gets pictures. */
export const headlines: Readonly<Record<string, Record<keyof typeof storePictures, Headline>>> = {
  en: {
    '1-link': {
      title: 'Link Plex in one click',
      text: 'Sign in at Plex and press Allow. Pinlink never sees your password.',
    },
    '2-tools': {
      title: 'Give each tool its own token',
      text: 'See which tools have access and when Plex last saw each one.',
    },
    '3-token': {
      title: 'Copy, paste, done',
      text: 'The token comes in the format your tool expects, with your server’s address in it.',
    },
    '4-end': {
      title: 'End one, keep the rest',
      text: 'Take access back from a single tool. The others keep working.',
    },
    '5-code': {
      title: 'Approve on your phone',
      text: 'Scan the code, or type its four characters at plex.tv/link.',
    },
  },
};

/** What each part of the animation is about. */
export const captions = {
  link: { title: 'Link your account', text: 'One click here.' },
  allow: {
    title: 'Press Allow at Plex',
    text: 'Plex’s own page asks you. Pinlink never sees your password.',
  },
  linked: { title: 'That’s it', text: 'Your account is linked.' },
  give: { title: 'Give a tool access', text: 'Plex makes a token for that tool alone.' },
  copy: {
    title: 'Copy its token',
    text: 'In the format its own file expects, with your server’s address.',
  },
  end: { title: 'End it when you want', text: 'Your other tools keep working.' },
} as const satisfies Readonly<Record<string, Headline>>;

export type Caption = keyof typeof captions;
