import { describe, expect, test } from 'vitest';
import { devicesPage } from '../../src/plex/addresses.ts';
import { factsWith, runAt } from './run.ts';
import { valuesAt } from './secrets.ts';
import { StandIn, type Trouble } from './stand-in.ts';

/** As many requests as a whole check makes, if the person allows the pin at once. */
const requests = 28;

const steps = Array.from({ length: requests }, (_, index) => index);

function expectNoValues(standIn: StandIn, report: string): void {
  expect(valuesAt(standIn).filter(value => report.includes(value))).toEqual([]);
}

describe('nothing is left behind', () => {
  test('and all steps are tried here', async () => {
    const standIn = new StandIn();
    await runAt(standIn, { patience: 0 });
    expect(standIn.requests.length).toBeLessThanOrEqual(requests);
    expect(standIn.requests.length).toBeGreaterThan(20);
  });

  test.each([0, 1, 2, 3, 4, 5])('after «no» to question %i', async refused => {
    const standIn = new StandIn();
    const { report, isClean } = await runAt(standIn, { answer: index => index !== refused });
    expect(report).toContain('you said no');
    expect(factsWith(report, 'otherwise')).toEqual([]);
    expect(standIn.alive).toEqual([]);
    expect(isClean).toBe(true);
    expectNoValues(standIn, report);
  });

  test('after nothing but «no»: nothing was made either', async () => {
    const standIn = new StandIn();
    const { report } = await runAt(standIn, { answer: () => false });
    expect(standIn.plex.pins).toEqual([]);
    expect(standIn.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(factsWith(report, 'as expected')).toEqual(['invalidToken']);
  });

  test.each(['outage', 'outageDone', 'cut', 'cutDone', 'nonsense', 'page', 'limit'] as Trouble[])(
    'after %s at any step',
    async trouble => {
      for (const step of steps) {
        const standIn = new StandIn();
        standIn.trouble = index => (index === step ? trouble : null);
        const { report, isClean } = await runAt(standIn, { patience: 1 });
        // Somebody who waits for a minute is told that nobody looks any more.
        const isOpen = report.includes('do not allow it any more');
        expect({ step, alive: standIn.alive, isClean }).toEqual({
          step,
          alive: [],
          isClean: !isOpen,
        });
        if (!/nonsense|page/.test(trouble)) expect(factsWith(report, 'otherwise')).toEqual([]);
        expectNoValues(standIn, report);
      }
    },
  );

  test.each(['outage', 'cutDone', 'nonsense', 'page', 'limit'] as Trouble[])(
    'or it is said where to look, with %s from any step on',
    async trouble => {
      for (const step of steps) {
        const standIn = new StandIn();
        standIn.trouble = index => (index >= step ? trouble : null);
        const { report, isClean, said } = await runAt(standIn);
        if (isClean) expect({ step, alive: standIn.alive }).toEqual({ step, alive: [] });
        else expect(said.join('\n')).toMatch(/at https:\/\/app\.plex\.tv\/desktop|do not allow/);
        if (standIn.alive.length > 0) expect(report).toContain(devicesPage);
        expectNoValues(standIn, report);
      }
    },
  );

  test('after a stop at any step', async () => {
    for (const step of steps) {
      const standIn = new StandIn();
      const stopping = new AbortController();
      standIn.trouble = index => {
        if (index === step) stopping.abort();
        return null;
      };
      const { report } = await runAt(standIn, { stop: stopping.signal, patience: 0 });
      expect({ step, alive: standIn.alive }).toEqual({ step, alive: [] });
      expect(factsWith(report, 'otherwise')).toEqual([]);
      if (step < 20) expect(report).toContain('It was stopped.');
    }
  });

  test('after a stop at a question', async () => {
    for (const question of [0, 1, 2, 3, 4, 5]) {
      const standIn = new StandIn();
      const stopping = new AbortController();
      const answer = (index: number) => {
        if (index === question) stopping.abort();
        return index < question;
      };
      const { report, isClean } = await runAt(standIn, { stop: stopping.signal, answer });
      expect(report).toContain('It was stopped.');
      expect(report).toContain('the check did not come so far');
      expect(standIn.alive).toEqual([]);
      expect(isClean).toBe(true);
    }
  });

  test('where the check itself has failed', async () => {
    const standIn = new StandIn();
    const answer = (index: number) => {
      if (index === 3) throw new TypeError(`It was ${standIn.alive}.`);
      return true;
    };
    const { report } = await runAt(standIn, { answer });
    expect(report).toContain('It has failed by itself (TypeError).');
    expect(standIn.alive).toEqual([]);
    expectNoValues(standIn, report);
  });

  test('of a pin that nobody allows but its end', async () => {
    const standIn = new StandIn({ strongSeconds: 60 });
    const { report, isClean } = await runAt(standIn, { patience: null });
    expect(report).toMatch(/not allowed in time|gone before it was allowed/);
    expect(isClean).toBe(true);
    expect(standIn.requests.length).toBeLessThan(75);
  });

  test('of a token that ends by nothing but what the page of devices can do', async () => {
    const standIn = new StandIn({ signOut: { status: 204, ends: false } });
    const { said, isClean } = await runAt(standIn);
    expect(standIn.alive).toHaveLength(1);
    expect(isClean).toBe(false);
    expect(said.join('\n')).toContain(devicesPage);
  });

  test('of a pin that is still open when the person stops, but they are told', async () => {
    const standIn = new StandIn();
    const stopping = new AbortController();
    standIn.trouble = index => {
      if (index === 12) stopping.abort();
      return null;
    };
    const { said, isClean } = await runAt(standIn, { stop: stopping.signal, patience: null });
    expect(isClean).toBe(false);
    expect(said.join('\n')).toContain('do not allow it any more');
  });
});
