import type { Random } from '../random.ts';
import { forbidden, oddBody, oddToken, oddValue } from './odd.ts';

const statuses = [200, 201, 202, 203, 204, 206, 301, 304, 400, 401, 403, 404, 409, 410, 418, 422];
const types = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json, application/json',
  'application/xml',
  'text/xml',
  'text/html; charset=utf-8',
  'application/xhtml+xml',
  'application/jsonp',
  'application/octet-stream',
  'image/png',
  ';',
  '',
];
const waits = [
  '0',
  '7',
  '-1',
  '1.5',
  '1e9',
  '9'.repeat(400),
  '٣',
  '7, 8',
  'soon',
  'NaN',
  'Infinity',
];
const dates = [
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'Thu, 01 Jan 2026 00:02:00 GMT',
  '+275760-09-13',
];

/** What an answer is before it is sent. */
interface Parts {
  status: number;
  type: string;
  body: string;
  retryAfter: string | null;
}

type Fault = (parts: Parts, random: Random) => void;

/** All that is done to an answer; one or two of them at a time. */
const faults: Readonly<Record<string, Fault>> = {
  field: (parts, random) => {
    parts.body = parts.type.includes('json')
      ? withOddField(parts.body, random)
      : withOddAttribute(parts.body, random);
  },
  prototype: parts => {
    const odd = `{"__proto__":{"authToken":"${forbidden}-proto-1","id":1},`;
    parts.body = parts.body.replace(/^\{/, odd);
  },
  body: (parts, random) => {
    parts.body = oddBody(random);
  },
  cut: (parts, random) => {
    parts.body = parts.body.slice(0, random.between(0, parts.body.length));
  },
  status: (parts, random) => {
    parts.status = random.chance(0.5) ? random.pick(statuses) : random.between(200, 599);
  },
  type: (parts, random) => {
    parts.type = random.pick(types);
  },
  wait: (parts, random) => {
    parts.status = random.pick([429, 429, 503, 401, parts.status]);
    parts.retryAfter = random.pick([...waits, ...dates]);
  },
};

/** The names of the faults, so that whoever plays can say which there were. */
export const faultNames = Object.keys(faults);

/** The right answer with these faults; the network may break while it is read. */
export async function spoil(
  right: Response,
  names: readonly string[],
  random: Random,
): Promise<Response> {
  const type = right.headers.get('content-type') ?? '';
  const parts: Parts = { status: right.status, type, body: await right.text(), retryAfter: null };
  for (const name of names) faults[name]?.(parts, random);
  const headers = new Headers({ 'content-type': latin(parts.type) });
  if (parts.retryAfter !== null) headers.set('retry-after', latin(parts.retryAfter));
  if (random.chance(0.02)) headers.set('content-length', random.pick(['99999999999', '-1', 'x']));
  const isBodyless = [204, 205, 304].includes(parts.status);
  const bytes = new TextEncoder().encode(parts.body);
  const body = random.chance(0.02) ? breaking(bytes) : bytes;
  return new Response(isBodyless ? null : body, { status: parts.status, headers });
}

/** A header has no room for more than a byte each. */
function latin(text: string): string {
  return text.replace(/[^ -~]/g, '?');
}

/** A body that breaks off on its way. */
function breaking(bytes: Uint8Array): ReadableStream {
  return new ReadableStream({
    start: controller => {
      controller.enqueue(bytes.slice(0, bytes.length / 2));
      controller.error(new TypeError('network error'));
    },
  });
}

/** The same JSON with something else in one of its fields, however deep that is. */
function withOddField(body: string, random: Random): string {
  const names = [...body.matchAll(/"(\w+)":/g)];
  if (names.length === 0) return random.chance(0.5) ? oddValue(random) : body;
  const found = random.pick(names);
  const isToken = random.chance(0.3) && body.includes('"authToken":');
  const name = isToken ? 'authToken' : (found[1] ?? '');
  const value = isToken ? oddToken(random) : oddValue(random);
  return body.replace(
    new RegExp(`"${name}":(?:"(?:[^"\\\\]|\\\\.)*"|[\\w.+-]+|\\{[^{}]*\\}|\\[[^[\\]]*\\])`),
    () => `"${name}":${value}`,
  );
}

/** The same XML with something else in one of its attributes, escaped or not. */
function withOddAttribute(body: string, random: Random): string {
  const attributes = [...body.matchAll(/ (\w+)="[^"]*"/g)];
  if (attributes.length === 0) return body;
  const { index, 0: whole, 1: name } = random.pick(attributes);
  const value = oddValue(random).replace(/^"|"$/g, '');
  const written = random.chance(0.5)
    ? value.replace(/[<&"]/g, sign => `&#${sign.charCodeAt(0)};`)
    : value;
  return `${body.slice(0, index)} ${name}="${written}"${body.slice(index + whole.length)}`;
}
