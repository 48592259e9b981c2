import { describe, expect, test } from 'vitest';
import { endDevice, readDevices } from '../../src/plex/devices.ts';
import { json, plexAnswering, raw } from './answers.ts';

/** The row of the documents (source: plex-api notes, «code»: four clients), with other values. */
const row = (fields: Record<string, string> = {}) => {
  const all = {
    name: 'tautulli-docker',
    publicAddress: '192.0.2.2',
    product: 'Tautulli',
    productVersion: 'v2.8.0',
    platform: 'Linux',
    device: 'Linux',
    model: 'Plex OAuth',
    provides: '',
    clientIdentifier: 'tool-1',
    version: 'v2.8.0',
    id: '123456',
    token: 'secret-token-of-the-device',
    createdAt: '1628211590',
    lastSeenAt: '1628211599',
    screenResolution: '',
    ...fields,
  };
  const attributes = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
  return `<Device${attributes.join('')}/>`;
};

const list = (...rows: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<MediaContainer publicAddress="192.0.2.1" size="${rows.length}">
  ${rows.join('\n  ')}
</MediaContainer>
`;

const device = {
  clientIdentifier: 'tool-1',
  deviceId: 123_456,
  lastSeenAt: Date.UTC(2021, 7, 6, 0, 59, 59),
};

async function read(xml: string, type = 'application/xml; charset=utf-8') {
  const outcome = await readDevices(plexAnswering(() => raw(200, xml, type)).plex, 'secret-token');
  expect(JSON.stringify(outcome)).not.toContain('secret');
  return outcome;
}

const unreadable = { ok: false, reason: 'unexpectedBody', status: 200, retryAfter: null };

describe('the devices of an account', () => {
  test('are asked for in XML', async () => {
    const { plex, sent } = plexAnswering(() => raw(200, list(), 'text/xml'));
    expect(await readDevices(plex, 'secret-token')).toEqual({ ok: true, value: [] });
    expect(sent).toMatchObject([
      {
        url: 'https://plex.tv/devices.xml',
        init: {
          method: 'GET',
          credentials: 'omit',
          redirect: 'manual',
          referrerPolicy: 'no-referrer',
          headers: { Accept: 'application/xml', 'X-Plex-Token': 'secret-token' },
        },
      },
    ]);
  });

  test('are read without their tokens, and without their names', async () => {
    const other = row({ clientIdentifier: 'tool-2', id: '7', token: 'secret-2' });
    expect(await read(list(row(), other))).toEqual({
      ok: true,
      value: [device, { ...device, clientIdentifier: 'tool-2', deviceId: 7 }],
    });
  });

  test('are listed each, also where two have one identifier', async () => {
    const value = [device, { ...device, deviceId: 7 }];
    expect(await read(list(row(), row({ id: '7' })))).toEqual({ ok: true, value });
  });

  test.each([
    ['spaces around its id', { id: ' 123456 ' }, {}],
    ['its id as a double', { id: '1.23456E5' }, {}],
    ['an id that is none', { id: 'seven' }, { deviceId: null }],
    ['an empty id', { id: '' }, { deviceId: null }],
    ['a broken id', { id: '1.5' }, { deviceId: null }],
    ['a negative id', { id: '-1' }, { deviceId: null }],
    ['an id of zero', { id: '0' }, { deviceId: null }],
    ['an id that leads elsewhere', { id: '../users/1' }, { deviceId: null }],
    ['an id beyond numbers', { id: '9007199254740993' }, { deviceId: null }],
    ['never been seen', { lastSeenAt: '0' }, { lastSeenAt: null }],
    ['been seen before all time', { lastSeenAt: '-1' }, { lastSeenAt: null }],
    ['been seen at no time', { lastSeenAt: '' }, { lastSeenAt: null }],
    ['been seen at some time', { lastSeenAt: 'lately' }, { lastSeenAt: null }],
    ['been seen at a half', { lastSeenAt: '1628211599.5' }, { lastSeenAt: null }],
    ['been seen first of all', { lastSeenAt: '1' }, { lastSeenAt: 1_000 }],
    ['been seen last of all', { lastSeenAt: '9999999999' }, { lastSeenAt: 9_999_999_999_000 }],
    ['been seen in milliseconds', { lastSeenAt: '10000000000' }, { lastSeenAt: null }],
    [
      'an identifier with entities',
      { clientIdentifier: 'a&amp;&#98;' },
      { clientIdentifier: 'a&b' },
    ],
    [
      'a long identifier',
      { clientIdentifier: 'a'.repeat(200) },
      { clientIdentifier: 'a'.repeat(200) },
    ],
    ['a name in any script', { name: '日本 &quot;😀&quot; &lt;b&gt;' }, {}],
    ['no visible token', { token: '' }, {}],
  ])('are read where one has %s', async (_, fields, known) => {
    expect(await read(list(row(fields)))).toEqual({ ok: true, value: [{ ...device, ...known }] });
  });

  test.each([
    ['no identifier', '<Device id="1" token="secret" lastSeenAt="1628211599"/>'],
    ['an empty identifier', row({ clientIdentifier: '' })],
    ['an identifier that is too long', row({ clientIdentifier: 'a'.repeat(201) })],
    ['an identifier with a space', row({ clientIdentifier: 'a b' })],
    ['an identifier with a line break', row({ clientIdentifier: 'a&#10;b' })],
    ['an identifier in other letters', row({ clientIdentifier: 'é' })],
    ['nothing', '<Device/>'],
    ['another name', row().replace('Device', 'device')],
    ['another name like it', row().replace('<Device', '<DeviceX')],
    ['a place further in', `<Devices>${row({ clientIdentifier: 'tool-3' })}</Devices>`],
    ['no element', 'Device'],
    ['no element, but a comment', `<!-- ${row().replace('--', '')} -->`],
    ['no element, but characters', `<![CDATA[${row()}]]>`],
    ['fields that objects have', '<Device __proto__="tool-3" constructor="tool-3"/>'],
  ])('are read where one has %s, but for that one', async (_, broken) => {
    expect(await read(list(broken, row()))).toEqual({ ok: true, value: [device] });
  });

  test('may have only their identifier', async () => {
    const value = [{ clientIdentifier: 'tool-1', deviceId: null, lastSeenAt: null }];
    expect(await read(list('<Device clientIdentifier="tool-1"/>'))).toEqual({ ok: true, value });
  });

  test('may have parts of their own', async () => {
    const parts = '<Connection uri="http://10.0.0.5:32400"/><SyncList/>';
    const whole = row().replace('/>', `>\n${parts}</Device>`);
    expect(await read(list(whole, row()))).toEqual({ ok: true, value: [device, device] });
  });
});

describe('a list of devices', () => {
  test.each([
    ['text', 'text/xml', list(row())],
    ['a declaration less', 'application/xml', list(row()).replace(/^.*\n/, '')],
    ['a mark at its beginning', 'application/xml', `\uFEFF${list(row())}`],
    ['a type of document', 'application/xml', `<!DOCTYPE MediaContainer>${list(row()).slice(38)}`],
  ])('is read as, or with, %s', async (_, type, xml) => {
    expect(await read(xml, type)).toEqual({ ok: true, value: [device] });
  });

  const expanding = `<!DOCTYPE a [<!ENTITY x "secret"><!ENTITY y "&x;&x;">]>
    <MediaContainer>${row({ name: '&y;' })}</MediaContainer>`;

  test.each([
    ['nothing', ''],
    ['half of it', list(row()).slice(0, -20)],
    ['half of a row', list(row()).slice(0, 300)],
    ['a row without its end', list(row().replace('/>', '>'))],
    ['a field twice', list(row().replace('id="', 'id="1" id="'))],
    ['a field without quotes', list('<Device clientIdentifier=tool-1/>')],
    ['an ampersand alone', list(row({ name: 'a & secret' }))],
    ['an entity that nobody knows', list(row({ name: '&secret;' }))],
    ['entities that it explains itself', expanding],
    ['a control', list(row({ name: 'secret\u0001' }))],
    ['something behind its end', `${list(row())}<a/>`],
    ['a text before it', `secret ${list(row())}`],
    ['another root', list(row()).replaceAll('MediaContainer', 'errors')],
    ['a row alone', row()],
    ['a page', '<html><body>secret</body></html>'],
    ['JSON', '{"MediaContainer":{"Device":[]}}'],
    ['a thousand thousand beginnings', '<a>'.repeat(1_000_000)],
  ])('is none where it is %s', async (_, xml) => {
    expect(await read(xml)).toEqual(unreadable);
  });

  test.each([
    ['JSON', json(200, []), 'unexpectedContentType'],
    ['a page', raw(200, list(row()), 'text/html'), 'unexpectedContentType'],
    ['no type', raw(200, list(row()), null), 'unexpectedContentType'],
    ['another status', raw(201, list(row()), 'text/xml'), 'unexpectedStatus'],
    ['a 404', raw(404, list(row()), 'text/xml'), 'unexpectedStatus'],
    ['Plex’s 401', raw(401, '<errors><error/></errors>', 'text/xml'), 'unauthorized'],
    ['«Invalid token»', raw(422, '<errors>Invalid token</errors>', 'text/xml'), 'unauthorized'],
    ['a 401 of a page', raw(401, '<html/>', 'text/html'), 'unexpectedContentType'],
    ['an outage', raw(502, list(row()), 'text/xml'), 'outage'],
  ])('is none with %s', async (_, answer, reason) => {
    const { status } = answer;
    const outcome = await readDevices(plexAnswering(() => answer).plex, 'secret-token');
    expect(outcome).toEqual({ ok: false, reason, status, retryAfter: null });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  test('is as long as four million characters, and no longer', async () => {
    const ofLength = (length: number) => {
      const end = '</MediaContainer>';
      return `<MediaContainer>${row()}`.padEnd(length - end.length) + end;
    };
    expect(await read(ofLength(4_000_000))).toEqual({ ok: true, value: [device] });
    expect(await read(ofLength(4_000_001))).toEqual(unreadable);
  });

  test('is not told in part: it is of ten thousand devices, or of none', async () => {
    const short = (_: unknown, index: number) => `<Device clientIdentifier="a${index}"/>`;
    const outcome = await read(list(...Array.from({ length: 10_000 }, short)));
    const devices = outcome.ok ? outcome.value : [];
    expect([devices.length, devices.at(-1)?.clientIdentifier]).toEqual([10_000, 'a9999']);
    expect(await read(list(...Array.from({ length: 10_001 }, short)))).toEqual(unreadable);
  });
});

describe('a device is ended', () => {
  const page = '<!doctype html><title>Sign in</title>';

  async function outcomeOf(answer: Response) {
    return endDevice(plexAnswering(() => answer).plex, 123_456, 'secret-token');
  }

  test('by its id, with the token of the account', async () => {
    const { plex, sent } = plexAnswering(() => raw(204, '', null));
    await endDevice(plex, 123_456, 'secret-token');
    expect(sent).toMatchObject([
      {
        url: 'https://plex.tv/devices/123456.xml',
        init: {
          method: 'DELETE',
          credentials: 'omit',
          redirect: 'manual',
          headers: { Accept: 'application/xml', 'X-Plex-Token': 'secret-token' },
        },
      },
    ]);
  });

  test.each([
    ['204', raw(204, '', null)],
    ['200 without a word', raw(200, '', null)],
    ['200 with a list', raw(200, list(row()), 'application/xml')],
    ['200 with nothing of a page', raw(200, ' ', 'text/html')],
    ['200 with a word', raw(200, 'OK', 'text/plain')],
    ['202', raw(202, '', null)],
    ['299 with JSON', json(299, {})],
  ])('as %s says', async (_, answer) => {
    expect(await outcomeOf(answer)).toEqual({ ok: true, value: 'ended' });
  });

  test.each([
    ['nothing', raw(404, '', null)],
    ['nothing of a page', raw(404, '', 'text/html')],
    ['XML', raw(404, '<errors/>', 'application/xml')],
    ['JSON', json(404, { errors: [] })],
  ])('and gone by a 404 with %s', async (_, answer) => {
    expect(await outcomeOf(answer)).toEqual({ ok: true, value: 'gone' });
  });

  test.each([
    ['a page', raw(200, page, 'text/html'), 'unexpectedContentType'],
    ['a page that is XML', raw(202, page, 'application/xhtml+xml'), 'unexpectedContentType'],
    ['a page with 404', raw(404, page, 'text/html'), 'unexpectedContentType'],
    ['a word with 404', raw(404, 'Not Found', 'text/plain'), 'unexpectedContentType'],
    ['a word of no type with 404', raw(404, 'Not Found', null), 'unexpectedContentType'],
    ['a redirection', raw(302, '', null), 'unexpectedStatus'],
    ['300', raw(300, '', null), 'unexpectedStatus'],
    ['403', json(403, {}), 'unexpectedStatus'],
    ['410', raw(410, '', null), 'unexpectedStatus'],
    ['Plex’s 401', raw(401, '<errors/>', 'application/xml'), 'unauthorized'],
    ['a 401 without a word', raw(401, '', null), 'bareUnauthorized'],
    ['«Invalid token»', raw(422, '<errors>Invalid token</errors>', 'text/xml'), 'unauthorized'],
    ['a 422 of another kind', raw(422, '<errors/>', 'text/xml'), 'unexpectedStatus'],
    ['an outage', raw(500, page, 'text/html'), 'outage'],
  ])('by no means by %s', async (_, answer, reason) => {
    const { status } = answer;
    const outcome = await outcomeOf(answer);
    expect(outcome).toEqual({ ok: false, reason, status, retryAfter: null });
    expect(JSON.stringify(outcome)).not.toMatch(/secret|Sign/);
  });
});
