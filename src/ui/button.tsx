import { type WordKey, words } from '../i18n.ts';

interface ButtonProps {
  /** The hook for tests. */
  id: string;
  label: WordKey;
  kind?: 'primary' | 'plain' | 'quiet';
  press: () => void;
}

export function Button({ id, label, kind = 'plain', press }: ButtonProps) {
  return (
    <button type="button" class={kind} data-testid={id} onClick={press}>
      {words(label)}
    </button>
  );
}
