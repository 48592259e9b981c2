import { i18n, type MessageKey } from '../i18n.ts';
import { Steady } from './steady.tsx';

interface LabelProps {
  text: MessageKey;
  /** What stands there at other times. */
  others: readonly MessageKey[];
}

/** The words of a button. It keeps its width when they change, and has none that are not said. */
export function Label({ text, others }: LabelProps) {
  // In the text of the page, the others would be found and copied.
  const room = others.map(other => <span key={other} data-words={i18n(other)} />);
  return <Steady room={room}>{i18n(text)}</Steady>;
}
