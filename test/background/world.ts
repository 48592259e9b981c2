import { afterEach, beforeEach, vi } from 'vitest';
import { Computer } from './computer.ts';
import { SmallPlex } from './small-plex.ts';

/** plex.tv, a computer, and what its user does most often. */
export class World {
  plex = new SmallPlex();
  computer = new Computer(this.plex.fetch);

  /** Begins anew, perhaps with another browser. */
  renew(how = { hasWindows: true, origin: 'ext://pinlink' }): void {
    this.computer.kill();
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
  });
  return world;
}

/** A plex.tv that cannot be reached. */
export const away = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** A plex.tv that has an outage. */
export const outOfOrder = (): Response => new Response('<h1>Sorry</h1>', { status: 503 });
