import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Ports } from './ports.ts';

/** Somebody at a terminal. */
export interface Terminal extends Pick<Ports, 'ask'> {
  /** Calls this at each Ctrl+C while the terminal is open. */
  onInterrupt: (listener: () => void) => void;
  close: () => void;
}

/**
 * Opens a terminal for questions. Only what is typed after a question is an answer to it; when it is
 * time to stop, the answer is no.
 */
export function openTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  stop: AbortSignal,
): Terminal {
  const lines = createInterface({ input, output });
  // Whoever has gone types nothing any more: a question would wait for ever.
  const gone = Promise.race([once(lines, 'close'), once(stop, 'abort')]).then(() => 'no');
  const answerTo = (question: string) =>
    Promise.race([lines.question(`\n${question} [y/N] `), gone]).catch(() => 'no');
  return {
    ask: async question => /^y(?:es)?$/i.test((await answerTo(question)).trim()),
    onInterrupt: listener => {
      lines.on('SIGINT', listener);
    },
    close: () => lines.close(),
  };
}
