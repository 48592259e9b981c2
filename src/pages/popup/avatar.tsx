import type { Account } from '../../core/state.ts';

/** The account's picture, or its initial where there is none, or a tick until it is known. */
export function Avatar({ account }: { account: Account | null }) {
  const { name = '✓', avatar = null } = account ?? {};
  if (avatar !== null) return <img class="avatar" src={avatar} alt="" />;
  return (
    <span class="avatar" aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}

/** What stands beside the name of a tool: tools have no pictures. */
export function Letter({ name }: { name: string }) {
  return (
    <span class="letter" aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}

function initialOf(name: string): string {
  const [initial = ''] = name;
  return initial.toUpperCase();
}
