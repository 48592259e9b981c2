import type { ComponentChildren } from 'preact';
import { i18n, type MessageKey } from '../i18n.ts';
import { firstClick } from './first-click.ts';
import { Icon, type IconName } from './icon.tsx';
import { Label } from './label.tsx';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'small' | 'item' | 'round';

interface ButtonProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  /** What it says in other states, for which there is room as well. */
  others?: readonly MessageKey[];
  /** A `round` one has no more to see than its icon. */
  kind?: ButtonKind;
  icon?: IconName;
  /** Whether it was pressed, and what came of that is awaited: it keeps its place and its focus. */
  isBusy?: boolean;
  /** Whether pressing does nothing for now, which something beside it explains. */
  isOff?: boolean;
  /** The `id` of what explains it. */
  why?: string;
  onPress: () => void;
  /** What stands beside the words. */
  children?: ComponentChildren;
}

export function Button({
  id,
  label,
  others = [],
  kind = 'plain',
  icon,
  isBusy = false,
  isOff = false,
  why,
  onPress,
  children,
}: ButtonProps) {
  const isRound = kind === 'round';
  return (
    <button
      type="button"
      class={isRound ? kind : `button ${kind}`}
      data-testid={id}
      aria-label={isRound ? i18n(label) : undefined}
      title={isRound ? i18n(label) : undefined}
      aria-disabled={isBusy || isOff}
      aria-describedby={isOff ? why : undefined}
      onClick={firstClick(() => !isBusy && !isOff && onPress())}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!isRound && <Label text={label} others={others} />}
      {children}
    </button>
  );
}
