import { useEffect, useRef, useState } from 'preact/hooks';
import type { Giving } from '../../../core/tool-view.ts';
import type { LinkedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { useAnnounced } from '../../../ui/announcer.tsx';
import type { Draft, ResultStep, Step } from '../draft.ts';
import { useIsGreeted } from '../greeting.tsx';
import { type Check, useCheck, useHealthAnnounced, useLookAtLink } from '../health.tsx';
import { home, type Place, stepOf, trailTo } from '../place.ts';
import type { Send } from '../send.ts';
import { freeName } from '../tool-names.ts';
import { useToolNewsAnnounced } from '../tool-news.tsx';
import { type Trail, useTrail } from '../trail.ts';
import { Unlink } from '../unlink.tsx';
import { AccountScreen } from './account.tsx';
import { HomeScreen } from './home.tsx';
import { LinkAppScreen } from './link-app.tsx';
import { isAskedAt, useBusy } from './tools/busy.ts';
import { ConsentScreen } from './tools/consent.tsx';
import { GivingScreen } from './tools/giving.tsx';
import { PickScreen } from './tools/pick.tsx';
import { type Give, ToolPlace } from './tools/tool-place.tsx';

interface LinkedProps {
  view: View & LinkedView;
  /** How far somebody had come in an earlier popup. */
  draft: Draft | null;
  /** Keeps how far somebody has come, for the next popup. */
  keepStep: (step: Step | null) => void;
  send: Send;
}

/** All that there is to see and do while an account is linked. */
export function LinkedScreen({ view, draft, keepStep, send }: LinkedProps) {
  // What was begun before this link was made is no part of it.
  const further = draft !== null && draft.keptAt > view.linkedAt ? trailTo(draft) : [];
  const trail = useTrail(home, further);
  const busy = useBusy(view.giving, trail);
  useLookAtLink(view.health, awaits(view), send);
  const check = useCheck(view.health, view.confirmedAt, send);
  useHealthAnnounced(view.health, check);
  useToolNewsAnnounced(view.toolNews);
  const { giving } = view;
  const isLeftReady = giving?.step === 'handed' && busy.isLeft;
  useAnnounced(isLeftReady ? i18n('gaveWaiting', giving.name) : null);
  const [result, setResult] = useResult(draft, giving);
  useKept(result ?? stepOf(trail.place), keepStep);
  const isGreeted = useIsGreeted(view, trail.place);
  const give: Give = (kind, name, replaces) =>
    // One at a time: whoever wants another is shown the one that there is.
    busy.isLeft ? busy.show() : send({ command: 'giveAccess', kind, name, replaces });
  // Who has just pressed sees the pressed button wait, in its place.
  const isWaitingThere = isAskedAt(trail.place, giving);
  if (giving !== null && !busy.isLeft && !isWaitingThere) {
    const props = { view, giving, result, onResult: setResult, give, onLeave: busy.leave, send };
    return <GivingScreen {...props} />;
  }
  const onResult = giving?.step === 'handed' ? busy.show : null;
  const onLeave = isWaitingThere ? busy.leave : null;
  const props = { view, check, trail, give, onResult, onLeave, isGreeted, send };
  return <PlaceScreen {...props} />;
}

interface PlaceProps {
  view: View & LinkedView;
  check: Check;
  trail: Trail<Place>;
  give: Give;
  onResult: (() => void) | null;
  /** Turns from the access that plex.tv is just asked for; null where there is none. */
  onLeave: (() => void) | null;
  isGreeted: boolean;
  send: Send;
}

/** The screen that its user has gone to. */
function PlaceScreen(props: PlaceProps) {
  const { view, check, trail, give, onResult, onLeave, isGreeted, send } = props;
  const { place, go, back, change } = trail;
  switch (place.at) {
    case 'home':
      return (
        <HomeScreen
          view={view}
          check={check}
          isGreeted={isGreeted}
          onResult={onResult}
          go={go}
          send={send}
        />
      );
    case 'account':
      return (
        <AccountScreen
          view={view}
          check={check}
          onBack={back}
          onUnlink={() => go({ at: 'unlink' })}
          send={send}
        />
      );
    case 'unlink':
      return <Unlink view={view} onKeep={back} send={send} />;
    case 'linkApp':
      return <LinkAppScreen onBack={back} />;
    case 'pick':
      return (
        <PickScreen
          query={place.query}
          onQuery={query => change({ ...place, query })}
          onPick={(kind, name) => go({ at: 'consent', kind, name: freeName(name, namesIn(view)) })}
          onBack={back}
        />
      );
    case 'consent':
      return (
        <ConsentScreen
          view={view}
          kind={place.kind}
          name={place.name}
          isAsking={onLeave !== null}
          onName={name => change({ ...place, name })}
          onGive={name => give(place.kind, name, null)}
          onBack={onLeave ?? back}
        />
      );
    case 'tool':
    case 'endTool':
      return <ToolPlace view={view} id={place.id} trail={trail} give={give} send={send} />;
  }
}

/** What was chosen on the result that there is, in this popup or an earlier one. */
function useResult(draft: Draft | null, giving: Giving | null) {
  const kept = draft?.step.at === 'result' ? draft.step : null;
  const [result, setResult] = useState<ResultStep | null>(kept);
  const isOfThis = giving?.step === 'handed' && giving.id === result?.id;
  return [isOfThis ? result : null, setResult] as const;
}

/** Keeps the step that its user is at, and forgets it when they go elsewhere. */
function useKept(step: Step | null, keepStep: (step: Step | null) => void): void {
  const isKept = useRef(false);
  useEffect(() => {
    if (step !== null || isKept.current) keepStep(step);
    isKept.current = step !== null;
  }, [step]);
}

/** Whether something is going on whose end its user would see. */
function awaits({ giving, tools }: LinkedView): boolean {
  return giving?.step === 'asking' || tools.some(({ access }) => access === 'ending');
}

function namesIn({ tools }: LinkedView): string[] {
  return tools.map(({ name }) => name);
}
