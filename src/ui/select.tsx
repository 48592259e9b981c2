import { useId } from 'preact/hooks';
import { i18n, type MessageKey } from '../i18n.ts';
import { Icon } from './icon.tsx';

interface SelectProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string) => void;
}

/** One of several, with its label above it. */
export function Select({ id, label, value, options, onChange }: SelectProps) {
  const name = useId();
  return (
    <div class="field">
      <label for={name}>{i18n(label)}</label>
      <div class="select">
        <select
          id={name}
          data-testid={id}
          value={value}
          onChange={event => onChange(event.currentTarget.value)}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </div>
    </div>
  );
}
