import { useId } from 'preact/hooks';
import { i18n, type MessageKey } from '../i18n.ts';
import { useAnnounced } from './announcer.tsx';

interface TextFieldProps {
  /** The hook for tests. */
  id: string;
  label: MessageKey;
  value: string;
  /** What to know before typing. */
  hint?: MessageKey;
  /** What is wrong with the value, in words that take the place of the hint. */
  error?: string | null;
  /** The longest value, UTF-16 units. */
  longest?: number;
  kind?: 'text' | 'search' | 'code';
  isUnlabelled?: boolean;
  /** Whether it can only be read for now. */
  isFixed?: boolean;
  onInput: (value: string) => void;
  /** It was left. */
  onLeave?: () => void;
  onEnter?: () => void;
}

/**
 * A line to type into. What is wrong is said under it, and not before it makes sense; there is room for
 * that from the beginning.
 */
export function TextField(props: TextFieldProps) {
  const { id, label, value, hint, error = null, longest, kind = 'text' } = props;
  const { isUnlabelled = false, isFixed = false, onInput, onLeave, onEnter } = props;
  const name = useId();
  useAnnounced(error);
  const note = error ?? (hint === undefined ? undefined : i18n(hint));
  const hasNote = hint !== undefined || props.error !== undefined;
  return (
    <div class="field">
      <label class={isUnlabelled ? 'unseen' : ''} for={name}>
        {i18n(label)}
      </label>
      <input
        id={name}
        class={kind}
        type="text"
        placeholder={isUnlabelled ? i18n(label) : undefined}
        data-testid={id}
        value={value}
        maxLength={longest}
        readOnly={isFixed}
        dir={kind === 'code' ? 'ltr' : value === '' ? undefined : 'auto'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={error !== null}
        aria-describedby={note === undefined ? undefined : `${name}-note`}
        onInput={event => onInput(event.currentTarget.value)}
        onBlur={onLeave}
        // While a word is being composed, Enter takes what the keyboard proposes.
        onKeyDown={event => event.key === 'Enter' && !event.isComposing && onEnter?.()}
      />
      {hasNote && (
        <p id={`${name}-note`} class={error === null ? 'small note-line' : 'small note-line wrong'}>
          {note}
        </p>
      )}
    </div>
  );
}
