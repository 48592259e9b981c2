import type { Effect } from '../core/effect.ts';
import type { Failure, LinkEvent } from '../core/event.ts';
import type { Way } from '../core/state.ts';
import { readAccount, signOut } from '../plex/account.ts';
import { approvalAddress, linkAddress } from '../plex/addresses.ts';
import type { Outcome, Plex } from '../plex/ask.ts';
import { readAvatar } from '../plex/avatar.ts';
import { checkPin, createPin } from '../plex/pins.ts';
import { closeApproval, openApproval } from './approval-window.ts';
import { announce } from './badge.ts';
import { smallPicture } from './small-picture.ts';

/** Carries out an effect, and says what came of it as an event; null where nobody needs to know. */
export async function perform(plex: Plex, effect: Effect): Promise<LinkEvent | null> {
  switch (effect.type) {
    case 'createPin':
      return created(plex, effect.way, effect.attempt);
    case 'checkPin':
      return checked(plex, effect.pinId);
    case 'openApproval':
      await openApproval(effect.address);
      return null;
    case 'closeApproval':
      await closeApproval();
      return null;
    case 'announce':
      // The approval window is in front until it is closed, and it has no button and no popup.
      await closeApproval();
      await announce();
      return null;
    case 'readAccount': {
      const { token } = effect;
      const sentAt = plex.now();
      const account = await readAccount(plex, token);
      if (!account.ok) return { type: 'accountNotRead', token, failure: failureOf(account) };
      return { type: 'accountRead', token, sentAt, account: account.value };
    }
    case 'readAvatar': {
      const { linkedAt, thumb } = effect;
      const picture = await readAvatar(plex.fetch, thumb);
      if (!picture.ok) return null;
      return { type: 'avatarRead', linkedAt, thumb, avatar: await smallPicture(picture.value) };
    }
    case 'signOut': {
      const { token } = effect;
      const outcome = await signOut(plex, token);
      if (outcome.ok) return { type: 'signedOut', token };
      return { type: 'notSignedOut', token, failure: failureOf(outcome) };
    }
  }
}

async function created(plex: Plex, way: Way, attempt: string): Promise<LinkEvent> {
  const outcome = await createPin(plex, way === 'browser' ? 'strong' : 'short');
  if (!outcome.ok) return { type: 'pinNotCreated', attempt, failure: failureOf(outcome) };
  const { id, code, expiresIn } = outcome.value;
  const address = way === 'browser' ? approvalAddress(plex.client, code) : linkAddress(code);
  // The end is counted on our own clock: the user's and plex.tv's need not agree.
  const expiresAt = plex.now() + expiresIn * 1_000;
  return {
    type: 'pinCreated',
    attempt,
    pin: { id, code, address, expiresAt, expiresIn, doubted: false },
  };
}

async function checked(plex: Plex, pinId: number): Promise<LinkEvent> {
  const sentAt = plex.now();
  const outcome = await checkPin(plex, pinId);
  if (!outcome.ok) return { type: 'pinNotChecked', pinId, failure: failureOf(outcome) };
  if (outcome.value === null) return { type: 'pinGone', pinId };
  const { authToken, expiresIn } = outcome.value;
  return authToken === null
    ? { type: 'pinPending', pinId, sentAt, expiresIn }
    : { type: 'pinClaimed', pinId, authToken };
}

function failureOf({ reason, retryAfter, status }: Outcome<never> & { ok: false }): Failure {
  return { reason, retryAfter, status };
}
