import type { Grant } from './kept.ts';

/** What the user has done with tools, as far as a judge must know it; by the names of their grants. */
export class Doings {
  /** How often access was pressed for; a double press counts once. */
  asked = 0;
  readonly #copied = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #replaced = new Map<string, string>();

  /** The tools of which somebody has the token, by a copy that Pinlink has noted. */
  get copied(): ReadonlySet<string> {
    return this.#copied;
  }

  /** The tools whose access was to end: by their user, or because another has replaced it. */
  get ended(): ReadonlySet<string> {
    const replaced = [...this.#replaced].filter(([by]) => this.#copied.has(by));
    return new Set([...this.#ended, ...replaced.map(([, old]) => old)]);
  }

  copy(id: string): void {
    this.#copied.add(id);
  }

  end(tools: readonly Pick<Grant, 'id'>[]): void {
    for (const { id } of tools) this.#ended.add(id);
  }

  replace(old: string, by: string): void {
    this.#replaced.set(by, old);
  }
}
