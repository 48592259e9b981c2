import { useState } from 'preact/hooks';
import type { Revoked } from '../../../core/state.ts';
import { words } from '../../../i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import type { Give } from '../app.tsx';
import { RevokedHealth } from '../health.tsx';
import { Unlink } from '../unlink.tsx';

/** Plex has ended the link: what that means, and the press that links again. */
export function RevokedScreen({ link, give }: { link: Revoked; give: Give }) {
  const [isUnlinking, setIsUnlinking] = useState(false);
  if (isUnlinking) return <Unlink keep={() => setIsUnlinking(false)} give={give} />;
  return (
    <Message sign="!" title="revokedTitle">
      {link.account !== null && (
        <p class="name" data-testid="account-name">
          {link.account.name}
        </p>
      )}
      <p role="alert">{words('revokedText')}</p>
      <RevokedHealth link={link} give={give} />
      <div class="actions">
        <Button
          id="link"
          label="linkAgain"
          kind="primary"
          press={() => give({ command: 'link', way: 'browser' })}
        />
        <div class="row">
          <Button id="check" label="check" press={() => give({ command: 'confirm' })} />
          <Button id="unlink" label="unlink" press={() => setIsUnlinking(true)} />
        </div>
      </div>
    </Message>
  );
}
