import type { PlexTv } from '../plex-tv/index.ts';
import type { Pin } from '../plex-tv/pins.ts';

/** What plex.tv's own records say of a token: the pin that it was given out for, and whose that is. */
export interface Issued {
  readonly pin: Pin;
  readonly token: string;
  readonly isAlive: boolean;
  /** Whether it was given out for another pin as well. */
  readonly isShared: boolean;
}

/** Every token that was given out for a pin of a tool: these say so in the names of their devices. */
export function issuedToTools({ pins }: Pick<PlexTv, 'pins'>): readonly Issued[] {
  return pins
    .filter(({ deviceName }) => deviceName.endsWith(' (Pinlink)'))
    .flatMap(pin => {
      const { answer } = pin;
      if (answer === null || answer === 'denied') return [];
      const isShared = pins.filter(other => other.answer === answer).length > 1;
      return { pin, token: answer.token, isAlive: answer.alive, isShared };
    });
}
