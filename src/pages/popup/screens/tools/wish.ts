import { type Form, wants } from '../../../../catalogue/entry.ts';
import { type FilledField, type Snippet, snippet, textOf } from '../../../../catalogue/snippet.ts';
import { askForToolToken, type Server } from '../../../../protocol.ts';
import { type Chosen, placeOf } from '../../server-choice.ts';
import type { Servers } from './servers.ts';

/** What somebody wants of a tool's token: in which form, and with which address. */
export interface Wish {
  /** The tool's grant. */
  readonly id: string;
  readonly form: Form;
  readonly servers: Servers;
  readonly chosen: Chosen;
}

/** Stands for the token where only dots are shown: a word that no format has to quote. */
const dummy = 'x'.repeat(20);

/** Whether a form has a place for something of a server. */
export function wantsServer(form: Form): boolean {
  return wants(form, 'address') || wants(form, 'machineIdentifier');
}

/** What to show, as far as the servers are known; without a token, it is to be hidden by dots. */
export function snippetFor(wish: Wish, token: string | null): Snippet {
  return filled(wish, wish.servers.known ?? [], token ?? dummy);
}

/** What *Copy* copies: the whole text, or of fields the one that is secret. */
export async function readAll(wish: Wish): Promise<string> {
  const made = await readSnippet(wish);
  if (made.kind === 'text') return textOf(made.parts);
  return made.fields.flatMap(field => (field.kind === 'secret' ? [field.text] : [])).join('');
}

/** What the button of one field copies. Who gets the token counts as having it: it is asked for that alone. */
export async function readField(wish: Wish, label: string): Promise<string> {
  const servers = await wish.servers.answered();
  const known = fieldOf(filled(wish, servers, dummy), label);
  const isSecret = known?.kind === 'secret';
  const field = isSecret
    ? fieldOf(filled(wish, servers, await readToolToken(wish.id)), label)
    : known;
  return field === undefined || field.kind === 'switch' ? '' : field.text;
}

function fieldOf(made: Snippet, label: string): FilledField | undefined {
  return made.kind === 'fields' ? made.fields.find(one => one.label === label) : undefined;
}

/** @throws where the background has no such token any more, or does not answer */
export async function readToolToken(id: string): Promise<string> {
  const token = await askForToolToken(id);
  if (token === null) throw new Error('There is no token.');
  return token;
}

/** The token comes last: whoever goes away before that has none, and it is ended. */
async function readSnippet(wish: Wish): Promise<Snippet> {
  const servers = await wish.servers.answered();
  return filled(wish, servers, await readToolToken(wish.id));
}

function filled({ id, form, chosen }: Wish, servers: readonly Server[], token: string): Snippet {
  const { address, machineIdentifier } = placeOf(servers, chosen);
  return snippet(form, { address, machineIdentifier, token, clientIdentifier: id });
}
