import { useEffect } from 'preact/hooks';
import type { LinkedView } from '../../../../core/view.ts';
import type { Place } from '../../place.ts';
import type { Send } from '../../send.ts';
import type { Trail } from '../../trail.ts';
import { EndToolScreen } from './end-tool.tsx';
import { ToolScreen } from './tool.tsx';

/** Gives a tool access, by what the catalogue calls it and its name, perhaps in the place of another. */
export type Give = (kind: string, name: string, replaces: string | null) => void;

interface ToolPlaceProps {
  view: LinkedView;
  id: string;
  trail: Trail<Place>;
  give: Give;
  send: Send;
}

/** A tool's own screens, as long as there is that tool. */
export function ToolPlace({ view, id, trail, give, send }: ToolPlaceProps) {
  const row = view.tools.find(tool => tool.id === id);
  const isAsked = trail.place.at === 'endTool';
  // Another page may have ended it while it is asked here.
  const isAnswered = isAsked && row?.access !== 'given';
  useEffect(() => {
    if (row === undefined) trail.home();
    else if (isAnswered) trail.back();
  }, [row, isAnswered]);
  if (row === undefined) return null;
  const { kind, name } = row;
  const end = () => {
    send({ command: 'endAccess', id });
    trail.home();
  };
  return isAsked && !isAnswered ? (
    <EndToolScreen name={name} onKeep={trail.back} onEnd={end} />
  ) : (
    <ToolScreen
      view={view}
      row={row}
      onReplace={() => give(kind, name, id)}
      onEnd={() => trail.go({ at: 'endTool', id })}
      onRetry={end}
      onBack={trail.back}
      send={send}
    />
  );
}
