import type { Pin } from './pins.ts';
import type { Dialect, Settings } from './settings.ts';
import type { Token } from './tokens.ts';

export type Fields = Record<string, unknown>;

/** Where a pin was made of which no more is known than its country (source: `code`). */
const country = {
  code: 'VI',
  continent_code: 'NA',
  country: 'United States Virgin Islands',
  european_union_member: true,
  time_zone: 'America/St_Thomas',
  in_privacy_restricted_country: true,
  in_privacy_restricted_region: true,
};

/** Where every pin was made, by an example of Plex's own documents. */
const whole = {
  ...country,
  city: 'Amsterdam',
  postal_code: 802,
  subdivisions: 'Saint Thomas',
  coordinates: '18.3381, -64.8941',
};

/** Where everybody is, as plex.tv sees it. */
export const publicAddress = '192.0.2.7';

const locations = { whole: { location: whole }, country: { location: country }, none: {} };

/** A pin as JSON, at this time. */
export function pinJson(settings: Settings, pin: Pin, now: number): string {
  const { dialect } = settings;
  if (dialect === 'sparse') return JSON.stringify(withoutNull(sparsePin(pin)));
  const fields = pinFields(settings, pin, now);
  if (dialect === 'strings') return JSON.stringify(withStrings(fields));
  return dialect === 'java' ? javaPin(fields) : JSON.stringify(fields);
}

/** The account of a token as JSON. */
export function accountJson(dialect: Dialect, token: Token): string {
  if (dialect === 'sparse') return JSON.stringify({ username: token.account.username });
  const fields = accountFields(token);
  return JSON.stringify(dialect === 'strings' ? withStrings(fields) : fields);
}

/** A pin's fields as plex.tv names them. */
export function pinFields(settings: Settings, pin: Pin, now: number): Fields {
  const { id, code, createdAt, expiresAt } = pin;
  const token = authToken(pin);
  return {
    id,
    code,
    product: settings.product ?? pin.product,
    trusted: settings.trusted,
    qr: `https://plex.tv/api/v2/pins/qr/${code}`,
    ...identifierFields(settings, pin),
    ...locations[settings.location],
    expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1_000)),
    createdAt: isoSeconds(createdAt),
    expiresAt: isoSeconds(expiresAt),
    authToken: token,
    newRegistration: token === null ? null : settings.newRegistration,
  };
}

/**
 * An account's fields, with the token that asks for them: clients go on with what they are told there
 * (source: the code of @ctrl/plex, an example in the tests of python-plexapi).
 */
export function accountFields({ token, account: owner }: Token): Fields {
  const { hasPass, hasAvatar, ...account } = owner;
  return {
    ...account,
    authToken: token,
    thumb: hasAvatar ? `https://plex.tv/users/${account.uuid}/avatar?c=1` : '',
    homeAdmin: false,
    guest: false,
    protected: false,
    subscription: hasPass
      ? { active: true, status: 'Active', plan: 'lifetime' }
      : { active: false, status: 'Inactive', plan: null },
    locale: 'en',
    country: 'NL',
    joinedAt: 1_400_000_000,
  };
}

/** A row of the list of devices: with the token, for it is shown to who has another (source: `code`). */
export function deviceFields({ deviceTokens, deviceTimes }: Settings, token: Token): Fields {
  return {
    name: token.deviceName,
    publicAddress,
    product: token.product,
    productVersion: token.version,
    platform: token.platform,
    platformVersion: token.platformVersion,
    device: token.device,
    model: 'Plex OAuth',
    vendor: '',
    provides: '',
    clientIdentifier: token.clientIdentifier,
    version: token.version,
    id: token.deviceId,
    token: deviceTokens === 'shown' ? token.token : null,
    createdAt: Math.floor(token.createdAt / 1_000),
    lastSeenAt: deviceTimes === 'shown' ? Math.floor(token.lastSeenAt / 1_000) : null,
    screenResolution: '',
    screenDensity: '',
  };
}

function identifierFields(settings: Settings, { clientIdentifier }: Pin): Fields {
  if (settings.clientIdentifier === 'absent') return {};
  const isOwn = settings.clientIdentifier === 'own';
  return { clientIdentifier: isOwn ? clientIdentifier : 'somebody-else' };
}

function authToken({ answer }: Pin): string | null {
  return answer === null || answer === 'denied' ? null : answer.token;
}

function sparsePin(pin: Pin): Fields {
  return { id: pin.id, code: pin.code, authToken: authToken(pin) };
}

/** The older SDK's pin: no nulls, dates with spaces, and an `id` that was a double on its way. */
function javaPin(fields: Fields): string {
  const { id, createdAt, expiresAt, ...others } = fields;
  const dates = { createdAt: javaDate(createdAt), expiresAt: javaDate(expiresAt) };
  const rest = JSON.stringify(withoutNull({ ...others, ...dates }));
  return `{"id":${Number(id).toExponential().replace('e+', 'E')},${rest.slice(1)}`;
}

export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function javaDate(iso: unknown): string {
  return String(iso).replace('T', ' ').replace('Z', ' +0000 UTC');
}

export function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

export function withStrings(fields: Fields): Fields {
  const asString = (value: unknown) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, asString(value)]));
}
