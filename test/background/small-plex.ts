import { json, notFound } from '../plex/answers.ts';

interface SmallPin {
  readonly id: number;
  readonly code: string;
  readonly endsAt: number;
  authToken: string | null;
}

/** As much of plex.tv as the background talks to, in this process and on this process's clock. */
export class SmallPlex {
  readonly pins: SmallPin[] = [];
  #nextId = 100;
  /** Every token ever given out, and whether it is good. */
  readonly tokens = new Map<string, boolean>();
  readonly #owners = new Map<string, string>();
  /** What was asked, as `GET /api/v2/user`. */
  readonly asked: string[] = [];
  /** Answers in place of plex.tv while it is set. */
  trouble: (() => Response | Promise<Response>) | null = null;

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const method = init.method ?? 'GET';
    this.asked.push(`${method} ${url.pathname}`);
    if (this.trouble !== null) return this.trouble();
    const token = new Headers(init.headers).get('X-Plex-Token') ?? '';
    if (url.pathname === '/api/v2/pins') return this.#create(url.searchParams.has('strong'));
    if (url.pathname.startsWith('/api/v2/pins/')) return this.#read(url.pathname);
    if (!this.tokens.get(token)) return json(401, { errors: [{ code: 1001 }] });
    if (method === 'GET') return json(200, { title: this.#owners.get(token) });
    this.tokens.set(token, false);
    return json(204, null);
  };

  /** The tokens that are good: plex.tv keeps one for each account and client identifier. */
  get alive(): string[] {
    return [...this.tokens].filter(([, isGood]) => isGood).map(([token]) => token);
  }

  /** How far plex.tv's clock is ahead of ours, ms. */
  ahead = 0;

  get #now(): number {
    return Date.now() + this.ahead;
  }

  canApprove(pin: SmallPin): boolean {
    return this.pins.includes(pin) && pin.authToken === null && this.#now < pin.endsAt;
  }

  /** Somebody allows a pin, the newest if none is named, here or on another device. */
  approve(pin = this.pins.at(-1), owner = 'Ada'): void {
    if (pin === undefined || this.#now >= pin.endsAt) throw new Error('There is no pin.');
    if (pin.authToken !== null) return;
    for (const [token, other] of this.#owners) if (other === owner) this.tokens.set(token, false);
    pin.authToken = `token-${pin.id}`;
    this.tokens.set(pin.authToken, true);
    this.#owners.set(pin.authToken, owner);
  }

  /** The user ends all devices under *Authorized Devices*. */
  revoke(): void {
    for (const token of this.tokens.keys()) this.tokens.set(token, false);
  }

  /** The user declines the newest pin, unless it is approved. */
  decline(): void {
    if (this.pins.at(-1)?.authToken === null) this.pins.pop();
  }

  #create(strong: boolean): Response {
    const id = this.#nextId;
    this.#nextId += 1;
    const expiresIn = strong ? 1_800 : 900;
    const code = strong ? `strong${id}` : 'ABCD';
    this.pins.push({ id, code, endsAt: this.#now + expiresIn * 1_000, authToken: null });
    return json(201, { id, code, expiresIn });
  }

  #read(path: string): Response {
    const pin = this.pins.find(({ id }) => path.endsWith(`/${id}`));
    const isOver = pin !== undefined && pin.authToken === null && this.#now >= pin.endsAt;
    if (pin === undefined || isOver) return json(404, notFound);
    const expiresIn = Math.floor((pin.endsAt - this.#now) / 1_000);
    return json(200, { id: pin.id, code: pin.code, authToken: pin.authToken, expiresIn });
  }
}
