import { useEffect, useState } from 'preact/hooks';
import { i18n } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { minutesAndSeconds, secondsUntil } from './when.ts';

/**
 * Counts down to the end of a pin. The seconds are not read aloud, but two marks on the way are.
 */
export function Countdown({ expiresAt }: { expiresAt: number }) {
  const seconds = useSecondsUntil(expiresAt);
  useAnnounced(markAt(seconds));
  return (
    <p class="countdown" role="timer">
      <Sentence text={seconds > 0 ? 'countdown' : 'lastCheck'}>
        <span data-testid="countdown">{minutesAndSeconds(seconds)}</span>
      </Sentence>
    </p>
  );
}

function markAt(seconds: number): string | null {
  if (seconds > 0 && seconds <= 10) return i18n('tenSecondsLeft');
  return seconds > 50 && seconds <= 60 ? i18n('oneMinuteLeft') : null;
}

/** The whole seconds until `time` (epoch ms), 0 after it. Each change comes when its second ends. */
export function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const left = time - now;
    // The part of a second that is left; a whole one where none is.
    const wait = left > 0 ? left % 1_000 || 1_000 : 1_000;
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [time, now]);
  return secondsUntil(time, now);
}
