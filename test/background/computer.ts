import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { linkOf } from '../../src/core/grants.ts';
import { type Held, initial, type Refused, type State } from '../../src/core/state.ts';
import { type View, viewOf } from '../../src/core/view.ts';
import type { Command } from '../../src/protocol.ts';
import { Life, never, type PageRequest } from './life.ts';

/** What the popup may ask. */
type Question = { ask: 'token' | 'servers' } | { ask: 'toolToken'; id: string };

/** When an alarm is to ring, and after how long again. */
interface AlarmTimes {
  readonly delayInMinutes: number;
  readonly periodInMinutes?: number;
}

/** What is offered in the button's menu. */
interface MenuItem {
  readonly title: string;
  readonly visible: boolean;
  /** Where; an update says nothing of that. */
  readonly contexts?: readonly string[];
}

/** How long a browser takes such a while of an alarm for, ms. */
function alarmMs(minutes: number): number {
  return Math.max(minutes, 0.5) * 60_000;
}

/** The number of the window in which the popup is. */
const mainWindow = 1_000;

/** A browser whose disk outlives its background, which can be killed between any two steps. */
export class Computer {
  readonly disk: Record<string, unknown> = {};
  session: Record<string, unknown> = {};
  readonly windows = new Map<number, string>();
  readonly tabs = new Map<number, string>();
  /** Windows that are opened are there only after a second. */
  windowsOpenLate = false;
  /** Epoch ms. */
  alarmAt: number | null = null;
  /** Kills the background before or after its n-th step from here on. */
  killAt: { readonly step: number; readonly when: 'before' | 'after' } | null = null;
  steps = 0;
  /** Whether the user lets the extension talk to plex.tv. */
  isAllowed = true;
  /** Makes the next writes to the disk fail. */
  diskIsFull = false;
  /** Makes the browser refuse whatever it is asked, as Chromium does where the background has just died. */
  refuses = false;
  /** What is on the button, and what it is called. */
  badge = '';
  title = '';
  /** Whether the popup is open. */
  isPopupOpen = false;
  /** The items of the button's menu, by their ids. It outlives the background, and the browser's end. */
  readonly menu = new Map<string, MenuItem>();
  /** What the browser notes down against the extension. */
  readonly faults: string[] = [];
  /** For whom its backgrounds have restricted the disk, one after the other. */
  readonly accessLevels: unknown[] = [];
  /** Where whoever removes the extension is led; null where it has never said. */
  wayOut: string | null = null;
  /** Opens the popup without a press; some browsers do not. */
  openPopup: () => void = () => undefined;
  #life: Life | null = null;
  /** After how many ms the alarm rings again; null where it does not. */
  #alarmPeriod: number | null = null;

  constructor(
    readonly fetch: typeof globalThis.fetch,
    /** A phone has no windows, no menu of a button, and opens no popup by itself. */
    readonly how = { hasWindows: true, origin: 'ext://pinlink' },
  ) {}

  get state(): State {
    return (this.disk.state as State | undefined) ?? initial.state;
  }

  /** What the popup would show now. */
  get view(): View {
    return viewOf(this.state, Date.now());
  }

  get link(): Held | Refused | null {
    return linkOf(this.state);
  }

  /** The tokens that are saved, each under the identifier of its grant. */
  get secrets(): Map<string, unknown> {
    return new Map(Object.entries(this.disk.secrets ?? {}));
  }

  /** The token of the link; null where there is none. */
  get token(): unknown {
    return this.secrets.get(this.link?.id ?? '') ?? null;
  }

  get isRunning(): boolean {
    return this.#life?.alive ?? false;
  }

  kill(): void {
    this.#life?.kill();
  }

  /** Ends the browser: nothing but its disk is left. */
  quit(): void {
    this.kill();
    this.badge = '';
    this.title = '';
    this.session = {};
    this.windows.clear();
    this.alarmAt = null;
  }

  /** Forgets the timers of lives that are over: they would find nobody. */
  #timer(life: Life): typeof setTimeout {
    const { setTimeout } = globalThis;
    return ((act: () => void, ms: number) =>
      setTimeout(() => life.alive && act(), ms)) as typeof setTimeout;
  }

  /** Starts the background, if it is not running, as the browser does for any event. */
  async start(): Promise<Life> {
    if (this.#life?.alive) return this.#life;
    const life = new Life();
    this.#life = life;
    vi.resetModules();
    vi.unstubAllGlobals();
    vi.stubGlobal('setTimeout', this.#timer(life));
    vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) =>
      this.#step(life, () => this.fetch(...request)),
    );
    vi.stubGlobal('addEventListener', (name: string, listener: () => void) =>
      life.on(name).addListener(listener),
    );
    vi.doMock('webextension-polyfill', () => ({ default: this.#browser(life) }));
    await import('../../src/background/index.ts');
    return life;
  }

  /** What happens in the browser, to a background that it starts for it if need be. */
  async happen(name: string, ...details: unknown[]): Promise<void> {
    const life = await this.start();
    for (const listener of life.listeners.get(name) ?? []) listener(...details);
    await this.settle();
  }

  /** A command or a question of the popup. Resolves with the answer, or when the background has died of it. */
  async tell(message: Command | Question): Promise<unknown> {
    const life = await this.start();
    const [listener] = life.listeners.get('onMessage') ?? [];
    const sender = { id: 'pinlink', url: `${this.how.origin}/popup.html` };
    const answer = await Promise.race([listener?.(message, sender), life.end]);
    await this.settle();
    return answer;
  }

  /**
   * A request of a page, by which somebody approves a pin on Plex's page unless it is said to be
   * another. The browser starts the background only for those that it wants to hear of.
   */
  async hear(request: Partial<PageRequest> = {}): Promise<void> {
    const url = 'https://clients.plex.tv/api/v2/pins/link';
    const isNamed = 'initiator' in request || 'originUrl' in request;
    const from = isNamed ? {} : { initiator: 'https://app.plex.tv' };
    const whole = { url, method: 'PUT', type: 'xmlhttprequest', ...from, ...request };
    const life = this.#life ?? (await this.start());
    if (life.wants(whole)) await this.happen('onCompleted', whole);
  }

  /** The user closes the window that was opened for the approval. */
  async closeWindow(): Promise<void> {
    const [id] = this.windows.keys();
    if (id === undefined) return;
    this.windows.delete(id);
    await this.happen('onRemoved', id);
  }

  /** Lets time pass, second by second, and the alarm ring. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) await this.passShort(1_000);
  }

  /** Lets so many ms pass, after which the alarm rings if it is due. */
  async passShort(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    await this.settle();
    if (this.alarmAt === null || Date.now() < this.alarmAt) return;
    this.alarmAt = this.#alarmPeriod === null ? null : Date.now() + this.#alarmPeriod;
    await this.happen('onAlarm', { name: 'wake' });
  }

  /** Lets a long time pass, from one alarm to the next. */
  async passLong(hours: number): Promise<void> {
    const end = Date.now() + hours * 3_600_000;
    await this.#passAlarms(() => end);
    await vi.advanceTimersByTimeAsync(Math.max(end - Date.now(), 0));
    await this.settle();
  }

  /** Lets time pass until no alarm is left to ring within hours: one a day is no work. */
  async rest(): Promise<void> {
    await this.settle();
    await this.#passAlarms(() => Date.now() + 7_200_000);
  }

  /** Lets each alarm ring that is to ring before a time, which may move. */
  async #passAlarms(end: () => number): Promise<void> {
    while (this.alarmAt !== null && this.alarmAt < end()) {
      await vi.advanceTimersByTimeAsync(Math.max(this.alarmAt - Date.now(), 0));
      await this.pass(1);
    }
  }

  /** Sets the clock by so many ms. What was to come in a while comes in that while all the same. */
  setClock(ms: number): void {
    vi.setSystemTime(Date.now() + ms);
    if (this.alarmAt !== null) this.alarmAt += ms;
  }

  /** Lets everything that needs no time happen: until a few turns have gone by without a step. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 4; quiet += 1) {
      const before = this.steps;
      await vi.advanceTimersByTimeAsync(0);
      await setImmediate();
      if (this.steps !== before) quiet = 0;
    }
  }

  async #step<Value>(life: Life, act: () => Value | Promise<Value>): Promise<Value> {
    if (!life.alive) return never();
    this.steps += 1;
    const isLast = this.killAt?.step === this.steps;
    if (isLast && this.killAt?.when === 'before') life.kill();
    if (!life.alive) return never();
    if (this.refuses) throw new Error('No.');
    const value = await act();
    if (isLast) life.kill();
    return life.alive ? value : never();
  }

  #browser(life: Life) {
    const step = <Value>(act: () => Value) => this.#step(life, act);
    return {
      runtime: {
        id: 'pinlink',
        getURL: (path: string) => `${this.how.origin}/${path}`,
        // The build adds the version.
        getManifest: () => ({ ...manifest, version: '1.2.3' }),
        getContexts: () => step(() => (this.isPopupOpen ? [{ contextType: 'POPUP' }] : [])),
        sendMessage: () =>
          step(() => {
            if (!this.isPopupOpen) throw new Error('Receiving end does not exist.');
            this.isPopupOpen = false;
          }),
        setUninstallURL: (url: string) =>
          step(() => {
            this.wayOut = url;
          }),
        onMessage: life.on('onMessage'),
        onStartup: life.on('onStartup'),
        onInstalled: life.on('onInstalled'),
        get lastError() {
          return life.readError();
        },
      },
      storage: {
        local: {
          ...this.#area(life, () => this.disk),
          setAccessLevel: ({ accessLevel }: { accessLevel: string }) =>
            step(() => void this.accessLevels.push(accessLevel)),
        },
        session: this.#area(life, () => this.session),
      },
      alarms: {
        create: (_: string, { delayInMinutes, periodInMinutes }: AlarmTimes) =>
          step(() => {
            this.alarmAt = Date.now() + alarmMs(delayInMinutes);
            this.#alarmPeriod = periodInMinutes === undefined ? null : alarmMs(periodInMinutes);
          }),
        clear: () =>
          step(() => {
            this.alarmAt = null;
          }),
        onAlarm: life.on('onAlarm'),
      },
      ...(this.how.hasWindows
        ? { windows: this.#windows(life), contextMenus: this.#contextMenus(life) }
        : {}),
      tabs: this.#tabs(life, this.how.hasWindows ? this.windows : this.tabs),
      permissions: {
        contains: () => step(() => this.isAllowed),
        onAdded: life.on('permissionAdded'),
        onRemoved: life.on('permissionRemoved'),
      },
      webRequest: { onCompleted: life.on('onCompleted') },
      action: {
        setBadgeText: ({ text }: { text: string }) =>
          step(() => {
            this.badge = text;
          }),
        setBadgeBackgroundColor: () => step(() => undefined),
        setTitle: ({ title }: { title: string }) =>
          step(() => {
            this.title = title;
          }),
        ...(this.how.hasWindows ? { openPopup: () => step(() => this.openPopup()) } : {}),
      },
      i18n: { getMessage: (key: string) => key },
    };
  }

  /** The items of the button's menu: what is made twice is an error, of which only a callback is told. */
  #contextMenus(life: Life) {
    return {
      create: ({ id, ...item }: MenuItem & { id: string }, created: () => void) => {
        const isThere = () => {
          if (this.menu.has(id)) return true;
          this.menu.set(id, item);
          return false;
        };
        void this.#step(life, isThere).then(failed => {
          if (failed && !life.failWith(`There is ${id} already.`, created)) this.faults.push(id);
          else if (!failed) created();
        });
      },
      update: (id: string, item: MenuItem) =>
        this.#step(life, () => {
          if (!this.menu.has(id)) throw new Error(`There is no ${id}.`);
          this.menu.set(id, { ...this.menu.get(id), ...item });
        }),
      onClicked: life.on('onClicked'),
    };
  }

  /** The one in which the popup is, and those that were opened: each with one tab, of the same number. */
  #windows(life: Life) {
    const step = <Value>(act: () => Value) => this.#step(life, act);
    return {
      getLastFocused: () => step(() => ({ id: mainWindow })),
      get: () => step(() => ({ focused: true })),
      update: () => step(() => undefined),
      create: async (how: { url: string }) => {
        const tab = await this.#tabs(life, this.windows).create(how);
        return { tabs: [tab] };
      },
      onRemoved: life.on('onRemoved'),
    };
  }

  /** Where pages are. Addresses are seen of Plex's pages alone. */
  #tabs(life: Life, tabs: Map<number, string>) {
    const at = (id: number): string => {
      const url = tabs.get(id);
      if (url === undefined) throw new Error('It is not there.');
      return url;
    };
    const seen = (url: string) =>
      manifest.host_permissions.some(host => url.startsWith(host.slice(0, -1))) ? { url } : {};
    const step = <Value>(act: () => Value) => this.#step(life, act);
    return {
      create: async ({ url }: { url: string }) => {
        if (this.windowsOpenLate) await new Promise(resolve => setTimeout(resolve, 1_000));
        return step(() => {
          const id = tabs.size + 1;
          tabs.set(id, url);
          return { id };
        });
      },
      get: (id: number) => step(() => ({ active: true, windowId: id, ...seen(at(id)) })),
      update: (id: number, { url }: { url?: string }) => step(() => tabs.set(id, url ?? at(id))),
      remove: (id: number) => step(() => void (at(id) && tabs.delete(id))),
    };
  }

  #area(life: Life, area: () => Record<string, unknown>) {
    return {
      get: (keys?: string | string[] | null) =>
        this.#step(life, () => {
          const known = [keys ?? Object.keys(area())].flat().filter(key => key in area());
          return structuredClone(Object.fromEntries(known.map(key => [key, area()[key]])));
        }),
      set: (values: Record<string, unknown>) =>
        this.#step(life, () => {
          if (this.diskIsFull) throw new Error('The disk is full.');
          Object.assign(area(), structuredClone(values));
        }),
      remove: (keys: string | string[]) =>
        this.#step(life, () => {
          for (const key of [keys].flat()) delete area()[key];
        }),
    };
  }
}
