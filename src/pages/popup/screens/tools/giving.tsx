import type { Giving } from '../../../../core/tool-view.ts';
import type { LinkedView } from '../../../../core/view.ts';
import type { ResultStep } from '../../draft.ts';
import type { Send } from '../../send.ts';
import { nothingChosen } from '../../server-choice.ts';
import { AskingScreen } from './asking.tsx';
import { NotGivenScreen } from './not-given.tsx';
import { ResultScreen } from './result.tsx';
import type { Give } from './tool-place.tsx';

interface GivingProps {
  view: LinkedView;
  giving: Giving;
  result: ResultStep | null;
  onResult: (result: ResultStep) => void;
  give: Give;
  onLeave: () => void;
  send: Send;
}

/** How far a tool's access is: asked for, to be copied, or not to be had. */
export function GivingScreen(props: GivingProps) {
  const { view, giving, result, onResult, give, onLeave, send } = props;
  switch (giving.step) {
    case 'asking':
      return <AskingScreen name={giving.name} onBack={onLeave} />;
    case 'handed':
      return (
        <ResultScreen
          key={giving.id}
          giving={giving}
          step={result ?? { at: 'result', id: giving.id, form: 0, chosen: nothingChosen }}
          onStep={onResult}
          onBack={onLeave}
          send={send}
        />
      );
    case 'failed':
      return (
        <NotGivenScreen
          view={view}
          name={giving.name}
          reason={giving.reason}
          onRetry={() => give(giving.kind, giving.name, giving.replaces)}
          onBack={() => {
            onLeave();
            send({ command: 'forget', id: giving.id });
          }}
        />
      );
  }
}
