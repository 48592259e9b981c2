import type { PlexTv } from '../plex-tv/index.ts';

/** Looks for tokens where they must not be. It knows every one that plex.tv ever gave out. */
export class Lookout {
  readonly #sightings = new Map<string, string>();

  constructor(readonly plexTv: PlexTv) {}

  /** Where tokens were seen, each place and token once; never a token itself. */
  get sightings(): readonly string[] {
    return [...this.#sightings.values()];
  }

  look(place: string, text: string): void {
    for (const { token } of this.plexTv.tokens) {
      if (text.includes(token)) this.#sightings.set(`${place} ${token}`, place);
    }
  }

  /** All that is stored but under the key that is for tokens. */
  lookAtStorage(area: string, values: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(values)) {
      const isForTokens = area === 'local' && key === 'secrets';
      if (!isForTokens) this.look(`storage.${area}.${key}`, `${key} ${JSON.stringify(value)}`);
    }
  }

  /** The addresses of all requests so far. */
  lookAtRequests(): void {
    for (const { method, host, path, query } of this.plexTv.requests) {
      this.look(`address of ${method} ${host}`, `${path} ${JSON.stringify(query)}`);
    }
  }
}
