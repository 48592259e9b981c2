import { parse as parseDotenv } from 'dotenv';
import { parse as parseIni } from 'ini';
import { parse as parseYaml } from 'yaml';
import type { Values } from '../../src/catalogue/snippet.ts';

/** How a program would read what was pasted. */
type Reader = (text: string) => unknown;

/** What these tools read with knows YAML 1.1 (PyYAML) or 1.2 (ruamel.yaml). */
const yaml: Reader[] = [text => parseYaml(text), text => parseYaml(text, { version: '1.1' })];

/** Docker takes what stands behind the first `=` as it is. */
const asItIs: Reader = text =>
  Object.fromEntries(
    text.split('\n').map(line => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );

const header: Reader = text => {
  const [name = '', value = ''] = text.split(': ');
  return Object.fromEntries(new Headers({ [name]: value }));
};

const env: Reader[] = [parseDotenv, asItIs];

/** Who reads a form, and what it has to give them. */
interface Read {
  readonly readers: readonly Reader[];
  readonly gives: (values: Values) => unknown;
}

function environment(addressKey: string, tokenKey = 'PLEX_TOKEN'): Read {
  const gives = ({ address, token }: Values) => ({
    [addressKey]: address ?? '',
    [tokenKey]: token,
  });
  return { readers: env, gives };
}

/** Fields are typed into, and read by nobody but the tool. */
function fields(addressLabel: string, tokenLabel: string): Read {
  return { ...environment(addressLabel, tokenLabel), readers: [] };
}

const reads: Record<string, Read> = {
  'kometa: yaml': {
    readers: yaml,
    gives: ({ address: url, token }) => ({ plex: { url, token } }),
  },
  'homepage: yaml': {
    readers: yaml,
    gives: ({ address: url, token: key }) => ({ widget: { type: 'plex', url, key } }),
  },
  'plex-trakt-sync: yaml': {
    readers: yaml,
    gives: ({ address, token, machineIdentifier: id }) => ({
      servers: { default: { token, urls: [address], id } },
    }),
  },
  'watchlistarr: yaml': { readers: yaml, gives: ({ token }) => ({ plex: { token } }) },
  'autopulse: yaml': {
    readers: yaml,
    gives: ({ address, token }) => ({
      targets: { my_plex: { type: 'plex', url: address ?? '', token } },
    }),
  },
  'autoscan: yaml': {
    readers: yaml,
    gives: ({ address: url, token }) => ({ targets: { plex: [{ url, token }] } }),
  },
  'plex-auto-languages: yaml': {
    readers: yaml,
    gives: ({ address, token }) => ({ plexautolanguages: { plex: { url: address ?? '', token } } }),
  },
  'plex-ani-sync: ini': {
    readers: [parseIni],
    gives: ({ address, token }) => ({
      PLEX: { authentication_method: 'direct', base_url: address ?? '', token },
    }),
  },
  'python-plexapi: ini': {
    readers: [parseIni],
    gives: ({ address, token, clientIdentifier }) => ({
      auth: { server_baseurl: address ?? '', server_token: token },
      header: { identifier: clientIdentifier },
    }),
  },
  'posterizarr: json': {
    readers: [text => JSON.parse(text)],
    gives: ({ address, token }) => ({
      ApiPart: { PlexToken: token },
      PlexPart: { PlexUrl: address ?? '' },
    }),
  },
  // Spaces and quotes are its own: Docker would not take them, and is not who reads that file.
  'jellyplex-watched: env': { ...environment('PLEX_BASEURL'), readers: [parseDotenv] },
  'pulsarr: env': {
    readers: env,
    gives: ({ address, token }) => ({
      plexTokens: JSON.stringify([token]),
      plexServerUrl: address ?? '',
    }),
  },
  'prometheus-plex-exporter: env': environment('PLEX_SERVER'),
  'plex-media-server-exporter: env': environment('PLEX_ADDR'),
  'plexist: env': environment('PLEX_URL'),
  'plex-auto-languages: env': environment('PLEX_URL'),
  'imagemaid: env': environment('PLEX_URL'),
  'other: env': environment('PLEX_URL'),
  'python-plexapi: env': {
    readers: env,
    gives: ({ address, token, clientIdentifier }) => ({
      PLEXAPI_AUTH_SERVER_BASEURL: address ?? '',
      PLEXAPI_AUTH_SERVER_TOKEN: token,
      PLEXAPI_HEADER_IDENTIFIER: clientIdentifier,
    }),
  },
  'other: token': { readers: [text => text], gives: ({ token }) => token },
  'other: header': {
    readers: [header],
    gives: ({ token }) => ({ 'x-plex-token': token }),
  },
  'homarr: settings': fields('URL', 'API key'),
  'plexcache-d: settings': fields('PLEX_URL', 'PLEX_TOKEN'),
  'wizarr: settings': fields('Server URL', 'API key'),
  'home-assistant: settings': {
    readers: [],
    gives: ({ address, token }) => {
      if (address === null) return { Host: '', Port: '', 'Use SSL': false, Token: token };
      const { protocol, hostname, port } = new URL(address);
      const usual = protocol === 'https:' ? '443' : '80';
      return {
        Host: hostname,
        Port: port || usual,
        'Use SSL': protocol === 'https:',
        Token: token,
      };
    },
  },
};

/** @throws where nobody is known to read that form */
export function readOf(name: string): Read {
  const read = reads[name];
  if (read === undefined) throw new Error(`Nobody reads ${name}.`);
  return read;
}
