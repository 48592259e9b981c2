import type { PlexTv } from '../plex-tv/index.ts';
import { issuedToTools } from './issued.ts';
import type { Kept } from './kept.ts';

/** The phases of grants that have a token here. */
const havingPhases: readonly string[] = ['held', 'refused', 'verifying', 'handed', 'ending'];

/** The questions that are answered with a token. */
const tokenQuestion = /^\{"ask":"(token|toolToken)"/;

/** Looks for tokens where they must not be. It knows every one that plex.tv ever gave out. */
export class Lookout {
  readonly #sightings = new Map<string, string>();
  readonly #kept = new Set<string>();

  constructor(readonly plexTv: PlexTv) {}

  /** Where tokens were seen, each place and token once; never a token itself. */
  get sightings(): readonly string[] {
    return [...this.#sightings.values()];
  }

  /** Every token that the extension was ever seen to keep. */
  get kept(): ReadonlySet<string> {
    return this.#kept;
  }

  look(place: string, text: string): void {
    for (const { token } of this.plexTv.tokens) {
      if (text.includes(token)) this.#see(place, token);
    }
  }

  #see(place: string, token: string): void {
    this.#sightings.set(`${place} ${token}`, place);
  }

  /**
   * What the popup and the background have said to each other. An answer is heard right after its
   * question: there a token may be that its owner has asked for.
   */
  lookAtMessages(heard: readonly unknown[]): void {
    for (const [index, message] of heard.entries()) {
      const question = JSON.stringify(heard[index - 1] ?? null);
      const isAnswer = typeof message === 'string' && tokenQuestion.test(question);
      if (!isAnswer) this.look('a message', JSON.stringify(message ?? null));
    }
  }

  /** All that is stored but under the key that is for tokens. */
  lookAtStorage(area: string, values: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(values)) {
      const isForTokens = area === 'local' && key === 'secrets';
      if (!isForTokens) this.look(`storage.${area}.${key}`, `${key} ${JSON.stringify(value)}`);
    }
  }

  /** The tokens that are kept: each for a grant that has one, and none of a tool for the link. */
  lookAtKept({ grants, secrets, token }: Kept): void {
    for (const [id, secret] of Object.entries(secrets)) {
      this.#kept.add(secret);
      const phase = grants.find(grant => grant.id === id)?.phase ?? 'gone';
      if (!havingPhases.includes(phase))
        this.#see(`what is kept of a grant that is ${phase}`, secret);
    }
    const isTools = issuedToTools(this.plexTv).some(
      issued => issued.token === token && !issued.isShared,
    );
    if (isTools && token !== null) this.#see('the link', token);
  }

  /** The addresses of all requests so far. */
  lookAtRequests(): void {
    for (const { method, host, path, query } of this.plexTv.requests) {
      this.look(`address of ${method} ${host}`, `${path} ${JSON.stringify(query)}`);
    }
  }
}
