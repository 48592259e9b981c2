import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ToolId } from '../../src/catalogue/tools.ts';
import { readAccount, signOut } from '../../src/plex/account.ts';
import type { Outcome, Plex } from '../../src/plex/ask.ts';
import { clientHeaders } from '../../src/plex/client.ts';
import { endDevice, readDevices } from '../../src/plex/devices.ts';
import { approvePin, checkPin, createPin } from '../../src/plex/pins.ts';
import { addressesOf } from '../../src/plex/server-addresses.ts';
import { readServers } from '../../src/plex/servers.ts';
import { copied, formOf } from '../catalogue/forms.ts';
import { readOf } from '../catalogue/readers.ts';
import { linkApp } from '../plex-tv/ask.ts';
import { loadCtrlPlex } from '../plex-tv/ctrl-plex.ts';
import { fetchTo } from '../plex-tv/fetch-to.ts';
import { type PlexTv, startPlexTv } from '../plex-tv/index.ts';
import { client } from './answers.ts';

// A real client takes the part of the tool: nobody here has written what it does with its token.

let ctrlPlex: Awaited<ReturnType<typeof loadCtrlPlex>>;
let plexTv: PlexTv;
let link: Plex;
let linkToken: string;

beforeAll(async () => {
  ctrlPlex = await loadCtrlPlex();
});

beforeEach(async () => {
  plexTv = await startPlexTv({ resources: ['player', 'server', 'sharedServer'] });
  const fetch = fetchTo(plexTv);
  vi.stubGlobal('fetch', fetch);
  link = { client, fetch, now: Date.now };
  linkToken = await linkApp(plexTv, clientHeaders(client));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await plexTv.close();
});

function valueIn<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** The same plex.tv, asked for a tool's grant. */
function plexForTool(clientIdentifier = 'tool-1', tool = 'Kometa'): Plex {
  return { ...link, client: { ...client, clientIdentifier, tool } };
}

/** A token for a tool, made in the three steps that it takes. */
async function tokenFor(plex: Plex): Promise<string> {
  const { id, code } = valueIn(await createPin(plex, 'strong'));
  expect(valueIn(await approvePin(link, code, linkToken))).toBe('approved');
  const pin = valueIn(await checkPin(plex, id));
  if (typeof pin?.authToken !== 'string') throw new Error('There is no token.');
  return pin.authToken;
}

function toolWith(token: string) {
  return new ctrlPlex.MyPlexAccount(null, '', '', token).connect();
}

describe('a token for a tool', () => {
  test('is the tool’s own, of the same account, and opens what the account has', async () => {
    const token = await tokenFor(plexForTool());
    expect(token).not.toBe(linkToken);
    const account = await toolWith(token);
    const { uuid } = valueIn(await readAccount(link, linkToken));
    expect(account.uuid).toBe(uuid);
    const seen = await account.resources();
    const servers = valueIn(await readServers(link, linkToken));
    expect(seen.filter(({ provides }) => provides === 'server')).toEqual(
      servers.map(({ name, machineIdentifier, isOwned }) =>
        expect.objectContaining({ name, clientIdentifier: machineIdentifier, owned: isOwned }),
      ),
    );
  });

  test('is listed under the tool’s name, and seen again when the tool uses it', async () => {
    const token = await tokenFor(plexForTool());
    const before = valueIn(await readDevices(link, linkToken));
    plexTv.advance(3_600_000);
    const rows = await (await toolWith(token)).devices();
    const after = valueIn(await readDevices(link, linkToken));
    const named = rows.find(row => row.clientIdentifier === 'tool-1');
    expect(named).toMatchObject({ name: 'Kometa (Pinlink)', product: 'Kometa' });
    const ours = (list: typeof after) => list.find(row => row.clientIdentifier === 'tool-1');
    expect(ours(after)?.deviceId).toBe(Number(named?.id));
    const passed = Number(ours(after)?.lastSeenAt) - Number(ours(before)?.lastSeenAt);
    expect(passed).toBeGreaterThanOrEqual(3_600_000);
  });

  test.each(['endDevice', 'signOut'])('is of no use to the tool after %s', async way => {
    const tool = plexForTool();
    const [token, other] = [await tokenFor(tool), await tokenFor(plexForTool('tool-2', 'Homarr'))];
    const account = await toolWith(token);
    const devices = valueIn(await readDevices(link, linkToken));
    const { deviceId } = devices.find(row => row.clientIdentifier === 'tool-1') ?? {};
    if (way === 'endDevice') {
      expect(valueIn(await endDevice(link, Number(deviceId), linkToken))).toBe('ended');
      expect(valueIn(await endDevice(link, Number(deviceId), linkToken))).toBe('gone');
    } else {
      valueIn(await signOut(tool, token));
    }
    await expect(account.resources()).rejects.toMatchObject({ status: 401 });
    await expect(toolWith(token)).rejects.toMatchObject({ status: 401 });
    expect(await readAccount(tool, token)).toMatchObject({ reason: 'unauthorized' });
    expect((await toolWith(other)).username).toBe('ada');
    expect((await toolWith(linkToken)).username).toBe('ada');
  });

  test('of somebody else’s account is known by its owner', async () => {
    plexTv.settings.approvedFor = 'stranger';
    const tool = plexForTool();
    const token = await tokenFor(tool);
    const [owner, ours] = [await readAccount(tool, token), await readAccount(link, linkToken)];
    expect(valueIn(owner).uuid).not.toBe(valueIn(ours).uuid);
    expect((await toolWith(token)).username).toBe('mallory');
  });

  test('is not made of a pin that is claimed, over or unknown', async () => {
    const tool = plexForTool();
    const { code } = valueIn(await createPin(tool, 'strong'));
    expect(valueIn(await approvePin(link, code, linkToken))).toBe('approved');
    expect(valueIn(await approvePin(link, code, linkToken))).toBe('gone');
    const late = valueIn(await createPin(tool, 'short'));
    plexTv.expire(late.code);
    expect(valueIn(await approvePin(link, late.code, linkToken))).toBe('gone');
    expect(valueIn(await approvePin(link, 'nonsense', linkToken))).toBe('gone');
    expect(await approvePin(link, code, 'nonsense')).toMatchObject({ reason: 'unauthorized' });
  });
});

/** Forms in different syntaxes, and where in each its address and its token are. */
const pasted: [id: ToolId, form: string, address: string, token: string][] = [
  ['kometa', 'yaml', 'plex.url', 'plex.token'],
  ['imagemaid', 'env', 'PLEX_URL', 'PLEX_TOKEN'],
  ['python-plexapi', 'ini', 'auth.server_baseurl', 'auth.server_token'],
  ['posterizarr', 'json', 'PlexPart.PlexUrl', 'ApiPart.PlexToken'],
];

describe('what a tool reads of its own file', () => {
  test.each(pasted)(
    '%s, %s: opens the account, and names its server',
    async (id, form, ...keys) => {
      const clientIdentifier = 'tool-1';
      const token = await tokenFor(plexForTool(clientIdentifier));
      const own = valueIn(await readServers(link, linkToken)).find(({ isOwned }) => isOwned);
      if (own === undefined) throw new Error('There is no server.');
      const { machineIdentifier, name } = own;
      const address = addressesOf(own)[0]?.url ?? null;
      const values = { address, token, machineIdentifier, clientIdentifier };
      const text = String(copied(formOf(id, form), values));
      for (const read of readOf(`${id}: ${form}`).readers) {
        const [url, key] = keys.map(path => at(read(text), path));
        const server = await (await toolWith(String(key))).resource(name);
        expect(server.clientIdentifier).toBe(machineIdentifier);
        expect(server.connections.map(({ httpuri }) => httpuri)).toContain(url);
      }
    },
  );
});

/** What stands at such a path in what was read. */
function at(read: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => Reflect.get(Object(part), key), read);
}
