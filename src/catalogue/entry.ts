/**
 * What the catalogue says of a tool. Names are proper names, and keys and labels are the tool's
 * own words; sentences come from the messages.
 */
export type Entry = TokenTaker | SelfSigner | Claim;

interface Named {
  /** In kebab-case. It is stored, so it never changes. */
  readonly id: string;
  readonly name: string;
  /** What people may search for as well: earlier names, short ones. */
  readonly otherNames: readonly string[];
  /** Where what stands here was read: a path in the tool's repository, or an address. */
  readonly source: string;
}

/** A tool that takes a token; one that `doesBoth` can sign in by itself as well. */
interface TokenTaker extends Named {
  readonly kind: 'takesToken' | 'doesBoth';
  /** The account that its token has to be of: the server's owner's, or just no managed user's. */
  readonly needs: 'owner' | 'unmanaged' | 'unsaid';
  /** The ways in which it takes a token; each has a syntax of its own. */
  readonly forms: readonly [Form, ...Form[]];
}

/** A tool that signs in to Plex by itself, and needs no token. */
interface SelfSigner extends Named {
  readonly kind: 'signsIn';
}

/** What a new server wants: a code of Plex's own that lives for four minutes, and no token. */
interface Claim extends Named {
  readonly kind: 'claims';
}

export type Form = TextForm | SettingsForm;

/**
 * A text to paste: as a section of a file, into the entry of a file that is Plex's, over the values
 * that a file has already, among its lines, into an environment, anywhere.
 */
export type TextForm = Written &
  (
    | { readonly place: 'section' | 'entry' | 'values' | 'lines'; readonly file: string }
    | { readonly place: 'environment' | 'anywhere'; readonly file: null }
  );

interface Written {
  readonly syntax: Syntax;
  /**
   * As the tool's own documents have it, with a name in braces for each value. Where that stands
   * in quotes, the value always does; in YAML, another value does where it has to.
   */
  readonly lines: readonly string[];
}

export type Syntax = 'yaml' | 'json' | 'ini' | 'env' | 'header' | 'token';

/** Fields to type into, one by one. */
interface SettingsForm {
  readonly place: 'settings';
  readonly file: null;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly label: string;
  readonly value: 'address' | 'host' | 'port' | 'isSecure' | 'token';
}

/** The values that a form may have a place for; the identifiers are the server's and the token's. */
export const wanted = ['address', 'token', 'machineIdentifier', 'clientIdentifier'] as const;

type Wanted = (typeof wanted)[number];

/** Whether a form has a place for this value. */
export function wants(form: Form, value: Wanted): boolean {
  return form.place === 'settings'
    ? form.fields.some(field => partOf[field.value] === value)
    : form.lines.some(line => line.includes(`{${value}}`));
}

/** The value that each field takes, or takes a part of. */
const partOf: Record<Field['value'], Wanted> = {
  address: 'address',
  host: 'address',
  port: 'address',
  isSecure: 'address',
  token: 'token',
};
