import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, OddSignOut, PlexTv } from '../plex-tv/index.ts';
import type { Trouble } from './plan.ts';

/** The troubles of plex.tv, or on the way there, and when they are over. */
export class Troubles {
  readonly #present = new Set<Promise<void>>();
  #cuts = 0;

  constructor(readonly plexTv: PlexTv) {}

  /** Begins a trouble at once, and resolves when it has ended. */
  begin(trouble: Trouble, signal: AbortSignal): Promise<void> {
    const passing = this.#pass(trouble, signal).finally(() => this.#present.delete(passing));
    this.#present.add(passing);
    return passing;
  }

  /** Waits until there is none. */
  async calm(): Promise<void> {
    while (this.#present.size > 0) await Promise.allSettled(this.#present);
  }

  async #pass(trouble: Trouble, signal: AbortSignal): Promise<void> {
    const end = await this.#start(trouble);
    try {
      await delay(trouble.lasts, undefined, { signal });
    } finally {
      await end();
    }
  }

  /** What is returned ends it. */
  async #start(trouble: Trouble): Promise<() => Promise<void> | void> {
    switch (trouble.kind) {
      case 'cut':
        return this.#cut();
      case 'oddSignOuts':
        return this.#answerOddly(trouble);
      case 'oddAnswers':
        return this.plexTv.fault({
          ...asked[trouble.to],
          status: trouble.status,
          done: trouble.done,
        });
      case 'wrongAccount':
        return this.#approveForAnother();
      default:
        return this.plexTv.fault(faultOf(trouble.kind, trouble.seconds));
    }
  }

  /** The network is back once nothing cuts it any more. */
  #cut(): () => void {
    this.#cuts += 1;
    if (this.#cuts === 1) this.plexTv.down();
    return () => {
      this.#cuts -= 1;
      if (this.#cuts === 0) this.plexTv.up();
    };
  }

  #answerOddly(signOut: OddSignOut): () => void {
    const { settings } = this.plexTv;
    settings.signOut = signOut;
    return () => {
      settings.signOut = 'usual';
    };
  }

  #approveForAnother(): () => void {
    const { settings } = this.plexTv;
    settings.approvedFor = 'stranger';
    return () => {
      settings.approvedFor = 'asker';
    };
  }
}

/** What the extension asks for tools. */
const asked = {
  approvals: { method: 'PUT', path: /^\/api\/v2\/pins\/link$/ },
  removals: { method: 'DELETE', path: /^\/devices\/\d+\.xml$/ },
} as const;

type Common = Extract<Trouble, { seconds: number }>['kind'];

function faultOf(kind: Exclude<Common, 'cut'>, seconds: number): Fault {
  switch (kind) {
    case 'rateLimited':
      return { status: 429, headers: { 'Retry-After': String(seconds) } };
    case 'outage':
      return { status: 503 };
    case 'gateway':
      return { status: 502, done: true };
    case 'html':
      return { status: 200 };
    case 'truncated':
      return { truncate: true };
    case 'slow':
      return { latencyMs: seconds * 1_000 };
    case 'hang':
      return { drop: 'hang' };
  }
}
