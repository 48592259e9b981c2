import { randomUUID } from 'node:crypto';
import { pageIdentifier } from './exchange.ts';

/** Somebody with a Plex account. */
export interface Account {
  id: number;
  uuid: string;
  username: string;
  title: string;
  friendlyName: string;
  email: string;
  /** Whether it belongs to a Plex Home, and whether somebody else there manages it. */
  home: boolean;
  restricted: boolean;
  hasPass: boolean;
  hasAvatar: boolean;
}

/** Who asks for a token, as they say it of themselves; empty where they do not. */
export interface Device {
  readonly clientIdentifier: string;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly platformVersion: string;
  readonly device: string;
  readonly deviceName: string;
}

/**
 * A token, which is also a device in its account's list of authorized devices. Times are epoch ms on
 * plex.tv's clock.
 */
export interface Token extends Device {
  readonly token: string;
  readonly deviceId: number;
  readonly account: Account;
  readonly createdAt: number;
  lastSeenAt: number;
  /** Whether anybody has asked anything with it. */
  used: boolean;
  alive: boolean;
}

/** A device by the `X-Plex-*` headers of its requests. */
export function deviceOf(headers: Record<string, string>): Device {
  const said = (name: string) => headers[`x-plex-${name}`] ?? '';
  return {
    clientIdentifier: said('client-identifier'),
    product: said('product'),
    version: said('version'),
    platform: said('platform'),
    platformVersion: said('platform-version'),
    device: said('device'),
    deviceName: said('device-name'),
  };
}

export function makeAccount(id: number, friendlyName: string): Account {
  const username = friendlyName.split(' ', 1)[0]?.toLowerCase() ?? '';
  const email = `${username}@example.org`;
  return {
    id,
    uuid: randomUUID().replaceAll('-', ''),
    username,
    title: username,
    friendlyName,
    email,
    home: false,
    restricted: false,
    hasPass: true,
    hasAvatar: true,
  };
}

/** Every token that was ever issued. */
export class Tokens {
  readonly all: Token[] = [];

  constructor(readonly now: () => number) {}

  /**
   * Issues a token with that text. There is one for each account and client identifier: it replaces the one before,
   * whether or not anybody has collected that (source: two reports).
   */
  issue(account: Account, device: Device, text: string): Token {
    const { clientIdentifier } = device;
    for (const token of this.all) {
      if (token.account === account && token.clientIdentifier === clientIdentifier) {
        token.alive = false;
      }
    }
    const now = this.now();
    const issued = {
      ...device,
      token: text,
      createdAt: now,
      lastSeenAt: now,
      deviceId: 1_000 + this.all.length,
      account,
      used: false,
      alive: true,
    };
    this.all.push(issued);
    return issued;
  }

  /**
   * The token that an account has been given before, alive again if it had ended; undefined where
   * there is none. That of its own session on Plex's pages was never given to anybody.
   */
  again(account: Account): Token | undefined {
    const given = this.all.filter(
      token => token.account === account && token.clientIdentifier !== pageIdentifier,
    );
    const token = given.findLast(({ alive }) => alive) ?? given.at(-1);
    if (token !== undefined) token.alive = true;
    return token;
  }

  /** The token that is valid, or undefined. */
  find(token: string | undefined): Token | undefined {
    return this.all.find(issued => issued.token === token && issued.alive);
  }
}
