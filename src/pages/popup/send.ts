import { useState } from 'preact/hooks';
import { type Command, sendCommand } from '../../protocol.ts';

/**
 * Gives a command to the background; what comes of it arrives as another view. `onFailed` is called
 * where nothing will.
 */
export type Send = (command: Command, onFailed?: () => void) => void;

/** A command that came to nothing, and the sentence that says so. */
interface Problem {
  readonly command: Command['command'];
  readonly message: 'notTaken' | 'notSaved';
}

/** What is told without a press: what becomes of it is nobody's worry, and it comes again. */
const unpressed: readonly Command['command'][] = ['look', 'greeted', 'newsRead'];

/**
 * Gives commands, and knows which has come to nothing. `onDone` draws what storage says, should the
 * background have died before it could say so.
 */
export function useSend(onDone: () => void): [Send, Problem | null] {
  const [problem, setProblem] = useState<Problem | null>(null);
  const send: Send = (order, onFailed) => {
    const { command } = order;
    const isPressed = !unpressed.includes(command);
    // What one command has met is over when that one is taken, or another of the user's.
    const settle = (known: Problem | null) =>
      known?.command === command || isPressed ? null : known;
    const fail = (message: Problem['message']) => {
      onFailed?.();
      // What comes again and again by itself is said once.
      setProblem(known =>
        !isPressed && known?.message === message ? known : { command, message },
      );
    };
    sendCommand(order)
      .then(
        answer => (answer === 'saved' ? setProblem(settle) : fail('notSaved')),
        () => isPressed && fail('notTaken'),
      )
      .finally(onDone);
  };
  return [send, problem];
}
