import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/state.ts';
import type { LinkedView } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Avatar } from './avatar.tsx';
import { dayOf } from './when.ts';

/** Whose account it is, and since when. A time is 0 where it is not known. */
export function Card({ view: { account, linkedAt } }: { view: LinkedView }) {
  return (
    <div class="card owner">
      <Avatar account={account} />
      <div>
        <p class="name" data-testid="account-name">
          <bdi>{account?.name ?? i18n('linkedNameless')}</bdi>
        </p>
        {account?.email && <Email email={account.email} />}
        {account !== null && <Kind account={account} />}
        {linkedAt > 0 && <p class="small">{i18n('linkedSince', dayOf(linkedAt))}</p>}
      </div>
    </div>
  );
}

/** Hidden until it is pressed for: popups are seen in meetings, too. */
function Email({ email }: { email: string }) {
  const [isShown, setIsShown] = useState(false);
  const shown = useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone.
  useLayoutEffect(() => shown.current?.focus(), [isShown]);
  return isShown ? (
    <p ref={shown} tabIndex={-1} class="email" data-testid="email">
      <bdi>{email}</bdi>
    </p>
  ) : (
    <Button id="show-email" label="showEmail" kind="small" onPress={() => setIsShown(true)} />
  );
}

/** Whether it has a Plex Pass, and what it is in a Plex Home, as far as plex.tv says so. */
function Kind({ account: { hasPass, role } }: { account: Account }) {
  return (
    <ul class="kinds" data-testid="account-kind">
      {hasPass !== null && <li>{i18n(hasPass ? 'plexPass' : 'noPlexPass')}</li>}
      {role === 'home' && <li>{i18n('homeUser')}</li>}
      {role === 'managed' && <li>{i18n('managedUser')}</li>}
    </ul>
  );
}
