import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { ToolNews } from '../../src/core/state.ts';
import { type Giving, givingOf, type ToolRow, toolRows } from '../../src/core/tool-view.ts';
import { Computer } from './computer.ts';
import { SmallPlex, type Trouble } from './small-plex.ts';

/** plex.tv, a computer, and what its user does most often. */
export class World {
  /** Where a token was told as none may be, by whatever computer there was. */
  readonly leaks: string[] = [];
  plex = new SmallPlex();
  computer = new Computer(this.plex.fetch);

  /** Begins anew, perhaps with another browser. */
  renew(how = { hasWindows: true, origin: 'ext://pinlink' }): void {
    this.computer.kill();
    this.leaks.push(...this.plex.leaks);
    this.plex = new SmallPlex();
    this.computer = new Computer(this.plex.fetch, how);
  }

  /** Approves the newest pin on Plex's page, which is heard. */
  async approve(owner?: string): Promise<void> {
    this.plex.approve(undefined, owner);
    await this.computer.hear();
  }

  /** Links in this browser. */
  async link(owner?: string): Promise<void> {
    await this.computer.tell({ command: 'link', way: 'browser' });
    await this.approve(owner);
  }

  /** Gives a tool access: its token can be copied then, and is named by what is returned. */
  async give(name = 'Kometa', replaces: string | null = null): Promise<string> {
    await this.computer.tell({ command: 'giveAccess', kind: 'other', name, replaces });
    const { giving } = this;
    return giving?.step === 'handed' ? giving.id : 'nothing was handed over';
  }

  /** The same until the tool has its token; returns the name of its access. */
  async handOver(name = 'Kometa', replaces: string | null = null): Promise<string> {
    const id = await this.give(name, replaces);
    await this.computer.tell({ command: 'copied', id });
    await this.computer.tell({ command: 'done', id });
    return id;
  }

  /** The tool that is about to have access, as the popup shows it. */
  get giving(): Giving | null {
    return givingOf(this.computer.state);
  }

  /** The tools as the popup lists them: each with its name, and how its access stands. */
  get tools(): Record<string, ToolRow['access']> {
    const rows = toolRows(this.computer.state).map(({ name, access }) => [name, access]);
    return Object.fromEntries(rows);
  }

  /** What the popup has to tell of tools. */
  get toolNews(): readonly ToolNews[] {
    return this.computer.state.toolNews;
  }

  /** The good tokens that are neither the link's nor of a tool that was given its own, as plex.tv lists them. */
  get strays(): string[] {
    const { state, token } = this.computer;
    const given = state.grants.filter(({ phase }) => phase === 'given').map(({ id }) => id);
    return this.plex.devices
      .filter(device => device.token !== token && !given.includes(device.clientIdentifier))
      .map(({ deviceName }) => deviceName);
  }

  /** What plex.tv is asked while something is done. */
  async askedWhile(act: () => Promise<unknown>): Promise<string[]> {
    const { length } = this.plex.asked;
    await act();
    return this.plex.asked.slice(length);
  }

  /** Somebody looks at an open popup, which says so each second. */
  async look(seconds: number, closely = true): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await this.computer.tell({ command: 'look', closely });
      await this.computer.pass(1);
    }
  }
}

/** A world on a clock of its own, new for each test. */
export function worldOfEachTest(): World {
  const world = new World();
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    world.renew();
  });
  afterEach(() => {
    world.computer.kill();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    // Whatever the test is about: a token goes to plex.tv alone, over HTTPS, in a header.
    expect([...world.leaks.splice(0), ...world.plex.leaks.splice(0)]).toEqual([]);
  });
  return world;
}

/** A plex.tv that cannot be reached. */
export const away = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** A plex.tv that does what it is asked for, but its answers are lost. */
export const lost: Trouble = (_, answer) => {
  answer();
  return away();
};

/** A plex.tv that gives no answer until nobody waits for it any more. */
export const silent = (): Promise<Response> =>
  new Promise((_, reject) => setTimeout(() => reject(new TypeError('It is too late.')), 10_000));

/** A plex.tv that has an outage. */
export const outOfOrder = (): Response => new Response('<h1>Sorry</h1>', { status: 503 });
