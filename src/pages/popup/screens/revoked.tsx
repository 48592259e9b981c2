import { useState } from 'preact/hooks';
import type { RevokedView, View } from '../../../core/view.ts';
import { i18n } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { RevokedHealth, useLookAtLink } from '../health.tsx';
import { News } from '../news.tsx';
import type { Send } from '../send.ts';
import { Unlink } from '../unlink.tsx';

/** Plex has ended the link: what that means, and the press that links again. */
export function RevokedScreen({ view, send }: { view: View & RevokedView; send: Send }) {
  const [isUnlinking, setIsUnlinking] = useState(false);
  useLookAtLink(view.health, send);
  if (isUnlinking) return <Unlink onKeep={() => setIsUnlinking(false)} send={send} />;
  return (
    <Message sign="!" title="revokedTitle">
      {view.account !== null && (
        <p class="name" data-testid="account-name">
          <bdi>{view.account.name}</bdi>
        </p>
      )}
      <p role="alert">{i18n('revokedText')}</p>
      <RevokedHealth view={view} />
      <News view={view} send={send} />
      <div class="actions">
        <Button
          id="link"
          label="linkAgain"
          kind="primary"
          onPress={() => send({ command: 'link', way: 'browser' })}
        />
        <div class="row">
          <Button id="check" label="check" onPress={() => send({ command: 'check' })} />
          <Button id="unlink" label="unlink" onPress={() => setIsUnlinking(true)} />
        </div>
      </div>
    </Message>
  );
}
