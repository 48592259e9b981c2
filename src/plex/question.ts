import { type Client, clientHeaders } from './client.ts';

/** What is asked of plex.tv. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** The statuses that an answer may have to count. */
  readonly statuses: readonly number[];
  readonly token?: string;
  /** What is said in the body, which is written as a form's. */
  readonly form?: Readonly<Record<string, string>>;
  /** What the answer is to be written in, where that is not JSON. */
  readonly wanted?: 'xml';
  /** The longest answer that is read, where it may be longer than most. */
  readonly longest?: number;
}

/** Every status that says that an order is carried out (RFC 9110, 15.3). */
export const successes: readonly number[] = Array.from({ length: 100 }, (_, index) => 200 + index);

/** The request that asks it: with nothing in it that the browser would add of its own accord. */
export function requestFor(client: Client, question: Question, signal: AbortSignal): RequestInit {
  const { method, form } = question;
  return {
    method,
    headers: headersFor(client, question),
    ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    signal,
    // The user's own plex.tv cookies are none of our business.
    credentials: 'omit',
    cache: 'no-store',
    // A token goes to plex.tv and nowhere else.
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
}

function headersFor(client: Client, { token, form, wanted }: Question): Record<string, string> {
  const headers = clientHeaders(client);
  if (wanted === 'xml') headers.Accept = 'application/xml';
  if (form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  if (token !== undefined) headers['X-Plex-Token'] = token;
  return headers;
}
