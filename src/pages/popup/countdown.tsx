import { useEffect, useState } from 'preact/hooks';
import { i18n, i18nCount } from '../../i18n.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { minutesAndSeconds, secondsUntil } from './when.ts';

/** How long Plex lets somebody type a code, s; a bar over that is full at first. */
const usualLife = 900;

/** The time to the end of a code, as a bar and in words. */
export function TimeBar({ expiresAt }: { expiresAt: number }) {
  const seconds = useSecondsUntil(expiresAt);
  useMarks(seconds);
  const left = Math.min(1, seconds / usualLife);
  return (
    <div class="time">
      <div class="track" aria-hidden="true">
        <div style={{ inlineSize: `${left * 100}%` }} />
      </div>
      <Words seconds={seconds} />
    </div>
  );
}

/** Somebody who has a window open for it needs no clock, but for the last of these seconds. */
const lastSeconds = 300;

/** The time to the end of a request, once there is little of it. */
export function LastMinutes({ expiresAt }: { expiresAt: number }) {
  const seconds = useSecondsUntil(expiresAt);
  useMarks(seconds);
  return seconds <= lastSeconds && <Words seconds={seconds} />;
}

function Words({ seconds }: { seconds: number }) {
  const time = minutesAndSeconds(seconds);
  return (
    <p class="small numbers" role="timer">
      <Sentence text={seconds > 0 ? 'countdown' : 'lastCheck'}>
        <strong data-testid="countdown">{time}</strong>
      </Sentence>
    </p>
  );
}

/** The seconds are not read aloud, but three marks on the way are. */
function useMarks(seconds: number): void {
  useAnnounced(markAt(seconds, minutesAndSeconds(seconds)));
}

/** Five minutes, one minute, the end: each for some seconds, for a page may miss one. */
function markAt(seconds: number, time: string): string | null {
  if (seconds === 0) return i18n('lastCheck', time);
  const minutes = Math.ceil(seconds / 60);
  const isNew = seconds > minutes * 60 - 10;
  return isNew && (minutes === 5 || minutes === 1) ? i18nCount('minutesLeft', minutes) : null;
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
