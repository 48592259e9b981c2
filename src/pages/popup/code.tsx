import { i18n } from '../../i18n.ts';
import { CopyButton } from '../../ui/copy-button.tsx';

/** The code to type on another device, to read out or to copy. */
export function Code({ code }: { code: string }) {
  const spelled = [...code.toUpperCase()];
  return (
    <div class="code">
      <p data-testid="code" role="img" aria-label={i18n('codeLabel', spelled.join(' '))}>
        {code.toUpperCase()}
      </p>
      <CopyButton id="copy-code" label="copyCode" read={async () => code} />
    </div>
  );
}
