import type { Part } from '../../catalogue/snippet.ts';

/** A line of a tool's form as it is shown: its key, and what stands around the token if it has one. */
export interface Line {
  readonly key: string;
  readonly before: string;
  readonly hasToken: boolean;
  readonly after: string;
}

/** No form has it, so it can stand for the token. */
const mark = '\uFFFC';

/** What names a value in YAML, JSON, INI, an environment or a header; or a section of an INI file. */
const keyForm = /^(?:\s*(?:- )?(?:"\w+"|[\w.-]+)\s*(?:=|:(?!\/\/))|\[\w+\]$)/;

/** The lines of a text, without the token: where that stands, the page shows it or dots. */
export function linesOf(parts: readonly Part[]): Line[] {
  const text = parts.map(part => (part.kind === 'secret' ? mark : part.text)).join('');
  return text.split('\n').map(line => {
    const [key = ''] = keyForm.exec(line) ?? [];
    const [before = '', after = ''] = line.slice(key.length).split(mark);
    return { key, before, hasToken: line.includes(mark), after };
  });
}
