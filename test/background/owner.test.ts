import { expect, test, vi } from 'vitest';
import { createOwner, type Ports } from '../../src/background/owner.ts';
import type { LinkEvent } from '../../src/core/event.ts';
import type { Entry } from '../../src/core/journal.ts';
import type { State } from '../../src/core/state.ts';
import { at, events, keep, links, now } from '../core/examples.ts';

/** An owner over a disk of its own, whose effects come to nothing unless a test says otherwise. */
function surrounded(state: State) {
  let disk = state;
  const perform = vi.fn<Ports['perform']>(async () => null);
  const outside = {
    read: vi.fn(async () => ({ state: disk, isMended: false, journal: [] as readonly Entry[] })),
    write: vi.fn(async (next: State, _: readonly Entry[]) => {
      disk = next;
    }),
    arm: vi.fn(async (_: number) => undefined),
    perform,
    context: () => at(now),
  };
  return { ...outside, tell: createOwner(outside) };
}

/** Lets everything happen that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

test('what changes nothing is not saved, and what changes something is, after its alarm', async () => {
  const { tell, write, arm } = surrounded(keep(links.waiting));
  await tell(events.reopenPressed);
  expect(write).not.toHaveBeenCalled();
  await tell(events.pageHeard);
  expect(write).toHaveBeenCalledOnce();
  expect(arm).toHaveBeenLastCalledWith(links.waiting.checkAt);
  expect(arm.mock.invocationCallOrder.at(-1)).toBeLessThan(write.mock.invocationCallOrder[0] ?? 0);
});

test('what cannot be read is read again in half a minute', async () => {
  const { tell, write, read, arm } = surrounded(keep(links.unlinked));
  read.mockRejectedValueOnce(new Error('It cannot be read.'));
  await expect(tell(events.woken)).rejects.toThrow('It cannot be read.');
  expect(arm).toHaveBeenCalledExactlyOnceWith(now + 30_000);
  expect(write).not.toHaveBeenCalled();
});

test('what was mended is saved even where nothing happens', async () => {
  const { tell, write, read } = surrounded(keep(links.unlinked));
  read.mockResolvedValueOnce({ state: keep(links.unlinked), isMended: true, journal: [] });
  await tell(events.woken);
  expect(write).toHaveBeenCalledExactlyOnceWith(keep(links.unlinked), []);
});

test('an alarm that is far off is set after the save, and a near one for as long as that takes', async () => {
  const { tell, write, arm } = surrounded(keep(links.linked));
  await tell(events.accountRead);
  expect(arm.mock.calls).toEqual([[now + 30_000], [now + 86_400_000]]);
  const [near = 0, far = 0] = arm.mock.invocationCallOrder;
  const [saved = 0] = write.mock.invocationCallOrder;
  expect([near < saved, saved < far]).toEqual([true, true]);
  await tell(events.woken);
  expect(arm.mock.calls.slice(2)).toEqual([[now + 86_400_000]]);
});

test('an alarm that is near is set once, before the save', async () => {
  const { tell, arm } = surrounded(keep(links.unlinked));
  await tell(events.linkPressed);
  expect(arm.mock.calls).toEqual([[now + 30_000]]);
});

test('no alarm is set for a step after which there is nothing to do', async () => {
  const { tell, write, arm } = surrounded(keep(links.failed));
  await tell(events.cancelPressed);
  expect(write).toHaveBeenCalledOnce();
  expect(arm).not.toHaveBeenCalled();
});

test('the alarm is left alone where there is nothing to wake for', async () => {
  const { tell, arm } = surrounded(keep(links.unlinked));
  await tell(events.woken);
  expect(arm).not.toHaveBeenCalled();
});

test('the same request is made once at a time, and again when it has been answered', async () => {
  const { tell, perform } = surrounded(keep(links.waiting));
  let answer: (event: LinkEvent | null) => void = () => undefined;
  perform.mockImplementationOnce(
    () =>
      new Promise(resolve => {
        answer = resolve;
      }),
  );
  await tell(events.approvalClosed);
  await tell(events.approvalClosed);
  expect(perform).toHaveBeenCalledExactlyOnceWith({ type: 'checkPin', pinId: 7 });
  answer(null);
  await settle();
  await tell(events.approvalClosed);
  expect(perform).toHaveBeenCalledTimes(2);
});

test('what came of an effect is told, and nothing is where nothing came or it failed', async () => {
  const { tell, perform, read, write } = surrounded(keep(links.waiting));
  perform.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error('It failed.'));
  for (const times of [1, 2]) {
    await tell(events.approvalClosed);
    await settle();
    expect(read).toHaveBeenCalledTimes(times);
  }
  perform.mockResolvedValueOnce(events.pinGone);
  await tell(events.approvalClosed);
  await settle();
  const gone = { at: now, event: 'pinGone', times: 1, http: 404, reason: null, status: 'failed' };
  expect(write).toHaveBeenLastCalledWith(keep({ ...links.failed, reason: 'gone' }), [gone]);
});

test('a step that fails is told to who began it, and stands in the way of no other', async () => {
  const { tell, write, perform } = surrounded(keep(links.waiting));
  write.mockRejectedValueOnce(new Error('The disk is full.'));
  await expect(tell(events.approvalClosed)).rejects.toThrow('The disk is full.');
  expect(perform).not.toHaveBeenCalled();
  await tell(events.approvalClosed);
  expect(perform).toHaveBeenCalledOnce();
});
