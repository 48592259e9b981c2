import { useState } from 'preact/hooks';
import type { LinkView } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { EndTools, ToolsMayStay } from './end-tools.tsx';
import type { Send } from './send.ts';

interface UnlinkProps {
  view: LinkView;
  /** Not after all. */
  onKeep: () => void;
  send: Send;
}

/**
 * What unlinking does, where Plex has not ended the link already, and a second press for it. The button
 * that keeps the link stands where the first press was: a double one changes nothing.
 */
export function Unlink({ view, onKeep, send }: UnlinkProps) {
  const [endsTools, setEndsTools] = useState(false);
  const isRevoked = view.status === 'revoked';
  const name = view.account?.name;
  return (
    <Message
      icon="warning"
      tone="danger"
      title={name === undefined ? 'unlinkTitleNameless' : 'unlinkTitle'}
      name={name}
      text={i18n(isRevoked ? 'unlinkRevokedText' : 'unlinkText')}
      onBack={onKeep}
      footer={
        <>
          <Button
            id="confirm-unlink"
            label="unlink"
            kind="danger"
            onPress={() => send({ command: 'unlink', endsTools })}
          />
          <Button
            id="keep"
            label={isRevoked ? 'cancel' : 'keepLink'}
            kind="primary"
            onPress={onKeep}
          />
        </>
      }
    >
      {view.status === 'linked' ? (
        <>
          <EndTools view={view} endsTools={endsTools} onChange={setEndsTools} />
          <p class="small">{i18n('uninstallHint')}</p>
        </>
      ) : (
        <ToolsMayStay view={view} />
      )}
    </Message>
  );
}
