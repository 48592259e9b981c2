import type { Request } from './exchange.ts';

/** A request and what became of it. Times are epoch ms on the computer's own clock. */
export interface LoggedRequest extends Request {
  readonly at: number;
  /** When it was answered or dropped; null before that. */
  endedAt: number | null;
  /** Null before the answer, and where there was none. */
  status: number | null;
}

type Match = (request: LoggedRequest) => boolean;

interface Wait {
  readonly match: Match;
  readonly resolve: (request: LoggedRequest) => void;
}

/** Every request in the order of arrival, and who waits for one. */
export class RequestLog {
  readonly all: LoggedRequest[] = [];
  #waits: readonly Wait[] = [];

  begin(request: Request): LoggedRequest {
    const logged = { ...request, at: Date.now(), endedAt: null, status: null };
    this.all.push(logged);
    return logged;
  }

  end(request: LoggedRequest, status: number | null): void {
    request.endedAt = Date.now();
    request.status = status;
    const fulfilled = this.#waits.filter(({ match }) => match(request));
    this.#waits = this.#waits.filter(wait => !fulfilled.includes(wait));
    for (const { resolve } of fulfilled) resolve(request);
  }

  /** The first request like that which has ended, or will have. */
  ended(match: Match): Promise<LoggedRequest> {
    const found = this.all.find(request => request.endedAt !== null && match(request));
    if (found !== undefined) return Promise.resolve(found);
    return new Promise(resolve => {
      this.#waits = [...this.#waits, { match, resolve }];
    });
  }
}
