import type { Linked, Revoked } from '../../core/state.ts';
import { i18n } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import type { Send } from './app.tsx';
import { useLook } from './look.ts';
import { when } from './when.ts';

/** Whether the link still works, as far as that is known. A broken link has a screen of its own. */
type HealthName = 'asking' | 'good' | 'unreachable' | 'rateLimited';

export function Health({ link, send }: { link: Linked; send: Send }) {
  const name = healthOf(link);
  useLook(name !== 'good', send);
  return (
    <div class="health" data-testid="health" data-health={name}>
      <p role="status">
        <strong>{i18n(titles[name])}</strong> {sentence(name, link)}
      </p>
      <Button id="check" label="check" onPress={() => send({ command: 'confirm' })} />
    </div>
  );
}

/** That plex.tv is being asked about a link that it has ended, or cannot be; else when it has said so. */
export function RevokedHealth({ link, send }: { link: Revoked; send: Send }) {
  const name = healthOf(link);
  useLook(name !== 'good', send);
  return (
    <p
      class="hint"
      role="status"
      data-testid="health"
      data-health={name === 'good' ? 'revoked' : name}
    >
      {name === 'good' ? (
        i18n('revokedAt', when(link.revokedAt))
      ) : (
        <>
          {i18n(titles[name])} {sentence(name, link)}
        </>
      )}
    </p>
  );
}

const titles = {
  asking: 'healthAsking',
  good: 'healthGood',
  unreachable: 'healthUnreachable',
  rateLimited: 'healthRateLimited',
} as const;

function healthOf({ trouble, retry }: Linked | Revoked): HealthName {
  if (trouble !== null) return trouble.reason === 'rateLimited' ? 'rateLimited' : 'unreachable';
  return retry === null ? 'good' : 'asking';
}

function sentence(name: HealthName, { trouble, retry }: Linked | Revoked): string {
  const since = when(trouble?.sinceAt ?? 0);
  switch (name) {
    case 'asking':
      return i18n('askingText');
    case 'good':
      return i18n('goodText');
    case 'unreachable':
      return i18n('unreachableText', since);
    case 'rateLimited':
      return i18n('rateLimitedText', since, when(retry?.askAt ?? 0));
  }
}
