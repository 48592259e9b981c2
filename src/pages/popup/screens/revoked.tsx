import { useState } from 'preact/hooks';
import type { Revoked } from '../../../core/state.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import type { Send } from '../app.tsx';
import { RevokedHealth } from '../health.tsx';
import { Unlink } from '../unlink.tsx';

/** Plex has ended the link: what that means, and the press that links again. */
export function RevokedScreen({ link, send }: { link: Revoked; send: Send }) {
  const [isUnlinking, setIsUnlinking] = useState(false);
  if (isUnlinking) return <Unlink onKeep={() => setIsUnlinking(false)} send={send} />;
  return (
    <Message sign="!" title="revokedTitle">
      {link.account !== null && (
        <p class="name" data-testid="account-name">
          {link.account.name}
        </p>
      )}
      <p role="alert">{i18n('revokedText')}</p>
      <RevokedHealth link={link} send={send} />
      <div class="actions">
        <Button
          id="link"
          label="linkAgain"
          kind="primary"
          onPress={() => send({ command: 'link', way: 'browser' })}
        />
        <div class="row">
          <Button id="check" label="check" onPress={() => send({ command: 'confirm' })} />
          <Button id="unlink" label="unlink" onPress={() => setIsUnlinking(true)} />
        </div>
      </div>
    </Message>
  );
}
