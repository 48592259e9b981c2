import { type Request, requestOf } from '../plex-tv/exchange.ts';
import type { Mint } from '../plex-tv/mint.ts';
import type { Pin } from '../plex-tv/pins.ts';
import { Plex } from '../plex-tv/plex.ts';
import { type Settings, usual } from '../plex-tv/settings.ts';
import { type Account, makeAccount, type Token } from '../plex-tv/tokens.ts';

/** Where a token may be said, in a header. */
const homes: readonly string[] = ['https://plex.tv', 'https://clients.plex.tv'];

/** What comes instead of an answer to a request; `answer` lets plex.tv do what it is asked for all the same. */
export type Trouble = (
  request: Request,
  answer: () => Response,
) => Response | Promise<Response> | null;

/** The stand-in for plex.tv without a net before it: in this process and on this process's clock. */
export class SmallPlex {
  /** How it behaves; a test may change that at any moment. */
  readonly settings: Settings = { ...usual };
  readonly #plex = new Plex(this.settings, countingMint());
  readonly #accounts = new Map<string, Account>();
  /** What was asked, as `GET /api/v2/user`. */
  readonly asked: string[] = [];
  /** The same, with all that was said. */
  readonly requests: Request[] = [];
  /** The addresses to which a token was told as none may be; nobody who is in order fills this. */
  readonly leaks: string[] = [];
  /** Answers in place of plex.tv while it is set, unless it has nothing to say to a request. */
  trouble: Trouble | null = null;

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const { method = 'GET', body } = init;
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = requestOf(method, url, headers, String(body ?? ''));
    this.asked.push(`${method} ${url.pathname}`);
    this.requests.push(request);
    if (this.#tellsToken(url, request)) this.leaks.push(String(url));
    const answer = () => this.#answerTo(request);
    return this.trouble?.(request, answer) ?? answer();
  };

  /** Every pin that was made, the oldest first. */
  get pins(): readonly Pin[] {
    return this.#plex.pins;
  }

  /** Every token ever given out, and whether it is good. */
  get tokens(): Map<string, boolean> {
    return new Map(this.#plex.tokens.map(({ token, alive }) => [token, alive]));
  }

  /** The tokens that are good: plex.tv keeps one for each account and client identifier. */
  get alive(): string[] {
    return [...this.tokens].filter(([, isGood]) => isGood).map(([token]) => token);
  }

  /** The good tokens as plex.tv lists them, the oldest first: as devices, each by its name. */
  get devices(): Pick<
    Token,
    'token' | 'clientIdentifier' | 'deviceName' | 'product' | 'version'
  >[] {
    return this.#plex.tokens.filter(({ alive }) => alive);
  }

  /** How far plex.tv's clock is ahead of ours, ms. */
  get ahead(): number {
    return this.#plex.aheadMs;
  }

  set ahead(ms: number) {
    this.#plex.aheadMs = ms;
  }

  canApprove(pin: Pin): boolean {
    return this.#plex.isOpen(pin.code);
  }

  /** Somebody allows a pin, the newest if none is named, here or on another device. */
  approve(pin = this.pins.at(-1), owner = 'Ada'): void {
    if (pin === undefined) throw new Error('There is no pin.');
    if (pin.answer !== null) return;
    if (!this.canApprove(pin)) throw new Error('The time of the pin is over.');
    this.#plex.approve(pin.code, this.#accountOf(owner));
  }

  /** The user ends a device under *Authorized Devices*, or all of them. */
  revoke(...tokens: string[]): void {
    for (const token of tokens.length > 0 ? tokens : this.alive) this.#plex.revoke(token);
  }

  /** The user declines the newest pin, unless it is approved. */
  decline(): void {
    const pin = this.pins.at(-1);
    if (pin?.answer === null) this.#plex.deny(pin.code);
  }

  /** Whether a token is in the address, or in the header of what does not go to plex.tv over HTTPS. */
  #tellsToken({ origin, href }: URL, { headers, query }: Request): boolean {
    const said = headers['x-plex-token'];
    const known = [...this.tokens.keys(), ...(said ? [said] : [])];
    const inQuery = Object.keys(query).some(name => /token/i.test(name));
    const inAddress = known.some(token => href.includes(encodeURIComponent(token)));
    return inQuery || inAddress || (said !== undefined && !homes.includes(origin));
  }

  #answerTo(request: Request): Response {
    const { status, headers = {}, body = null } = this.#plex.answer(request);
    return new Response(body, { status, headers });
  }

  #accountOf(owner: string): Account {
    const known = this.#accounts.get(owner);
    if (known !== undefined) return known;
    // Where there is no browser, nothing can draw an avatar: it is not even asked for.
    const account = { ...makeAccount(this.#accounts.size + 2, owner), hasAvatar: false };
    this.#accounts.set(owner, account);
    return account;
  }
}

/** Counts where plex.tv draws by chance, so that the same story is the same in every run. */
function countingMint(): Mint {
  let codes = 0;
  return {
    firstPin: 100,
    code(kind) {
      codes += 1;
      return codes.toString().padStart(kind === 'short' ? 4 : 25, '0');
    },
    token: pin => `token-${pin ?? 'of-the-page'}`,
  };
}
