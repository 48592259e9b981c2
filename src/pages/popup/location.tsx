import type { Pin } from '../../core/state.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { hasWindows } from './tabs.ts';

/** Where plex.tv sees this computer or phone: Plex's page names it, and it is to be recognised there. */
export function Location({ pin: { location } }: { pin: Pin }) {
  if (location === null) return null;
  return (
    <p class="small location" data-testid="location">
      <Sentence text={hasWindows() ? 'location' : 'locationPhone'}>
        <bdi>{location}</bdi>
      </Sentence>
    </p>
  );
}
