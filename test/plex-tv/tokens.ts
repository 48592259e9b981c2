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

/** A token, which is also a device in its account's list of authorized devices. */
export interface Token {
  readonly token: string;
  readonly deviceId: number;
  readonly account: Account;
  readonly clientIdentifier: string;
  readonly product: string;
  readonly deviceName: string;
  alive: boolean;
}

/** Who a token is for. */
export type Device = Pick<Token, 'clientIdentifier' | 'product' | 'deviceName'>;

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
    const issued = {
      ...device,
      token: text,
      deviceId: 1_000 + this.all.length,
      account,
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
