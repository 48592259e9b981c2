import { useState } from 'preact/hooks';
import { type WordKey, words } from '../words.ts';
import { Button } from './button.tsx';

interface CopyButtonProps {
  /** The hook for tests. */
  id: string;
  label: WordKey;
  kind?: 'primary' | 'plain' | 'quiet';
  /** What to copy, once it is pressed. */
  read: () => Promise<string>;
}

/** A button that copies something, and says whether it has. */
export function CopyButton({ id, label, kind = 'plain', read }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = () => {
    read()
      .then(text => navigator.clipboard.writeText(text))
      .then(
        () => setOutcome('copied'),
        () => setOutcome('notCopied'),
      );
  };
  return (
    <>
      <Button id={id} label={outcome ?? label} kind={kind} press={copy} />
      <span class="unseen" role="status">
        {outcome !== null && words(outcome)}
      </span>
    </>
  );
}
