import { i18n } from '../../i18n.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TimeBar } from './countdown.tsx';

/** As many letters as a code usually has; fewer are drawn no larger. */
const usualLength = 4;

/** More letters than these are no code that somebody types: they take several lines. */
const typedLength = 8;

interface CodeProps {
  code: string;
  /** Epoch ms. */
  expiresAt: number;
}

/** The code to type on another device, to read out or to copy, and how long it is good. */
export function Code({ code, expiresAt }: CodeProps) {
  const letters = [...code.toUpperCase()];
  return (
    <div class={letters.length > typedLength ? 'code long' : 'code'}>
      <p
        class="letters"
        dir="ltr"
        data-testid="code"
        role="img"
        aria-label={i18n('codeLabel', letters.join(' '))}
        style={{ '--letters': Math.max(usualLength, letters.length) }}
      >
        {letters.join('')}
      </p>
      <CopyButton id="copy-code" label="copyCode" isIcon read={async () => code} />
      <TimeBar expiresAt={expiresAt} />
    </div>
  );
}
