import type { Browser, Page } from 'puppeteer-core';

/** The browsers that the extension is made for. */
export type BrowserName = 'chromium' | 'firefox';

/** Where an extension keeps things: for ever, or until the browser ends. */
type StorageArea = 'local' | 'session';

/** What a browser is started with. */
export interface StartOptions {
  /** The browser's program, as `requireBrowser` finds it. */
  executable: string;
  /**
   * The port on 127.0.0.1 where the hosts of the stand-in are found, whatever their certificate;
   * nothing else can be reached then. Absent: the real plex.tv and the whole net, certificates checked.
   */
  plexTvPort?: number;
  /**
   * Without a window, which is the default. With one somebody uses the browser: no driver holds its
   * popup open then, and `openPopup` finds none in Chromium.
   */
  headless?: boolean;
  /** The X display to show it on, `:1` for one. Absent: that of whoever starts it. */
  display?: string;
  /** `prefers-color-scheme` in every page. Absent: what the system prefers. */
  scheme?: 'light' | 'dark';
  /** What its user wants of every page besides, in the settings of the system. Absent: what is set there. */
  wants?: 'forcedColors' | 'moreContrast' | 'lessMotion';
  /** The size of text that its user has set, CSS px; 16 by itself. */
  fontSize?: number;
  /** A folder that keeps the profile for a later start. Absent: a temporary one, removed on close. */
  profile?: string;
  /** Firefox only: after how many idle milliseconds the event page goes, 30,000 by itself. */
  idleMs?: number;
}

/** What a browser under test is opened with. */
export interface Options extends StartOptions {
  /**
   * The unpacked extension, an absolute folder: `dist/chrome` or `dist/firefox`. Firefox takes its
   * package too, a zip.
   */
  extension: string;
}

/** A running browser with the extension in it. */
export interface OpenBrowser {
  name: BrowserName;
  browser: Browser;
  /**
   * The popup with its `<main>` there; the one that is open already, if there is one. In Chromium it
   * is the action's real popup, in Firefox the same page in a tab. The background is not woken.
   */
  openPopup(): Promise<Page>;
  closePopup(page: Page): Promise<void>;
  /** Opens the action's real popup in the window in front, as its button does. */
  pressButton(): Promise<void>;
  /** Makes the browser open no popup without a press, as Firefox before 149. Chromium cannot. */
  forbidOpening(): Promise<void>;
  /** A page that has the extension's rights and none of its scripts, so it wakes nothing. */
  quietPage(): Promise<Page>;
  /** A PNG of the popup at its own size; without a window, two pixels for each CSS pixel. */
  screenshotPopup(page: Page): Promise<Uint8Array>;
  /** Ends the background as the browser itself does when it is idle, and returns when it is gone. */
  killBackground(): Promise<void>;
  backgroundAlive(): Promise<boolean>;
  /** The tab or window at such an address, waited for. It may still be loading. */
  pageAt(match: (url: string) => boolean): Promise<Page>;
  /** All of `storage.local`, or of another area, read without waking the background. */
  readStorage(area?: StorageArea): Promise<Record<string, unknown>>;
  /**
   * Begins to listen for a value under a key of `storage.local`, without waking the background; what
   * is returned resolves with the time at which it came, epoch ms.
   */
  watchStorage(key: string): Promise<() => Promise<number>>;
  /**
   * Begins to hear what this popup and the background say to each other, without waking the
   * background; what is returned tells all of that. In Chromium the answers are not heard.
   */
  watchMessages(popup: Page): Promise<() => Promise<unknown[]>>;
  /** The text on the extension's button, and what it is called. */
  readButton(): Promise<{ text: string; title: string }>;
  /** Whether the action's own popup is open, whoever has opened it. */
  hasPopup(): Promise<boolean>;
  /** Puts values into `storage.local` behind the extension's back, without waking the background. */
  writeStorage(values: Record<string, unknown>): Promise<void>;
  /** Makes the extension's alarms ring no more, so that only what happens can wake its background. */
  clearAlarms(): Promise<void>;
  /** Takes the extension's permission for all hosts away, as its user can, or gives it back. */
  allowHosts(allowed: boolean): Promise<void>;
  /**
   * Says yes when the popup asks for the hosts, and resolves then. Firefox asks its user nothing
   * here; what Chromium would show is beyond every driver, so its question is caught in the page.
   */
  grantWhenAsked(popup: Page): Promise<void>;
  /** The warnings and errors that the browser notes down against the extension when it loads it. */
  complaints(): Promise<string[]>;
  /** The text that was copied last. Where there is a window, the clipboard is the system's. */
  readClipboard(): Promise<string>;
  /**
   * Installs the extension anew and leaves nothing of what was done in the browser before, so that one
   * browser serves many tests. What was had of it before is of no use then.
   */
  reinstall(): Promise<OpenBrowser>;
  /** Ends the browser, by force if it takes too long, and whatever was opened with it. */
  close(): Promise<void>;
}
