import fc from 'fast-check';
import { raw } from './answers.ts';

/** Stands in every text of every answer, in its names and in its errors: it is found again anywhere. */
export const marker = 'MaRkEr';

/** The pin that is asked for. */
export const pinId = 308667304;

const hostileText = fc
  .oneof(
    fc.constantFrom(
      '',
      'abcd',
      '-token.1',
      '\n',
      '\u202E',
      '\uD83D',
      '@example.org',
      'x'.repeat(5_000),
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map(text => `${marker}${text}`);

const hostileValue = fc.oneof(
  hostileText,
  hostileText.map(text => `https://${text}`),
  fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 876, 1e300, -1e300, pinId, [], {}, '', ' '),
  hostileText.map(text => [text]),
  fc.dictionary(hostileText, hostileText, { maxKeys: 2 }),
  fc.record({ city: hostileText, country: hostileText, active: hostileText, code: hostileText }),
);

/** Every field that anybody reads, with anything in it. */
const fields = [
  'id code expiresIn createdAt expiresAt authToken newRegistration location trusted product qr',
  'clientIdentifier uuid friendlyName title username email thumb home restricted subscription errors',
].flatMap(names => names.split(' '));

const hostileObject = fc.record(Object.fromEntries(fields.map(field => [field, hostileValue])), {
  requiredKeys: [],
});

/** Nearly a pin and an account, so that much of it is read: only a few of the fields are hostile. */
const nearly = fc
  .tuple(hostileObject, fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 4 }))
  .map(([hostile, spoilt]) => ({
    id: pinId,
    code: '7RQZ',
    username: marker,
    ...Object.fromEntries(Object.entries(hostile).filter(([field]) => spoilt.includes(field))),
  }));

/** Some of these fields, with anything in them, in place of what should be there. */
function spoilt(right: Record<string, unknown>) {
  const value = fc.oneof({ weight: 3, arbitrary: hostileValue }, fc.constant(undefined));
  return fc
    .dictionary(fc.constantFrom(...Object.keys(right)), value, { maxKeys: 2 })
    .map(wrong => ({ ...right, ...wrong }));
}

const way = { uri: 'https://nas:1', address: 'nas', port: 1, local: true, relay: 0, IPv6: '0' };

/** Nearly an account's servers, each with a token of its own. */
const servers = fc
  .tuple(
    spoilt({
      name: marker,
      provides: 'server',
      clientIdentifier: 's-1',
      owned: 1,
      sourceTitle: null,
      httpsRequired: false,
      accessToken: `token-${marker}`,
    }),
    fc.array(spoilt(way), { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([server, ways, hasWays]) => ({ ...server, ...(hasWays ? { connections: ways } : {}) }));

/** Nearly an account's devices, in XML that is nearly sound. */
const device = fc
  .tuple(
    spoilt({ clientIdentifier: 'd-1', id: 7, lastSeenAt: 1_628_211_599, token: marker }),
    fc.boolean(),
  )
  .map(([fields, isSound]) => {
    const attributes = Object.entries(fields).map(([name, value]) => {
      const text = typeof value === 'string' ? value : `${JSON.stringify(value)}`;
      return ` ${name}="${isSound ? escaped(text) : text}"`;
    });
    return `<Device${attributes.join('')}/>`;
  });

function escaped(text: string): string {
  return text.replace(/[^ -~]|[<&"]/gu, sign => `&#${sign.codePointAt(0)};`);
}

const devices = fc
  .array(device, { maxLength: 2 })
  .map(rows => `<MediaContainer>${rows.join('')}</MediaContainer>`);

const body = fc.oneof(
  { weight: 4, arbitrary: nearly.map(value => JSON.stringify(value)) },
  { weight: 2, arbitrary: hostileObject.map(value => JSON.stringify(value)) },
  fc.array(servers).map(value => JSON.stringify(value)),
  devices,
  hostileText,
  hostileText.map(text => `{"authToken":"${text}`),
  hostileText.map(text => `<!DOCTYPE html><title>${text}</title>`),
  hostileText.map(text => `<?xml version="1.0"?><errors><error m="${text}"/></errors>`),
  hostileText.map(text => JSON.stringify({ errors: [{ code: 1020, message: text }, text] })),
  fc.json({ stringUnit: 'binary' }),
  fc.constant(''),
);

const type = fc.oneof(
  { weight: 3, arbitrary: fc.constant('application/json') },
  { weight: 2, arbitrary: fc.constant('application/xml') },
  fc.constantFrom('text/json', 'text/html', 'image/png', marker, null),
);
const status = fc.oneof(
  fc.constantFrom(200, 201, 202, 204, 401, 404, 422),
  fc.integer({ min: 200, max: 599 }),
);
const retryAfter = fc.option(fc.constantFrom(marker, '9'.repeat(400), '-1', '7'));

/** Lists that are read, for their status and type are right: little else is. */
const lists = fc.oneof(
  fc
    .array(servers, { maxLength: 3 })
    .map(list => ({ type: 'application/json', body: JSON.stringify(list) })),
  devices.map(list => ({ type: 'application/xml', body: list })),
);

/** An answer in which nothing can be trusted, made anew for each request, for it can be read only once. */
export const hostileAnswer = fc
  .oneof(
    { weight: 5, arbitrary: fc.record({ status, type, body, retryAfter }) },
    lists.map(list => ({ ...list, status: 200, retryAfter: null })),
  )
  .map(({ status, type, body, retryAfter }) => () => {
    const response = raw(status, body, type);
    if (retryAfter !== null) response.headers.set('retry-after', retryAfter);
    return response;
  });
