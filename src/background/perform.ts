import type { Effect } from '../core/effect.ts';
import type { Device, Failure, LinkEvent } from '../core/event.ts';
import type { ClientIdentifier, Way } from '../core/state.ts';
import { readAccount, signOut } from '../plex/account.ts';
import { approvalAddress } from '../plex/addresses.ts';
import type { Outcome, Plex } from '../plex/ask.ts';
import { readAvatar } from '../plex/avatar.ts';
import { identifierOf } from '../plex/client.ts';
import type { Device as ListedDevice } from '../plex/device-list.ts';
import { endDevice, readDevices } from '../plex/devices.ts';
import { checkPin, createPin } from '../plex/pins.ts';
import { announce } from './announce.ts';
import { closeApproval, openApproval } from './approval-window.ts';
import { smallPicture } from './small-picture.ts';
import { approveToolPin, keepCode } from './tool-pins.ts';

/** plex.tv, asked about one grant: under its own client identifier, and the name of its tool. */
export type PlexFor = (id: ClientIdentifier, tool?: string) => Plex;

/** Carries out an effect, and says what came of it as an event; null where nobody needs to know. */
export async function perform(plexFor: PlexFor, effect: Effect): Promise<LinkEvent | null> {
  switch (effect.type) {
    case 'openApproval':
      await openApproval(effect.id, approvalAddress(plexFor(effect.id).client, effect.code));
      return null;
    case 'closeApproval':
      await closeApproval();
      return null;
    case 'announce':
      await announce();
      return null;
    case 'createPin':
      return created(plexFor(effect.id, effect.tool), effect.id, effect.way);
    case 'approvePin': {
      const { id, by, token } = effect;
      const outcome = await approveToolPin(plexFor(by), id, token);
      if (outcome.ok) return { type: 'pinApproved', id };
      return { type: 'pinNotApproved', id, failure: failureOf(outcome) };
    }
    case 'checkPin':
      return checked(plexFor(effect.id, effect.tool), effect.id, effect.pinId);
    case 'readAccount': {
      const { id, token, tool } = effect;
      const account = await readAccount(plexFor(id, tool), token);
      if (!account.ok) return { type: 'accountNotRead', id, failure: failureOf(account) };
      return { type: 'accountRead', id, account: account.value };
    }
    case 'readAvatar': {
      const { id, thumb } = effect;
      const picture = await readAvatar(plexFor(id), thumb);
      if (!picture.ok) return { type: 'avatarNotRead', id, failure: failureOf(picture) };
      return { type: 'avatarRead', id, thumb, avatar: await smallPicture(picture.value) };
    }
    case 'signOut': {
      const { id, token, tool } = effect;
      const outcome = await signOut(plexFor(id, tool), token);
      if (outcome.ok) return { type: 'signedOut', id };
      return { type: 'notSignedOut', id, failure: failureOf(outcome) };
    }
    case 'readDevices': {
      const { id, token } = effect;
      const devices = await readDevices(plexFor(id), token);
      if (!devices.ok) return { type: 'devicesNotRead', id, failure: failureOf(devices) };
      const hasAsker = rowOf(devices.value, id) !== undefined;
      return { type: 'devicesRead', id, devices: devices.value.map(deviceOf), hasAsker };
    }
    case 'removeDevice':
      return removed(plexFor(effect.by), effect);
  }
}

async function created(plex: Plex, id: ClientIdentifier, way: Way | null): Promise<LinkEvent> {
  const outcome = await createPin(plex, way === 'device' ? 'short' : 'strong');
  if (!outcome.ok) return { type: 'pinNotCreated', id, failure: failureOf(outcome) };
  // The end is counted on our own clock: the user's and plex.tv's need not agree.
  const expiresAt = plex.now() + outcome.value.expiresIn * 1_000;
  const code = way === null ? keepCode(id, outcome.value.code) : outcome.value.code;
  return { type: 'pinCreated', id, pin: { ...outcome.value, code, expiresAt, graceGiven: false } };
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

async function removed(plex: Plex, { id, by, token, isListed }: Removal): Promise<LinkEvent> {
  const devices = await readDevices(plex, token);
  if (!devices.ok) return notRemoved(id, failureOf(devices));
  const device = rowOf(devices.value, id);
  if (device === undefined) {
    // What lacks even who asks for it is not the whole list, or another account's.
    const hasAsker = rowOf(devices.value, by) !== undefined;
    return hasAsker ? { type: 'deviceNotListed', id } : notRemoved(id, failed('gone', 200));
  }
  if (!isListed) return { type: 'deviceListed', id, seenAt: deviceOf(device).seenAt };
  const { deviceId } = device;
  if (deviceId === null) return notRemoved(id, failed('unexpectedBody', 200));
  const outcome = await endDevice(plex, deviceId, token);
  if (!outcome.ok) return notRemoved(id, failureOf(outcome));
  // That it is gone which was just listed is believed once it is not listed any more.
  if (outcome.value === 'gone') return notRemoved(id, failed('gone', 404));
  return { type: 'deviceRemoved', id };
}

type Removal = Extract<Effect, { type: 'removeDevice' }>;

function notRemoved(id: ClientIdentifier, failure: Failure): LinkEvent {
  return { type: 'deviceNotRemoved', id, failure };
}

function failed(reason: Failure['reason'], status: number): Failure {
  return { reason, status, retryAfter: null };
}

/** A device is known by its client identifier: its name may be changed by whoever uses it. */
function rowOf(devices: readonly ListedDevice[], id: ClientIdentifier): ListedDevice | undefined {
  return devices.find(({ clientIdentifier }) => clientIdentifier === identifierOf(id));
}

function deviceOf({ clientIdentifier, lastSeenAt }: ListedDevice): Device {
  return { clientIdentifier, seenAt: lastSeenAt ?? 0 };
}

/** What there is to tell of an outcome that is none. */
export function failureOf({ reason, retryAfter, status }: Outcome<never> & { ok: false }): Failure {
  return { reason, retryAfter, status };
}
