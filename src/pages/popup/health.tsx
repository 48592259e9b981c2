import { useState } from 'preact/hooks';
import type { Health, LinkedView, RevokedView } from '../../core/view.ts';
import { i18n, type MessageKey } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Steady } from '../../ui/steady.tsx';
import { lookIntervals, useLook } from './look.ts';
import type { Send } from './send.ts';
import { when } from './when.ts';

/** Whether the link still works, as far as that is known. A broken link has a screen of its own. */
export function LinkedHealth({ view, check }: { view: LinkedView; check: Check }) {
  const { health, confirmedAt } = view;
  return (
    <div class="health" data-testid="health" data-health={health.name}>
      <p>
        <Steady room={everyHealth().map(one => <Words health={one} confirmedAt={one.sinceAt} />)}>
          <Words health={health} confirmedAt={confirmedAt} />
        </Steady>
      </p>
      <CheckButton check={check} kind="small" />
    </div>
  );
}

/** How a link can stand, each since yesterday: there is room for the words of all, and a date makes them longer. */
export function everyHealth(): Health[] {
  const at = Date.now() - 86_400_000;
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

/** A press that asks plex.tv about the link. */
export interface Check {
  /** Whether plex.tv is being asked. */
  readonly isBusy: boolean;
  readonly press: () => void;
}

/** How a link stood when it was asked about; an answer changes it, whichever that is. */
interface Asked {
  readonly answeredAt: number;
  readonly failures: number;
}

/** Asks about a link that plex.tv last answered for at this time (epoch ms), and knows until when. */
export function useCheck({ name, failures }: Health, answeredAt: number, send: Send): Check {
  const [asked, setAsked] = useState<Asked | null>(null);
  const isAsked = asked?.answeredAt === answeredAt && asked.failures === failures;
  const press = () => {
    setAsked({ answeredAt, failures });
    send({ command: 'check' }, () => setAsked(null));
  };
  return { isBusy: isAsked || name === 'asking', press };
}

interface CheckButtonProps {
  check: Check;
  label?: MessageKey;
  kind?: ButtonKind;
  icon?: IconName;
}

/** While plex.tv is asked, the button waits. */
export function CheckButton({ check, label = 'check', ...look }: CheckButtonProps) {
  return <Button id="check" label={label} {...look} isBusy={check.isBusy} onPress={check.press} />;
}

/** That plex.tv is being asked about a link that it has ended, or cannot be; else when it has said so. */
export function RevokedHealth({ view, check }: { view: RevokedView; check: Check }) {
  const { health, refusedAt } = view;
  const { name } = health;
  const sentence = revokedSentence(health, refusedAt);
  useAnnounced(check.isBusy ? i18n('healthAsking') : sentence);
  return (
    <p class="small" data-testid="health" data-health={name === 'good' ? 'revoked' : name}>
      <Steady room={everyHealth().map(one => revokedSentence(one, one.sinceAt))}>{sentence}</Steady>
    </p>
  );
}

/** Looks at a link: again and again while plex.tv has not said how it stands, or something else is awaited. */
export function useLookAtLink({ name }: Health, awaits: boolean, send: Send): void {
  useLook(name === 'good' && !awaits ? null : lookIntervals.answer, false, send);
}

/** Announces how the link stands whenever that changes or was asked, on whatever screen. */
export function useHealthAnnounced({ name }: Health, { isBusy }: Check): void {
  useAnnounced(i18n(isBusy ? 'healthAsking' : titles[name]));
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
