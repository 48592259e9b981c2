import { i18n, type MessageKey } from '../i18n.ts';

interface ButtonProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  kind?: 'primary' | 'plain' | 'quiet';
  onPress: () => void;
}

export function Button({ id, label, kind = 'plain', onPress }: ButtonProps) {
  return (
    <button type="button" class={kind} data-testid={id} onClick={onPress}>
      {i18n(label)}
    </button>
  );
}
