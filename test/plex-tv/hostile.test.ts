import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { api, app, ask } from './ask.ts';
import { type PlexTv, startPlexTv } from './index.ts';

let plexTv: PlexTv;

beforeEach(async () => {
  plexTv = await startPlexTv();
});

afterEach(() => plexTv.close());

test('a page that attacks pins is served, and counts what it does', async () => {
  for (const address of ['https://evil.example/', 'https://evil.example/?pin=308667304']) {
    const answer = await ask(plexTv, 'GET', address, { headers: {} });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(answer.text).toMatch(/<body data-attacks="0">.*document\.body\.dataset\.attacks/s);
    expect(answer.text).toContain('https://clients.plex.tv/api/v2/pins/');
  }
});

test.each([
  ['GET', 'https://plex.tv/'],
  ['GET', 'https://evil.example/auth'],
  ['GET', 'https://evil.example/stand-in/session.js'],
  ['POST', 'https://evil.example/api/v2/pins'],
  ['GET', 'https://evil.example.org/'],
])('neither that page nor anything of Plex is at %s %s', async (method, address) => {
  const answer = await ask(plexTv, method, address);
  expect(answer.status).toBe(404);
  expect(answer.text).not.toContain('attacks');
});

test.each([
  ['Origin', 'https://evil.example'],
  ['Referer', 'https://evil.example/'],
])('what it sends is told from what the extension sends, by its %s', async (name, value) => {
  for (const headers of [{}, app]) {
    const said = { headers: { ...headers, [name]: value } };
    const { headers: told } = await ask(plexTv, 'POST', `${api}/pins/x`, said);
    expect(told).not.toHaveProperty('access-control-allow-origin');
    expect(plexTv.requests.at(-1)).toMatchObject({ fromPage: true });
  }
});

test('the certificate is for its host too', async () => {
  const { port } = plexTv;
  const options = { host: '127.0.0.1', port, servername: 'evil.example' };
  const socket = connect({ ...options, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  expect(socket.getPeerCertificate().subjectaltname).toContain('DNS:evil.example');
  socket.destroy();
});
