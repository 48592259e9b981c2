import { i18n } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import type { Send } from './send.ts';

interface UnlinkProps {
  /** Not after all. */
  onKeep: () => void;
  send: Send;
}

/** What unlinking does, and a second press for it. */
export function Unlink({ onKeep, send }: UnlinkProps) {
  return (
    <Message sign="?" title="unlinkTitle">
      <p>{i18n('unlinkText')}</p>
      <p class="hint">{i18n('uninstallHint')}</p>
      <div class="actions">
        <Button
          id="confirm-unlink"
          label="unlink"
          kind="primary"
          onPress={() => send({ command: 'unlink' })}
        />
        <Button id="keep" label="keepLink" onPress={onKeep} />
      </div>
    </Message>
  );
}
