import type { Health, LinkedView, RevokedView } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { lookIntervals, useLook } from './look.ts';
import type { Send } from './send.ts';
import { when } from './when.ts';

/** Whether the link still works, as far as that is known. A broken link has a screen of its own. */
export function LinkedHealth({ view, send }: { view: LinkedView; send: Send }) {
  const { health, confirmedAt } = view;
  return (
    <div class="health" data-testid="health" data-health={health.name}>
      <p>
        <strong>{i18n(titles[health.name])}</strong> {linkedSentence(health, confirmedAt)}
      </p>
      <Button id="check" label="check" onPress={() => send({ command: 'check' })} />
    </div>
  );
}

/** That plex.tv is being asked about a link that it has ended, or cannot be; else when it has said so. */
export function RevokedHealth({ view: { health, refusedAt } }: { view: RevokedView }) {
  const { name } = health;
  const sentence = revokedSentence(health, refusedAt);
  useAnnounced(sentence);
  return (
    <p class="small" data-testid="health" data-health={name === 'good' ? 'revoked' : name}>
      {sentence}
    </p>
  );
}

/** Looks at a link: again and again while plex.tv has not said how it stands, or something else is awaited. */
export function useLookAtLink({ name }: Health, awaits: boolean, send: Send): void {
  useLook(name === 'good' && !awaits ? null : lookIntervals.answer, false, send);
}

/** Announces how the link stands whenever that changes, on whatever screen. */
export function useHealthAnnounced({ name }: Health): void {
  useAnnounced(i18n(titles[name]));
}

const titles: Record<Health['name'], MessageKey> = {
  asking: 'healthAsking',
  good: 'healthGood',
  unreachable: 'healthUnreachable',
  rateLimited: 'healthRateLimited',
};

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
