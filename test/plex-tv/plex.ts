import { Api } from './api.ts';
import { html, pageIdentifier, type Reply, type Request } from './exchange.ts';
import { answerHostile } from './hostile.ts';
import { chance, type Mint } from './mint.ts';
import { answerPage, corsHeaders } from './pages.ts';
import { type Pin, Pins } from './pins.ts';
import type { Settings } from './settings.ts';
import { type Account, deviceOf, makeAccount, type Token, Tokens } from './tokens.ts';

/** What plex.tv knows and does, without the net before it. */
export class Plex {
  /** Who is signed in to Plex in every browser that opens its pages. */
  readonly account: Account = makeAccount(1, 'Ada Example');
  readonly #tokens: Tokens;
  readonly #pins: Pins;
  readonly #api: Api;
  readonly #session: Token;
  /** How far its clock is ahead of this computer's, ms. */
  aheadMs = 0;

  constructor(
    readonly settings: Settings,
    mint: Mint = chance,
  ) {
    const now = () => Date.now() + this.aheadMs;
    this.#tokens = new Tokens(now);
    this.#pins = new Pins(settings, this.#tokens, now, mint);
    this.#api = new Api(settings, this.#pins, this.#tokens, now);
    const page = deviceOf({
      'x-plex-client-identifier': pageIdentifier,
      'x-plex-product': 'Plex Web',
      'x-plex-device-name': 'Plex Web',
    });
    this.#session = this.#tokens.issue(this.account, page, mint.token());
  }

  /** Every pin that was made, the oldest first. */
  get pins(): readonly Pin[] {
    return this.#pins.all;
  }

  /** Every token that was issued but the one of the user's own session on Plex's pages. */
  get tokens(): readonly Token[] {
    return this.#tokens.all.filter(token => token !== this.#session);
  }

  /** Lets plex.tv's clock jump, and none but that. */
  advance(ms: number): void {
    this.aheadMs += ms;
  }

  /** Whether the pin with that code can be approved still. */
  isOpen(code: string): boolean {
    return this.#pins.open(code) !== undefined;
  }

  /** Approves the pin with that code, as the pages do when somebody allows it. */
  approve(code: string, account: Account = this.account): void {
    this.#pins.approve(this.#pinWith(code), account);
  }

  deny(code: string): void {
    this.#pinWith(code).answer = 'denied';
  }

  /** Ends the time of a pin. */
  expire(code: string): void {
    this.#pinWith(code).expiresAt = 0;
  }

  /** Makes a token invalid, as its owner does under *Authorized Devices*. */
  revoke(token: string): void {
    const found = this.#tokens.find(token);
    if (found === undefined) throw new Error('There is no such token, or it is revoked already.');
    found.alive = false;
  }

  answer(request: Request): Reply {
    const reply =
      answerHostile(request) ??
      this.#answerPreflight(request) ??
      this.#answerDeny(request) ??
      answerPage(request, this.#session.token) ??
      this.#answerApi(request) ??
      html(404, '<!doctype html><title>Not found</title><h1>Not found</h1>');
    return { ...reply, headers: { ...reply.headers, ...corsHeaders(request) } };
  }

  #answerPreflight({ method }: Request): Reply | undefined {
    return method === 'OPTIONS' ? { status: 204 } : undefined;
  }

  /** What Plex's page asks when its user declines is not known; this much of it is the stand-in's own. */
  #answerDeny({ method, path, body }: Request): Reply | undefined {
    if (method !== 'POST' || path !== '/api/v2/pins/stand-in/deny') return undefined;
    this.deny(new URLSearchParams(body).get('code') ?? '');
    return { status: 204 };
  }

  #answerApi(request: Request): Reply | undefined {
    const isApi = request.host === 'plex.tv' || request.host === 'clients.plex.tv';
    return isApi ? this.#api.answer(request) : undefined;
  }

  #pinWith(code: string): Pin {
    const pin = this.#pins.withCode(code);
    // The code itself is of no use to somebody who reads the error.
    if (pin === undefined) throw new Error('No pin has that code.');
    return pin;
  }
}
