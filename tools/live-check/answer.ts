import { rootIn } from './xml.ts';

/** What somebody has answered, as it came. */
export interface Answer {
  readonly status: number;
  /** The content type in lower case and without its parameters; empty where there is none. */
  readonly type: string;
  readonly body: string;
}

/** What a body turns out to be: its content type says so, and it is. */
export type Form = 'no body' | 'JSON' | 'XML' | 'a page' | 'a picture' | 'something else';

/** The forms by the content types that stand for them. */
const forms: Readonly<Record<string, Form>> = {
  'application/json': 'JSON',
  'text/json': 'JSON',
  'application/xml': 'XML',
  'text/xml': 'XML',
  'text/html': 'a page',
};

/** A response as an answer, with these bytes for its body. */
export function answerOf({ status, headers }: Response, bytes: ArrayBuffer): Answer {
  const [type = ''] = (headers.get('content-type') ?? '').split(/[;,]/);
  return { status, type: type.trim().toLowerCase(), body: new TextDecoder().decode(bytes) };
}

/** The value that a body is in JSON; undefined where it is none. */
export function jsonIn({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The exception would quote the body, token and all.
    return undefined;
  }
}

export function formOf(answer: Answer): Form {
  if (answer.body.trim() === '') return 'no body';
  if (answer.type.startsWith('image/')) return 'a picture';
  const form = forms[answer.type] ?? 'something else';
  if (form === 'JSON' && jsonIn(answer) === undefined) return 'something else';
  return form === 'XML' && rootIn(answer.body) === null ? 'something else' : form;
}

/** The text in a field of an answer in JSON; null where there is none. */
export function textIn(answer: Answer, field: string): string | null {
  const value: unknown = Object.entries(jsonIn(answer) ?? {}).find(([key]) => key === field)?.[1];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
