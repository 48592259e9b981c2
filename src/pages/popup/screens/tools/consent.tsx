import { useId, useRef, useState } from 'preact/hooks';
import { type ToolId, toolById } from '../../../../catalogue/tools.ts';
import { longestToolName } from '../../../../core/tool-name.ts';
import type { LinkedView } from '../../../../core/view.ts';
import { i18n } from '../../../../i18n.ts';
import { useAnnounced, useSay } from '../../../../ui/announcer.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Page } from '../../../../ui/page.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { Title } from '../../../../ui/title.tsx';
import { faultOfName } from '../../tool-names.ts';
import { useObstacle } from './obstacle.ts';

interface ConsentProps {
  view: LinkedView;
  kind: ToolId;
  name: string;
  /** Whether it was pressed, and plex.tv is asked. */
  isAsking: boolean;
  onName: (name: string) => void;
  onGive: (name: string) => void;
  onBack: () => void;
}

/** What giving access means, in one sentence; and a name, where the tool has none of its own. */
export function ConsentScreen(props: ConsentProps) {
  const { view, kind, name, isAsking, onName, onGive, onBack } = props;
  const [isChecked, setIsChecked] = useState(false);
  const fault = faultOfName(
    name,
    view.tools.map(({ name }) => name),
  );
  const obstacle = useObstacle(view, false);
  useAnnounced(isAsking ? i18n('giving') : null);
  const error = fault !== null && (isChecked || fault === 'nameTaken') ? i18n(fault) : null;
  const say = useSay();
  const give = () => {
    setIsChecked(true);
    const hindrance = error ?? obstacle;
    // It stands there already, so nothing else says it to whoever presses again.
    if (hindrance !== null) say(hindrance);
    else if (fault === null) onGive(name.trim());
  };
  // Once there, the field stays while somebody types in it, whatever they make of the name.
  const isOwnName = useRef(kind === 'other' || name !== toolById(kind).name);
  isOwnName.current ||= fault !== null;
  const why = useId();
  return (
    <Page
      onBack={onBack}
      footer={
        <Button
          id="create-tool"
          label={isAsking ? 'giving' : 'giveButton'}
          kind="primary"
          isBusy={isAsking}
          isOff={obstacle !== null}
          why={why}
          onPress={give}
        />
      }
    >
      {kind === 'other' ? (
        <Title text="giveTitleOther" />
      ) : (
        <Title text="giveTitle" name={toolById(kind).name} />
      )}
      <p>{i18n('giveText')}</p>
      {isOwnName.current && (
        <TextField
          id="tool-name"
          label="nameLabel"
          hint="nameHint"
          value={name}
          longest={longestToolName}
          isFixed={isAsking}
          error={error}
          onInput={onName}
          onLeave={() => setIsChecked(name !== '')}
          onEnter={give}
        />
      )}
      {view.account?.role === 'managed' && <Unmanaged kind={kind} />}
      {obstacle !== null && (
        <p id={why} class="notice">
          {obstacle}
        </p>
      )}
    </Page>
  );
}

/** That a tool may have no use for the token of a managed account: its owner can try all the same. */
function Unmanaged({ kind }: { kind: ToolId }) {
  const tool = toolById(kind);
  if (!('needs' in tool) || tool.needs === 'unsaid') return null;
  return (
    <p class="small" data-testid="tool-needs">
      {i18n('needsUnmanaged', tool.name)}
    </p>
  );
}
