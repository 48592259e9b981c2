import type { Linked } from '../../link/kept.ts';
import type { Give } from '../app.tsx';
import { Button } from '../button.tsx';
import { Title } from '../title.tsx';
import { words } from '../words.ts';

/** Whose account is linked, and the way out. */
export function LinkedScreen({ link, give }: { link: Linked; give: Give }) {
  const name = link.account?.name ?? words('linkedNameless');
  return (
    <section class="message">
      <Avatar name={name} picture={link.account?.avatar ?? null} />
      <Title text="linkedTitle" />
      <p class="name" data-testid="account-name">
        {name}
      </p>
      <p>{words('linkedText')}</p>
      <div class="actions">
        <p class="hint">{words('unlinkText')}</p>
        <Button id="unlink" label="unlink" press={() => give({ command: 'unlink' })} />
      </div>
    </section>
  );
}

/** The account's picture, or its initial where there is none. */
function Avatar({ name, picture }: { name: string; picture: string | null }) {
  if (picture !== null) return <img class="avatar" src={picture} alt="" />;
  const [initial = ''] = name;
  return (
    <div class="avatar" aria-hidden="true">
      {initial.toUpperCase()}
    </div>
  );
}
