import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Giving } from '../../../../core/tool-view.ts';
import { i18n, i18nCount } from '../../../../i18n.ts';
import { useAnnounced } from '../../../../ui/announcer.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { useSecondsUntil } from '../../countdown.tsx';
import type { Send } from '../../send.ts';
import { openInTab, useIsInTab } from '../../tabs.ts';

/** A tool that has its token, which can be copied for a while. */
export type Handed = Extract<Giving, { step: 'handed' }>;

/** For how long the token can be copied. */
function TimeLeft({ giving: { until, isCopied } }: { giving: Handed }) {
  // Until the background has noticed that it is over, this is the last one.
  const minutes = Math.max(1, Math.ceil(useSecondsUntil(until) / 60));
  return (
    <div class="note small">
      <Icon name="clock" />
      <p>{i18nCount(isCopied ? 'gaveCopied' : 'gaveKept', minutes)}</p>
    </div>
  );
}

/** The way into a tab, which does not close when its owner looks away. */
export function InTab() {
  if (useIsInTab()) return null;
  return (
    <div class="last">
      <Button id="result-in-tab" label="openInTab" kind="small" onPress={openInTab} />
    </div>
  );
}

interface EndProps {
  giving: Handed;
  /** Whether nobody has it for certain, for it could not be copied. */
  hasFailed: boolean;
  /** The button that copies, which stands before that. */
  children: ComponentChildren;
  send: Send;
}

/** The end of it. What nobody has copied or seen is ended with it, which is said once. */
export function ResultEnd({ giving, hasFailed, children, send }: EndProps) {
  const { id } = giving;
  // For a copy the page has got it, so it counts as taken, whatever has come of that.
  const isTaken = giving.isTaken && !hasFailed;
  const [isWarned, setIsWarned] = useState(false);
  const isWarning = isWarned && !isTaken;
  useAnnounced(isWarning ? i18n('doneUncopied') : null);
  const done = () => {
    if (isTaken) send({ command: 'done', id });
    else if (isWarned) send({ command: 'endAccess', id });
    else setIsWarned(true);
  };
  return (
    <>
      {isWarning ? <p class="notice">{i18n('doneUncopied')}</p> : <TimeLeft giving={giving} />}
      {children}
      <Button id="tool-done" label="done" onPress={done} />
    </>
  );
}
