import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n, type MessageKey } from '../i18n.ts';
import { useSay } from './announcer.tsx';
import type { ButtonKind } from './button.tsx';
import { firstClick } from './first-click.ts';
import { Icon } from './icon.tsx';
import { Label } from './label.tsx';

/** How long a button says what came of its press, ms. */
const saysFor = 2_000;

interface CopyButtonProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  kind?: ButtonKind;
  /** Whether there is only an icon to see. */
  isIcon?: boolean;
  /** What it is that is copied, where several buttons say the same. */
  what?: string;
  /** What to copy, once it is pressed. */
  read: () => Promise<string>;
  /** It is in the clipboard. */
  onCopied?: () => void;
  /** It could not get there. */
  onFailed?: () => void;
}

/** A button that copies something, and says whether it has. It keeps its width meanwhile. */
export function CopyButton({
  id,
  label,
  kind = 'plain',
  isIcon = false,
  what,
  read,
  onCopied,
  onFailed,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useOutcome();
  const [isBusy, setIsBusy] = useState(false);
  const copy = () => {
    setIsBusy(true);
    // The browser allows it for the press, and only now: what is to be copied may come later.
    const text = read().then(copied => new Blob([copied], { type: 'text/plain' }));
    navigator.clipboard
      .write([new ClipboardItem({ 'text/plain': text })])
      .then(
        () => {
          onCopied?.();
          setOutcome('copied');
        },
        () => {
          onFailed?.();
          setOutcome('notCopied');
        },
      )
      .finally(() => setIsBusy(false));
  };
  const name = what === undefined ? i18n(label) : i18n('copyNamed', what);
  // A primary one is as wide as its row, whatever it says.
  const isWide = kind === 'primary';
  return (
    <button
      type="button"
      class={isIcon ? 'round' : `button ${kind}`}
      data-testid={id}
      // What is seen is the name: whoever speaks to the browser says what they see.
      aria-label={isIcon ? name : undefined}
      title={isIcon ? name : undefined}
      // What it copies may have to be asked for, and then nothing else shows that it was pressed.
      aria-disabled={isBusy}
      onClick={firstClick(() => !isBusy && copy())}
    >
      {(isIcon || isWide) && <Icon name={icons[outcome ?? 'none']} />}
      {!isIcon && (
        <Label text={outcome ?? label} others={isWide ? [] : [label, 'copied', 'notCopied']} />
      )}
    </button>
  );
}

const icons = { copied: 'check', notCopied: 'warning', none: 'copy' } as const;

type Outcome = 'copied' | 'notCopied' | null;

/** What came of the last press, for a while; it is announced at once. */
function useOutcome(): [Outcome, (outcome: Outcome) => void] {
  const [outcome, setOutcome] = useState<Outcome>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useSay();
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (come: Outcome) => {
    setOutcome(come);
    if (come !== null) say(i18n(come));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome(null), saysFor);
  };
  return [outcome, settle];
}
