import type { ToolRow } from '../../core/tool-view.ts';
import type { LinkedView, RevokedView } from '../../core/view.ts';
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

/** The same where Plex has ended the link: nothing can be done about them here. */
export function ToolsMayStay({ view: { tools } }: { view: RevokedView }) {
  const names = namesOf(tools);
  if (names.length === 0) return null;
  return (
    <p>
      <Sentence text="toolsMayStay">
        <Names names={names} />
      </Sentence>
    </p>
  );
}

/** The names of the tools that have access, that which is just being given it among them. */
function withAccess({ tools, giving }: LinkedView): string[] {
  const given = namesOf(tools);
  const isTaken = giving?.step === 'handed' && giving.isTaken;
  return isTaken && giving.replaces === null ? [giving.name, ...given] : given;
}

function namesOf(tools: readonly ToolRow[]): string[] {
  return tools.filter(({ access }) => access === 'given').map(({ name }) => name);
}
