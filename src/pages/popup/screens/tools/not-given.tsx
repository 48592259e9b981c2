import type { Reason } from '../../../../core/state.ts';
import type { LinkedView } from '../../../../core/view.ts';
import { i18n } from '../../../../i18n.ts';
import { Button } from '../../../../ui/button.tsx';
import { Message } from '../../../../ui/message.tsx';
import { toolReasons } from '../../tool-reasons.ts';
import { when } from '../../when.ts';
import { useIsPaused } from './obstacle.ts';

interface NotGivenProps {
  view: LinkedView;
  name: string;
  reason: Reason;
  onRetry: () => void;
  onBack: () => void;
}

/** Where the pin is gone, it may have been approved before: nobody knows what has come of it. */
const unsure: readonly Reason[] = ['expired', 'gone'];

/** A tool could not be given access: that nothing has come of it, where that is known, and what to do. */
export function NotGivenScreen({ view, name, reason, onRetry, onBack }: NotGivenProps) {
  const { quietUntil } = view;
  const isPaused = useIsPaused(quietUntil) && reason === 'rateLimited';
  return (
    <Message
      icon="warning"
      tone="warn"
      title="gaveFailed"
      name={name}
      text={isPaused ? i18n('givePaused', when(quietUntil)) : i18n(toolReasons[reason])}
      onBack={onBack}
      footer={
        <>
          <Button id="retry" label="retry" kind="primary" isOff={isPaused} onPress={onRetry} />
          <Button id="cancel" label="cancel" onPress={onBack} />
        </>
      }
    >
      {!unsure.includes(reason) && <p>{i18n('gaveNothing')}</p>}
    </Message>
  );
}
