import { addressOf, splitAddress } from './address.ts';
import { type Field, type Form, type TextForm, wanted } from './entry.ts';
import { quote } from './quote.ts';

/** What goes into a form. What is null is not known, and its place is left empty. */
export interface Values {
  /** Left out where `addressOf` does not let it through. */
  readonly address: string | null;
  readonly token: string;
  /** Of the server at that address. */
  readonly machineIdentifier: string | null;
  /** The one that the token was made for. */
  readonly clientIdentifier: string;
}

/** A piece of text; the secret can be shown as dots without a change to the rest. */
export interface Part {
  readonly kind: 'text' | 'secret';
  readonly text: string;
}

/** A field of a settings form: what to type into it, or whether to switch it on. */
export type FilledField = { readonly label: string } & (
  | Part
  | { readonly kind: 'switch'; readonly isOn: boolean }
);

/** What a tool is given: one text to paste, or fields whose values are copied one by one. */
export type Snippet =
  | { readonly kind: 'text'; readonly parts: readonly Part[] }
  | { readonly kind: 'fields'; readonly fields: readonly FilledField[] };

/** The values in the form that the tool wants. */
export function snippet(form: Form, values: Values): Snippet {
  // Whoever calls, no line break gets into somebody's file by an address.
  const checked = { ...values, address: addressOf(values.address ?? '') };
  return form.place === 'settings'
    ? { kind: 'fields', fields: form.fields.map(field => fill(field, checked)) }
    : { kind: 'text', parts: write(form, checked) };
}

/** The whole text, for the clipboard. */
export function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

function write({ syntax, lines }: TextForm, values: Values): Part[] {
  // Splits off each `{name}`, together with the quotes around it if there are any.
  const pieces = lines.join('\n').split(/("?\{\w+\}"?)/);
  return pieces.flatMap((piece): Part[] => {
    const name = wanted.find(value => piece.includes(`{${value}}`));
    if (name === undefined) return [{ kind: 'text', text: piece }];
    const { mark, text } = quote(values[name] ?? '', syntax, piece.startsWith('"'));
    const kind = name === 'token' ? 'secret' : 'text';
    return [
      { kind: 'text', text: mark },
      { kind, text },
      { kind: 'text', text: mark },
    ];
  });
}

function fill({ label, value }: Field, { address, token }: Values): FilledField {
  const known = address === null ? null : splitAddress(address);
  switch (value) {
    case 'address':
      return { label, kind: 'text', text: address ?? '' };
    case 'host':
    case 'port':
      return { label, kind: 'text', text: known?.[value] ?? '' };
    case 'isSecure':
      return { label, kind: 'switch', isOn: known?.isSecure ?? false };
    case 'token':
      return { label, kind: 'secret', text: token };
  }
}
