import { ask } from './ask.ts';
import type { PlexTv } from './index.ts';

/** A `fetch` for which every host is the stand-in: over TLS, and with no certificate to trust. */
export function fetchTo(plexTv: PlexTv): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, url, signal } = request;
    const headers = Object.fromEntries(request.headers);
    const answer = await ask(plexTv, method, url, { headers, body: await request.text(), signal });
    const { status = 502 } = answer;
    // Where there can be no body, a `Response` refuses even an empty one.
    const body = [204, 205, 304].includes(status) ? null : new Uint8Array(answer.bytes);
    return new Response(body, { status, headers: headersOf(answer.headers) });
  };
}

function headersOf(headers: Record<string, string | string[] | undefined>): Headers {
  return new Headers(
    Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
}
