import { readFileSync } from 'node:fs';
import {
  accountFields,
  accountJson,
  deviceFields,
  pinFields,
  pinJson,
  publicAddress,
} from './dialects.ts';
import { json, type Reply, type Request, sayingInHeaders, wantsJson, xml } from './exchange.ts';
import type { Pin, Pins } from './pins.ts';
import { oddAnswer, refuse, refuseToken } from './refusals.ts';
import { resourceFields } from './resources.ts';
import { type Settings, usual } from './settings.ts';
import { deviceOf, makeAccount, type Token, type Tokens } from './tokens.ts';
import { element, xmlDocument } from './xml.ts';

const avatar = readFileSync(new URL('avatar.png', import.meta.url));

type Handler = (request: Request, id: string) => Reply;

/** The API of plex.tv and clients.plex.tv: pins, account, resources and devices. */
export class Api {
  readonly #routes: readonly [method: string, path: RegExp, handler: Handler][] = [
    ['POST', /^\/api\/v2\/pins$/, request => this.#createPin(request)],
    ['GET', /^\/api\/v2\/pins\/info$/, request => this.#pinInfo(request)],
    ['PUT', /^\/api\/v2\/pins\/link$/, request => this.#linkPin(request)],
    ['GET', /^\/api\/v2\/pins\/(\d+)$/, (request, id) => this.#checkPin(request, id)],
    ['GET', /^\/api\/v2\/user$/, request => this.#user(request)],
    ['DELETE', /^\/api\/v2\/users\/signout$/, request => this.#signOut(request)],
    ['GET', /^\/api\/v2\/ping$/, request => this.#ping(request)],
    ['GET', /^\/api\/v2\/resources$/, request => this.#resources(request)],
    ['GET', /^\/devices\.xml$/, request => this.#devices(request)],
    ['DELETE', /^\/devices\/(\d+)\.xml$/, (request, id) => this.#removeDevice(request, id)],
  ];

  /** Somebody who gets what is approved, where it is set so, although nobody has asked them. */
  readonly #stranger = makeAccount(99, 'Mallory Example');

  constructor(
    readonly settings: Settings,
    readonly pins: Pins,
    readonly tokens: Tokens,
    readonly now: () => number,
  ) {}

  /** The answer, or undefined where the API has nothing at that path. */
  answer(asked: Request): Reply | undefined {
    const request = sayingInHeaders(asked);
    if (/^\/users\/[^/]+\/avatar$/.test(request.path)) return this.#avatar();
    for (const [method, path, handler] of this.#routes) {
      const match = path.exec(request.path);
      if (match === null || method !== request.method) continue;
      if (identifierOf(request) === '') return refuse(request, 'noClientIdentifier');
      return handler(request, match[1] ?? '');
    }
    return undefined;
  }

  #avatar(): Reply {
    return this.settings.avatars === 'here'
      ? { status: 200, headers: { 'Content-Type': 'image/png' }, body: avatar }
      : { status: 302, headers: { Location: 'https://avatars.example/ada.png' } };
  }

  #createPin(request: Request): Reply {
    const strong = request.query.strong ?? parameter(request, 'strong');
    return this.#pin(request, 201, this.pins.create(deviceOf(request.headers), strong === 'true'));
  }

  #checkPin(request: Request, id: string): Reply {
    const pin = this.pins.check(Number(id), identifierOf(request));
    return pin === undefined ? refuse(request, 'codeNotFound') : this.#pin(request, 200, pin);
  }

  /** Who asks, for the page that asks the user: the pin without its secret. */
  #pinInfo(request: Request): Reply {
    return this.#signedIn(request, () => {
      const pin = this.pins.open(request.query.code ?? '');
      if (pin === undefined) return refuse(request, 'codeNotFound');
      const { product, clientIdentifier } = pin;
      const told = pinFields(this.settings, pin, this.now());
      const fields = { ...told, product, clientIdentifier, authToken: null };
      return wantsJson(request)
        ? json(200, JSON.stringify(fields))
        : xml(200, xmlDocument(element('pin', fields)));
    });
  }

  #linkPin(request: Request): Reply {
    return this.#signedIn(request, ({ account }) => {
      const pin = this.pins.open(parameter(request, 'code'));
      if (pin === undefined) return refuse(request, 'codeNotFound');
      const { approvedFor, approvalStatus } = request.fromPage ? usual : this.settings;
      this.pins.approve(pin, approvedFor === 'asker' ? account : this.#stranger);
      return { status: approvalStatus };
    });
  }

  #user(request: Request): Reply {
    return this.#signedIn(request, token =>
      wantsJson(request)
        ? json(200, accountJson(this.settings.dialect, token))
        : xml(200, xmlDocument(element('user', accountFields(token)))),
    );
  }

  #signOut(request: Request): Reply {
    const { signOut } = this.settings;
    const usually = this.#signedIn(request, token => {
      if (signOut === 'usual' || signOut.ends) token.alive = false;
      return { status: 204 };
    });
    return signOut === 'usual' ? usually : oddAnswer(signOut);
  }

  #ping(request: Request): Reply {
    return this.#signedIn(request, () =>
      wantsJson(request)
        ? json(200, '{"pong":true}')
        : xml(200, xmlDocument(element('response', { pong: true }))),
    );
  }

  #resources(request: Request): Reply {
    return this.#signedIn(request, token => {
      const resources = resourceFields(this.settings, token, request.query);
      if (wantsJson(request)) return json(200, JSON.stringify(resources));
      const elements = resources.map(fields => element('resource', fields));
      return xml(200, xmlDocument(element('resources', {}, elements)));
    });
  }

  #devices(request: Request): Reply {
    return this.#signedIn(request, asker => {
      const devices = this.#told(asker)
        .filter(({ used }) => used || this.settings.devicesListed === 'atOnce')
        .map(token => element('Device', deviceFields(this.settings, token)));
      const about = { publicAddress, size: devices.length };
      return xml(200, xmlDocument(element('MediaContainer', about, devices)));
    });
  }

  #told(asker: Token): Token[] {
    const { devicesTold, endedDevices } = this.settings;
    const account = devicesTold === 'foreign' ? this.#stranger : asker.account;
    const all = endedDevices === 'gone' ? this.#authorized(account) : this.#everAuthorized(account);
    return devicesTold === 'cut' ? all.slice(0, all.indexOf(asker)) : all;
  }

  #removeDevice(request: Request, id: string): Reply {
    return this.#signedIn(request, ({ account }) => {
      const token = this.#authorized(account).find(({ deviceId }) => deviceId === Number(id));
      if (token === undefined) return { status: 404 };
      token.alive = false;
      return { status: this.settings.removalStatus };
    });
  }

  #authorized(account: Token['account']): Token[] {
    return this.#everAuthorized(account).filter(({ alive }) => alive);
  }

  #everAuthorized(account: Token['account']): Token[] {
    return this.tokens.all.filter(token => token.account === account);
  }

  #signedIn(request: Request, answer: (token: Token) => Reply): Reply {
    const token = this.tokens.find(request.headers['x-plex-token']);
    if (token !== undefined) {
      token.lastSeenAt = this.now();
      token.used = true;
      return answer(token);
    }
    return refuseToken(request, this.settings);
  }

  #pin(request: Request, status: number, pin: Pin): Reply {
    return wantsJson(request)
      ? json(status, pinJson(this.settings, pin, this.now()))
      : xml(status, xmlDocument(element('pin', pinFields(this.settings, pin, this.now()))));
  }
}

function identifierOf({ headers }: Request): string {
  return headers['x-plex-client-identifier'] ?? '';
}

/** A parameter from a body that is JSON or a form; empty where there is none. */
function parameter({ headers, body }: Request, name: string): string {
  if (!headers['content-type']?.includes('json')) return new URLSearchParams(body).get(name) ?? '';
  const parsed: unknown = JSON.parse(body);
  return String(Object.entries(parsed ?? {}).find(([key]) => key === name)?.[1] ?? '');
}
