import type { Account, Linked } from '../../link/kept.ts';
import type { Give } from '../app.tsx';
import { Button } from '../button.tsx';
import { Title } from '../title.tsx';
import { words } from '../words.ts';

/** Whose account is linked, and the way out. */
export function LinkedScreen({ link, give }: { link: Linked; give: Give }) {
  const { account } = link;
  return (
    <section class="message">
      <Avatar account={account} />
      <Title text="linkedTitle" />
      <p class="name" data-testid="account-name">
        {account?.name ?? words('linkedNameless')}
      </p>
      <p>{words('linkedText')}</p>
      <div class="actions">
        <p class="hint">{words('unlinkText')}</p>
        <Button id="unlink" label="unlink" press={() => give({ command: 'unlink' })} />
      </div>
    </section>
  );
}

/** The account's picture, or its initial where there is none, or a tick until it is known. */
function Avatar({ account }: { account: Account | null }) {
  const { name = '✓', avatar = null } = account ?? {};
  if (avatar !== null) return <img class="avatar" src={avatar} alt="" />;
  const [initial = ''] = name;
  return (
    <div class="avatar" aria-hidden="true">
      {initial.toUpperCase()}
    </div>
  );
}
