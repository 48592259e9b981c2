import { expect, test, vi } from 'vitest';
import { createOwner, type Ports } from '../../src/background/owner.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import type { Entry } from '../../src/core/journal.ts';
import { initial, type Saved } from '../../src/core/state.ts';
import { events, good, grants, now, savedWith } from '../core/examples.ts';

const { waiting, failed } = grants;

/** An owner over a disk of its own, whose effects come to nothing unless a test says otherwise. */
function ownerOf(saved: Saved) {
  let disk = saved;
  const ports = {
    read: vi.fn<Ports['read']>(async () => ({ saved: disk, journal: [], isRepaired: false })),
    write: vi.fn(async (next: Saved, _: readonly Entry[]) => {
      disk = next;
    }),
    arm: vi.fn(async (_: number | null) => undefined),
    perform: vi.fn<Ports['perform']>(async () => null),
    context: () => ({ now, random: 0 }),
  };
  return { ...ports, dispatch: createOwner(ports) };
}

/** Lets everything happen that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

test('what changes nothing is not saved, and what changes something is, after its alarm', async () => {
  const { dispatch, write, arm } = ownerOf(savedWith(waiting));
  await dispatch(events.reopenPressed);
  expect(write).not.toHaveBeenCalled();
  await dispatch(events.pageHeard);
  expect(write).toHaveBeenCalledOnce();
  expect(arm).toHaveBeenLastCalledWith(waiting.pending.dueAt);
  expect(arm.mock.invocationCallOrder.at(-1)).toBeLessThan(write.mock.invocationCallOrder[0] ?? 0);
});

test('what a newer version has saved is left alone, and nobody is woken for it', async () => {
  const { dispatch, write, read, arm, perform } = ownerOf(savedWith(waiting));
  read.mockResolvedValue(null);
  for (const event of Object.values(events)) await dispatch(event);
  await settle();
  for (const port of [write, perform]) expect(port).not.toHaveBeenCalled();
  expect(new Set(arm.mock.calls.flat())).toEqual(new Set([null]));
});

test('where nothing can be read, the alarm stays as it is', async () => {
  const { dispatch, write, read, arm } = ownerOf(initial);
  read.mockRejectedValueOnce(new Error('It cannot be read.'));
  await expect(dispatch(events.woken)).rejects.toThrow('It cannot be read.');
  for (const port of [write, arm]) expect(port).not.toHaveBeenCalled();
});

test('what was repaired is saved even where nothing happens', async () => {
  const { dispatch, write, read } = ownerOf(initial);
  read.mockResolvedValueOnce({ saved: initial, journal: [], isRepaired: true });
  await dispatch(events.woken);
  expect(write).toHaveBeenCalledExactlyOnceWith(initial, []);
});

test('an alarm that is far off is set after the save, and a near one for as long as that takes', async () => {
  const { dispatch, write, arm } = ownerOf(savedWith(grants.held));
  await dispatch(events.accountRead);
  expect(arm.mock.calls).toEqual([[now + 30_000], [now + 86_400_000]]);
  const [near = 0, far = 0] = arm.mock.invocationCallOrder;
  const [saved = 0] = write.mock.invocationCallOrder;
  expect([near < saved, saved < far]).toEqual([true, true]);
  await dispatch(events.woken);
  expect(arm.mock.calls.slice(2)).toEqual([[now + 86_400_000]]);
});

test('a far alarm is not set where the save has failed', async () => {
  const { dispatch, write, arm } = ownerOf(savedWith(grants.held));
  write.mockRejectedValueOnce(new Error('The disk is full.'));
  await expect(dispatch(events.accountRead)).rejects.toThrow('The disk is full.');
  expect(arm.mock.calls).toEqual([[now + 30_000]]);
});

test('where a save has failed after which nothing was to do, the alarm stays as it is', async () => {
  const { dispatch, write, arm } = ownerOf(savedWith(failed));
  write.mockRejectedValueOnce(new Error('The disk is full.'));
  await expect(dispatch(events.cancelPressed)).rejects.toThrow('The disk is full.');
  expect(arm).not.toHaveBeenCalled();
});

test('an alarm that is near is set once, before the save', async () => {
  const { dispatch, arm } = ownerOf(initial);
  await dispatch(events.linkPressed);
  expect(arm.mock.calls).toEqual([[now + 30_000]]);
});

test('nobody is woken any more after a step that leaves nothing to do, once that is saved', async () => {
  const { dispatch, write, arm } = ownerOf(savedWith(failed));
  await dispatch(events.cancelPressed);
  expect(arm).toHaveBeenCalledExactlyOnceWith(null);
  const [saved = 0] = write.mock.invocationCallOrder;
  expect(arm.mock.invocationCallOrder[0]).toBeGreaterThan(saved);
});

test('nor after one that finds nothing to do', async () => {
  const { dispatch, arm } = ownerOf(initial);
  await dispatch(events.woken);
  expect(arm).toHaveBeenCalledExactlyOnceWith(null);
});

test('the same request is made once at a time, and again when it has been answered', async () => {
  const { dispatch, perform } = ownerOf(savedWith(good));
  let answer: (event: LinkEvent | null) => void = () => undefined;
  perform.mockImplementationOnce(
    () =>
      new Promise(resolve => {
        answer = resolve;
      }),
  );
  await dispatch(events.checkPressed);
  await dispatch(events.checkPressed);
  const request = { type: 'readAccount', id: 'mine', token: 'token-of-mine' };
  expect(perform).toHaveBeenCalledExactlyOnceWith(request);
  answer(null);
  await settle();
  await dispatch(events.checkPressed);
  expect(perform).toHaveBeenCalledTimes(2);
});

test('each approval page is closed, also while the one before is still being closed', async () => {
  const { dispatch, perform } = ownerOf(savedWith({ ...waiting, way: 'browser' }));
  perform.mockImplementation(() => new Promise(() => undefined));
  await dispatch(events.cancelPressed);
  await dispatch({ type: 'linkPressed', way: 'browser', id: 'next' });
  await dispatch({ ...events.pinCreated, id: 'next' });
  await dispatch(events.cancelPressed);
  const closings = perform.mock.calls.flat().filter(({ type }) => type === 'closeApproval');
  expect(closings).toMatchObject([{ id: 'mine' }, { id: 'next' }]);
});

test('what came of an effect is told, and nothing is where nothing came or it failed', async () => {
  const { dispatch, perform, read, write } = ownerOf(savedWith(waiting));
  perform.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error('It failed.'));
  for (const times of [1, 2]) {
    await dispatch(events.approvalClosed);
    await settle();
    expect(read).toHaveBeenCalledTimes(times);
  }
  perform.mockResolvedValueOnce(events.pinGone);
  await dispatch(events.approvalClosed);
  await settle();
  const entry = { at: now, lastAt: now, event: 'pinGone', times: 1, grant: 1, http: 404 };
  const gone = savedWith({ ...failed, reason: 'gone' });
  expect(write).toHaveBeenLastCalledWith(gone, [{ ...entry, reason: null, status: 'failed' }]);
});

test('a step that fails is told to who began it, and stands in the way of no other', async () => {
  const { dispatch, write, perform } = ownerOf(savedWith(waiting));
  write.mockRejectedValueOnce(new Error('The disk is full.'));
  await expect(dispatch(events.approvalClosed)).rejects.toThrow('The disk is full.');
  expect(perform).not.toHaveBeenCalled();
  await dispatch(events.approvalClosed);
  expect(perform).toHaveBeenCalledOnce();
});

test('events take turns', async () => {
  const { dispatch, write } = ownerOf(initial);
  await Promise.all([dispatch(events.linkPressed), dispatch({ ...events.linkPressed, id: 'two' })]);
  expect(write).toHaveBeenCalledOnce();
});
