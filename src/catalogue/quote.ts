import type { Syntax } from './entry.ts';

/** A value as it stands in a text: what to write, and the quotes around it, if there are any. */
interface Quoted {
  readonly mark: '"' | '';
  readonly text: string;
}

/**
 * What YAML 1.1 and 1.2 both read as this very text without quotes. It begins with a letter, so it
 * is no number, date or `.inf`, and is longer than every word that means something: `false`, `null`.
 * Nothing at all is plain too: it is YAML's null.
 */
const plainInYaml = /^(?:[a-z](?:[\w.~/[\]-]|:(?!$)){7,})?$/i;

/**
 * Writes a value. YAML and JSON can hold any text. The other formats have no escapes that all of
 * their readers know: what stands there is plain by itself, as addresses and tokens are.
 */
export function quote(value: string, syntax: Syntax, isQuoted: boolean): Quoted {
  switch (syntax) {
    case 'yaml':
      return isQuoted || !plainInYaml.test(value)
        ? { mark: '"', text: escapedInYaml(value) }
        : { mark: '', text: value };
    case 'json':
      return { mark: '"', text: escaped(value) };
    case 'ini':
    case 'env':
    case 'header':
    case 'token':
      return { mark: isQuoted ? '"' : '', text: value };
  }
}

function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/**
 * YAML has the escapes of JSON, and wants more of them: 1.1 takes U+2028 for a line break. Its own
 * `\U` can name any character, where two halves of one would be two characters to PyYAML.
 */
function escapedInYaml(value: string): string {
  return escaped(value).replace(/[^ -~]/gu, character => {
    const number = Number(character.codePointAt(0));
    return `\\U${number.toString(16).padStart(8, '0')}`;
  });
}
