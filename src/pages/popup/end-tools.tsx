import type { ToolRow } from '../../core/tool-view.ts';
import { i18n } from '../../i18n.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { Names } from './names-list.tsx';

interface EndToolsProps {
  tools: readonly ToolRow[];
  endsTools: boolean;
  onChange: (endsTools: boolean) => void;
}

/** Which tools have access to the account that goes, and whether they are to lose it. */
export function EndTools({ tools, endsTools, onChange }: EndToolsProps) {
  const names = tools.filter(({ access }) => access === 'given').map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <div class="ends">
      <p>
        <Sentence text={endsTools ? 'toolsEnd' : 'toolsStay'}>
          <Names names={names} />
        </Sentence>
      </p>
      <label class="choice">
        <input
          type="checkbox"
          data-testid="end-tools"
          checked={endsTools}
          onChange={event => onChange(event.currentTarget.checked)}
        />
        <span>{i18n('endToolsToo')}</span>
      </label>
    </div>
  );
}
