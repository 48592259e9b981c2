import type { LinkedView } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { Names } from './names-list.tsx';

interface EndToolsProps {
  view: LinkedView;
  endsTools: boolean;
  onChange: (endsTools: boolean) => void;
}

/** Which tools have access to the account that goes, and whether they are to lose it. */
export function EndTools({ view, endsTools, onChange }: EndToolsProps) {
  const names = withAccess(view);
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

/** The names of the tools that have access, that which is just being given it among them. */
function withAccess({ tools, giving }: LinkedView): string[] {
  const given = tools.filter(({ access }) => access === 'given').map(({ name }) => name);
  const isTaken = giving?.step === 'handed' && giving.isTaken;
  return isTaken && giving.replaces === null ? [giving.name, ...given] : given;
}
