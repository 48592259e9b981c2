import { useEffect, useRef, useState } from 'preact/hooks';
import { askForServers, type Server } from '../../../../protocol.ts';

/** The servers of the account, as far as they are known. */
export interface Servers {
  /** Null until plex.tv has answered, and where it does not say. */
  readonly known: readonly Server[] | null;
  readonly isAsking: boolean;
  /** Resolves once plex.tv has answered or cannot: what is copied sooner would lack its address. */
  readonly answered: () => Promise<readonly Server[]>;
}

/** Asks for the servers once, where they are wanted at all. */
export function useServers(isWanted: boolean): Servers {
  const question = useRef<Promise<readonly Server[] | null>>(undefined);
  const [answer, setAnswer] = useState<readonly Server[] | null | 'none'>('none');
  useEffect(() => {
    if (!isWanted || question.current !== undefined) return;
    question.current = askForServers().catch(() => null);
    void question.current.then(setAnswer);
  }, [isWanted]);
  return {
    known: answer === 'none' ? null : answer,
    isAsking: isWanted && answer === 'none',
    answered: async () => (await question.current) ?? [],
  };
}
