import { addressOf } from '../../catalogue/address.ts';
import type { Server } from '../../protocol.ts';

/** An address that a tool may be given, of a server of the account's own. */
export interface Choice {
  /** What names it on the page. */
  readonly id: string;
  readonly server: string;
  readonly address: string;
  readonly machineIdentifier: string;
  readonly isRemote: boolean;
  /** Whether it may lead nowhere but inside Docker. */
  readonly isDockerBridge: boolean;
}

/** What stands for an address that is typed. */
export const typedChoice = 'typed';

/** What was chosen: the name of a choice, or null before anything was; and what was typed. */
export interface Chosen {
  readonly picked: string | null;
  readonly typed: string;
}

export const nothingChosen: Chosen = { picked: null, typed: '' };

/** The longest address that is typed, UTF-16 units. */
export const longestAddress = 300;

/** The longest name of a choice, UTF-16 units. */
export const longestPicked = 2 * longestAddress;

/** The addresses to choose from, the best first; those of Docker's bridges come last of all. */
export function choicesOf(servers: readonly Server[]): Choice[] {
  const all = servers.filter(({ owner }) => owner === null).flatMap(choicesOfOne);
  return [
    ...all.filter(({ isDockerBridge }) => !isDockerBridge),
    ...all.filter(({ isDockerBridge }) => isDockerBridge),
  ];
}

function choicesOfOne({ name, machineIdentifier, addresses }: Server): Choice[] {
  return addresses.flatMap(({ address: listed, kind, isDockerBridge }) => {
    const address = addressOf(listed);
    if (address === null) return [];
    const id = `${machineIdentifier} ${address}`;
    const isRemote = kind.startsWith('remote');
    return { id, server: name, address, machineIdentifier, isRemote, isDockerBridge };
  });
}

/** Servers that are others' to give away: most tools work for their owners alone. */
export function sharedOf(servers: readonly Server[]): Server[] {
  return servers.filter(({ owner }) => owner !== null);
}

/** The choice that holds: the best one where none, or none that is there, was chosen; null where one is typed. */
export function choiceOf(choices: readonly Choice[], { picked }: Chosen): Choice | null {
  if (picked === typedChoice) return null;
  return choices.find(({ id }) => id === picked) ?? choices[0] ?? null;
}

/** What goes into the tool's form: the address, and the server it leads to. */
export function placeOf(
  servers: readonly Server[],
  chosen: Chosen,
): { address: string | null; machineIdentifier: string | null } {
  const choice = choiceOf(choicesOf(servers), chosen);
  if (choice !== null) return choice;
  // Whatever leads there, somebody with one server means that one.
  const [own, another] = servers.filter(({ owner }) => owner === null);
  const machineIdentifier = another === undefined ? (own?.machineIdentifier ?? null) : null;
  return { address: addressOf(chosen.typed), machineIdentifier };
}

/** The usual port of Plex, which says nothing to anybody. */
const usualPort = '32400';

/** An address in short, to tell it from the others in a list: the IP address, where it has one. */
export function shortAddress(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  const end = port === usualPort || port === '' ? '' : `:${port}`;
  // A name of plex.direct begins with the IP address that it stands for.
  const [, ip] = /^([\da-f-]+)\.[\da-f]+\.plex\.direct$/.exec(hostname) ?? [];
  if (ip !== undefined) return `${ipOf(ip, end !== '')}${end} · plex.direct`;
  return `${protocol === 'https:' ? 'https://' : ''}${hostname}${end}`;
}

/** The IP address whose numbers have dashes between them; before a port, one of many is in brackets. */
function ipOf(dashed: string, hasPort: boolean): string {
  if (/^\d+(?:-\d+){3}$/.test(dashed)) return dashed.replaceAll('-', '.');
  const ipv6 = dashed.replaceAll('-', ':');
  return hasPort ? `[${ipv6}]` : ipv6;
}
