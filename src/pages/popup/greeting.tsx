import { useEffect, useRef } from 'preact/hooks';
import type { LinkedView } from '../../core/view.ts';
import { Button } from '../../ui/button.tsx';
import { Title } from '../../ui/title.tsx';
import type { Place } from './place.ts';
import type { Send } from './send.ts';
import { onTouch } from './touch.ts';

/** Whether the account is named as news: until its user has gone on from there. */
export function useIsGreeted(view: LinkedView, { at }: Place): boolean {
  const isFresh = useIsFresh(view);
  const hasGoneOn = useRef(false);
  if (at !== 'home') hasGoneOn.current = true;
  return isFresh && !hasGoneOn.current;
}

/**
 * Whether whose account it is, is news to whoever looks. It is decided when the account is first
 * drawn and holds while this screen lasts, so that nothing jumps.
 */
function useIsFresh({ account, isFresh }: LinkedView): boolean {
  const decided = useRef<boolean | null>(null);
  if (account !== null) decided.current ??= isFresh;
  return decided.current ?? false;
}

interface GreetingProps {
  view: LinkedView;
  /** It is not theirs. */
  onNotMe: () => void;
  send: Send;
}

/** Names the account once: whoever reads a code off a shared screen could be the one who approves it. */
export function Greeting({ view: { account, isNewAccount }, onNotMe, send }: GreetingProps) {
  // A popup that opens by itself, or stands behind another window, may be seen by nobody.
  useEffect(() => onTouch(document, () => send({ command: 'greeted' })), []);
  return (
    <div class="greeting">
      {isNewAccount ? (
        <Title text="welcomeNew" />
      ) : (
        <Title text="linkedNow" name={account?.name ?? ''} />
      )}
      <Button id="not-me" label="notYou" kind="small" onPress={onNotMe} />
    </div>
  );
}
