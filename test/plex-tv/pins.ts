import type { CodeKind, Mint } from './mint.ts';
import type { Settings } from './settings.ts';
import type { Account, Device, Token, Tokens } from './tokens.ts';

/** A pin. Times are epoch ms on plex.tv's clock. */
export interface Pin extends Device {
  readonly id: number;
  readonly code: string;
  readonly strong: boolean;
  readonly createdAt: number;
  expiresAt: number;
  /** What the user said at the approval page or the link page. */
  answer: Token | 'denied' | null;
}

/** Every pin that was ever made, and what becomes of it. */
export class Pins {
  readonly all: Pin[] = [];

  constructor(
    readonly settings: Settings,
    readonly tokens: Tokens,
    readonly now: () => number,
    readonly mint: Mint,
  ) {}

  create(device: Device, strong: boolean): Pin {
    const { strongSeconds, shortSeconds } = this.settings;
    const createdAt = this.now();
    const pin: Pin = {
      ...device,
      id: this.mint.firstPin + this.all.length,
      code: this.#newCode(strong ? 'strong' : 'short'),
      strong,
      createdAt,
      expiresAt: createdAt + (strong ? strongSeconds : shortSeconds) * 1_000,
      answer: null,
    };
    this.all.push(pin);
    return pin;
  }

  /** The pin with that id, as long as plex.tv answers for it, to the one who made it. */
  check(id: number, clientIdentifier: string): Pin | undefined {
    const pin = this.all.find(candidate => candidate.id === id);
    if (pin?.clientIdentifier !== clientIdentifier || pin.answer === 'denied') return undefined;
    return this.#isOver(pin) && !this.#outlives(pin) ? undefined : pin;
  }

  /** The pin with that code that can be approved still. Codes are typed in either case. */
  open(code: string): Pin | undefined {
    const pin = this.withCode(code);
    return pin?.answer === null && !this.#isOver(pin) ? pin : undefined;
  }

  withCode(code: string): Pin | undefined {
    const sought = code.trim().toLowerCase();
    return this.all.find(pin => pin.code.toLowerCase() === sought);
  }

  approve(pin: Pin, account: Account): void {
    const { id, code, strong, createdAt, expiresAt, answer, ...device } = pin;
    const again = this.settings.sameToken ? this.tokens.again(account) : undefined;
    pin.answer = again ?? this.tokens.issue(account, device, this.mint.token(id));
  }

  #isOver(pin: Pin): boolean {
    return this.now() >= pin.expiresAt;
  }

  #outlives(pin: Pin): boolean {
    const { expiredPins, forgetClaimedPins } = this.settings;
    return pin.answer === null ? expiredPins === 'pending' : !forgetClaimedPins;
  }

  #newCode(kind: CodeKind): string {
    const code = this.mint.code(kind);
    return this.withCode(code) === undefined ? code : this.#newCode(kind);
  }
}
