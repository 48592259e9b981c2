import { useState } from 'preact/hooks';
import { i18n, type MessageKey } from '../i18n.ts';
import { Button } from './button.tsx';

interface CopyButtonProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  kind?: 'primary' | 'plain' | 'quiet';
  /** What to copy, once it is pressed. */
  read: () => Promise<string>;
}

/** A button that copies something, and says whether it has. */
export function CopyButton({ id, label, kind = 'plain', read }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = () => {
    // The browser allows it for the press, and only now: what is to be copied may come later.
    const text = read().then(copied => new Blob([copied], { type: 'text/plain' }));
    navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    );
  };
  return (
    <>
      <Button id={id} label={outcome ?? label} kind={kind} onPress={copy} />
      <span class="unseen" role="status">
        {outcome !== null && i18n(outcome)}
      </span>
    </>
  );
}
