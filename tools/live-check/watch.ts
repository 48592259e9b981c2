import type { Outcome, Plex } from '../../src/plex/ask.ts';
import type { Client } from '../../src/plex/client.ts';
import { type Answer, answerOf } from './answer.ts';
import type { Look } from './finding.ts';
import type { Pace } from './pace.ts';
import type { Ports } from './ports.ts';
import { valuesIn } from './values.ts';

/** One of the extension's own questions to plex.tv, which makes one request. */
export type Question<Value> = (plex: Plex) => Promise<Outcome<Value>>;

/** Asks what the extension asks, in its own words, and looks at the answers before it reads them. */
export class Watch {
  /** Every text that any answer had for a value. */
  readonly values = new Set<string>();

  constructor(
    readonly ports: Pick<Ports, 'fetch' | 'now'>,
    readonly pace: Pace,
  ) {}

  async look<Value>(client: Client, question: Question<Value>): Promise<Look<Value>> {
    await this.pace.turn();
    const { now } = this.ports;
    const answers: Answer[] = [];
    const fetch: Plex['fetch'] = async (input, init) => {
      // A redirection is an answer too: it is looked at, and not followed.
      const response = await this.ports.fetch(input, { ...init, redirect: 'manual' });
      const bytes = await response.arrayBuffer();
      const answer = answerOf(response, bytes);
      for (const value of valuesIn(answer)) this.values.add(value);
      answers.push(answer);
      return responseOf(answer, bytes);
    };
    const outcome = await question({ client, fetch, now });
    this.pace.rest();
    return { outcome, answer: answers.at(-1) ?? null };
  }
}

/** The same answer once more, for the extension to read. */
function responseOf({ status, type }: Answer, bytes: ArrayBuffer): Response {
  // Bytes, for a text would bring a type of its own along, and a picture is none.
  return new Response(bytes.byteLength === 0 ? null : bytes, {
    status,
    ...(type === '' ? {} : { headers: { 'content-type': type } }),
  });
}
