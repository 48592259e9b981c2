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

/** What stands for a name where there is no picture. */
export function initialOf(name: string): string {
  const [initial = ''] = name;
  return initial.toUpperCase();
}
