import { useEffect, useState } from 'preact/hooks';
import { patience } from '../../core/intervals.ts';
import type { Health, LinkedView, RevokedView } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { useAnnounced, useSay } from '../../ui/announcer.tsx';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Steady } from '../../ui/steady.tsx';
import { lookIntervals, useLook } from './look.ts';
import type { Send } from './send.ts';
import { when } from './when.ts';

/** Whether the link still works, as far as that is known. A broken link has a screen of its own. */
export function LinkedHealth({ view, send }: { view: LinkedView; send: Send }) {
  const { health, confirmedAt } = view;
  return (
    <div class="health" data-testid="health" data-health={health.name}>
      <p>
        <Steady
          room={everyHealth(confirmedAt).map(one => (
            <Words health={one} confirmedAt={one.sinceAt} />
          ))}
        >
          <Words health={health} confirmedAt={confirmedAt} />
        </Steady>
      </p>
      <CheckButton health={health} kind="small" send={send} />
    </div>
  );
}

/**
 * How a link can stand: there is room for the words of all. Each has begun when plex.tv last answered
 * (epoch ms; 0 where it has not), for a time of another day is written with its date, and longer.
 */
export function everyHealth(answeredAt: number): Health[] {
  const at = answeredAt || Date.now();
  const names = ['asking', 'good', 'unreachable', 'rateLimited'] as const;
  return names.map(name => ({ name, sinceAt: at, nextAt: at, failures: 0 }));
}

function Words({ health, confirmedAt }: Pick<LinkedView, 'health' | 'confirmedAt'>) {
  return (
    <>
      <strong>{i18n(titles[health.name])}</strong>
      <span>{linkedSentence(health, confirmedAt)}</span>
    </>
  );
}

interface CheckProps {
  health: Health;
  label?: MessageKey;
  kind?: ButtonKind;
  icon?: IconName;
  send: Send;
}

/** Asks plex.tv about the link now. While it is asked, the button waits; what comes of it is said. */
export function CheckButton({ health, label = 'check', send, ...look }: CheckProps) {
  const { name, failures } = health;
  const [pressedAt, setPressedAt] = useState<Health | null>(null);
  const isUnanswered = pressedAt?.name === name && pressedAt.failures === failures;
  const say = useSay();
  useEffect(() => {
    if (pressedAt === null || isUnanswered) return;
    // Another state is said by itself, and the same one by nothing else.
    if (pressedAt.name === name) say(i18n(titles[name]));
    setPressedAt(null);
  }, [pressedAt, isUnanswered]);
  useEffect(() => {
    if (pressedAt === null) return;
    // What has never been asked is not waited for.
    const timer = setTimeout(() => setPressedAt(null), patience);
    return () => clearTimeout(timer);
  }, [pressedAt]);
  const check = () => {
    send({ command: 'check' });
    // Of a link that works, that it is asked about is another state, and said by itself.
    if (name === 'good') return;
    setPressedAt(health);
    say(i18n('healthAsking'));
  };
  const isBusy = name === 'asking' || isUnanswered;
  return <Button id="check" label={label} {...look} isBusy={isBusy} onPress={check} />;
}

/** That plex.tv is being asked about a link that it has ended, or cannot be; else when it has said so. */
export function RevokedHealth({ view: { health, refusedAt } }: { view: RevokedView }) {
  const { name } = health;
  const sentence = revokedSentence(health, refusedAt);
  useAnnounced(sentence);
  return (
    <p class="small" data-testid="health" data-health={name === 'good' ? 'revoked' : name}>
      <Steady room={everyHealth(refusedAt).map(one => revokedSentence(one, one.sinceAt))}>
        {sentence}
      </Steady>
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
