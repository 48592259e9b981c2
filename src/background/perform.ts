import type { Effect } from '../core/effect.ts';
import type { Failure, LinkEvent } from '../core/event.ts';
import type { ClientIdentifier, Way } from '../core/state.ts';
import { readAccount, signOut } from '../plex/account.ts';
import { approvalAddress } from '../plex/addresses.ts';
import type { Outcome, Plex } from '../plex/ask.ts';
import { readAvatar } from '../plex/avatar.ts';
import { checkPin, createPin } from '../plex/pins.ts';
import { closeApproval, openApproval } from './approval-window.ts';
import { announce } from './badge.ts';
import { smallPicture } from './small-picture.ts';

/** plex.tv, asked about one grant: under its own client identifier. */
export type PlexFor = (id: ClientIdentifier) => Plex;

/** Carries out an effect, and says what came of it as an event; null where nobody needs to know. */
export async function perform(plexFor: PlexFor, effect: Effect): Promise<LinkEvent | null> {
  switch (effect.type) {
    case 'openApproval':
      await openApproval(approvalAddress(plexFor(effect.id).client, effect.code));
      return null;
    case 'closeApproval':
      await closeApproval();
      return null;
    case 'announce':
      // The approval window is in front until it is closed, and it has no button and no popup.
      await closeApproval();
      await announce();
      return null;
    case 'createPin':
      return created(plexFor(effect.id), effect.id, effect.way);
    case 'checkPin':
      return checked(plexFor(effect.id), effect.id, effect.pinId);
    case 'readAccount': {
      const { id, token } = effect;
      const account = await readAccount(plexFor(id), token);
      if (!account.ok) return { type: 'accountNotRead', id, failure: failureOf(account) };
      return { type: 'accountRead', id, account: account.value };
    }
    case 'readAvatar': {
      const { id, thumb } = effect;
      const picture = await readAvatar(plexFor(id).fetch, thumb);
      if (!picture.ok) return null;
      return { type: 'avatarRead', id, thumb, avatar: await smallPicture(picture.value) };
    }
    case 'signOut': {
      const { id, token } = effect;
      const outcome = await signOut(plexFor(id), token);
      if (outcome.ok) return { type: 'signedOut', id };
      return { type: 'notSignedOut', id, failure: failureOf(outcome) };
    }
  }
}

async function created(plex: Plex, id: ClientIdentifier, way: Way): Promise<LinkEvent> {
  const outcome = await createPin(plex, way === 'browser' ? 'strong' : 'short');
  if (!outcome.ok) return { type: 'pinNotCreated', id, failure: failureOf(outcome) };
  // The end is counted on our own clock: the user's and plex.tv's need not agree.
  const expiresAt = plex.now() + outcome.value.expiresIn * 1_000;
  return { type: 'pinCreated', id, pin: { ...outcome.value, expiresAt, graceGiven: false } };
}

async function checked(plex: Plex, id: ClientIdentifier, pinId: number): Promise<LinkEvent> {
  const sentAt = plex.now();
  const outcome = await checkPin(plex, pinId);
  if (!outcome.ok) return { type: 'pinNotChecked', id, failure: failureOf(outcome) };
  if (outcome.value === null) return { type: 'pinGone', id };
  const { authToken, expiresIn, isNewAccount } = outcome.value;
  return authToken === null
    ? { type: 'pinPending', id, sentAt, expiresIn }
    : { type: 'pinClaimed', id, authToken, isNewAccount };
}

function failureOf({ reason, retryAfter, status }: Outcome<never> & { ok: false }): Failure {
  return { reason, retryAfter, status };
}
