import { i18n } from '../../i18n.ts';
import { CopyButton } from '../../ui/copy-button.tsx';

/** More characters than this are drawn smaller, and on several lines. */
const usualLength = 8;

/** The code to type on another device, to read out or to copy. */
export function Code({ code }: { code: string }) {
  const spelled = [...code.toUpperCase()];
  return (
    <div class={spelled.length > usualLength ? 'code long' : 'code'}>
      <p data-testid="code" role="img" aria-label={i18n('codeLabel', spelled.join(' '))}>
        {code.toUpperCase()}
      </p>
      <CopyButton id="copy-code" label="copyCode" read={async () => code} />
    </div>
  );
}
