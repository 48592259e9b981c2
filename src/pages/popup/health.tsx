import type { Health, LinkedView, RevokedView } from '../../core/view.ts';
import { i18n } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { lookIntervals, useLook } from './look.ts';
import type { Send } from './send.ts';
import { when } from './when.ts';

/** Whether the link still works, as far as that is known. A broken link has a screen of its own. */
export function LinkedHealth({ view, send }: { view: LinkedView; send: Send }) {
  const { health, confirmedAt } = view;
  return (
    <div class="health" data-testid="health" data-health={health.name}>
      <p role="status">
        <strong>{i18n(titles[health.name])}</strong> {linkedSentence(health, confirmedAt)}
      </p>
      <Button id="check" label="check" onPress={() => send({ command: 'check' })} />
    </div>
  );
}

/** That plex.tv is being asked about a link that it has ended, or cannot be; else when it has said so. */
export function RevokedHealth({ view: { health, refusedAt } }: { view: RevokedView }) {
  const { name } = health;
  return (
    <p
      class="hint"
      role="status"
      data-testid="health"
      data-health={name === 'good' ? 'revoked' : name}
    >
      {revokedSentence(health, refusedAt)}
    </p>
  );
}

/** Looks at a link: again and again while plex.tv has not said how it stands. */
export function useLookAtLink({ name }: Health, send: Send): void {
  useLook(name === 'good' ? null : lookIntervals.answer, false, send);
}

const titles = {
  asking: 'healthAsking',
  good: 'healthGood',
  unreachable: 'healthUnreachable',
  rateLimited: 'healthRateLimited',
} as const;

function revokedSentence({ name, nextAt }: Health, refusedAt: number): string {
  switch (name) {
    case 'asking':
      return i18n('healthAsking');
    case 'good':
      return i18n('revokedAt', when(refusedAt));
    case 'unreachable':
      return i18n('waitingTrouble');
    case 'rateLimited':
      return i18n('revokedRateLimited', when(nextAt));
  }
}

function linkedSentence({ name, sinceAt, nextAt }: Health, confirmedAt: number): string {
  switch (name) {
    case 'asking':
      return i18n('askingText');
    case 'good':
      return confirmedAt > 0 ? i18n('goodText', when(confirmedAt)) : '';
    case 'unreachable':
      return i18n('unreachableText', when(sinceAt));
    case 'rateLimited':
      return i18n('rateLimitedText', when(nextAt));
  }
}
