import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { words } from './words.ts';

/** The code to type on another device, to read out or to copy. */
export function Code({ code }: { code: string }) {
  const [outcome, setOutcome] = useState<'copyCode' | 'copied' | 'notCopied'>('copyCode');
  const copy = () => {
    navigator.clipboard.writeText(code).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    );
  };
  const spelled = [...code.toUpperCase()];
  return (
    <div class="code">
      <p data-testid="code" role="img" aria-label={words('codeLabel', spelled.join(' '))}>
        {code.toUpperCase()}
      </p>
      <Button id="copy-code" label={outcome} press={copy} />
      <p class="unseen" role="status">
        {outcome !== 'copyCode' && words(outcome)}
      </p>
    </div>
  );
}
