import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGivenUp, linkOf } from '../../src/core/grants.ts';
import { keyTo } from '../../src/core/tools.ts';
import { type Outcome, stories, tell, toolIn } from './tool-stories.ts';

/** The same stories in every run: what is found today must be found tomorrow. */
const parameters = { seed: 7, numRuns: 400 };

function always(property: (outcome: Outcome) => void): void {
  fc.assert(
    fc.property(stories, story => property(tell(story))),
    parameters,
  );
}

test('every token that was made for a tool is ended, or somebody has it and a row says so', () => {
  always(({ saved, tokens, copied, isAtRest }) => {
    expect(isAtRest).toBe(true);
    for (const { owner, isAlive } of tokens.values()) {
      if (!isAlive || owner === saved.state.link) continue;
      const grant = toolIn(saved, owner);
      expect(copied).toContain(owner);
      expect(['given', 'removing']).toContain(grant?.phase);
      if (grant?.phase !== 'removing' || isGivenUp(grant)) continue;
      // Only another link to that account can end it.
      expect(keyTo(saved.state, grant.tool.account)).toBeNull();
    }
  });
});

test('no tool that is said to have access has lost it, but at Plex', () => {
  always(({ saved, tokens, endedAtPlex }) => {
    for (const { id, phase } of saved.state.grants) {
      if (phase !== 'given' || endedAtPlex.has(id)) continue;
      expect(tokens.get(`token-of-${id}`)?.isAlive).toBe(true);
    }
    if (linkOf(saved.state)?.phase !== 'held') return;
    const link = saved.secrets[saved.state.link ?? ''] ?? '';
    expect(tokens.get(link)?.isAlive).toBe(true);
  });
});

test('nothing is left that waits, and no token but that of the link', () => {
  always(({ saved: { state, secrets } }) => {
    const phases = state.grants.map(({ phase }) => phase);
    const done = ['failed', 'held', 'given', 'removing'];
    expect(phases.filter(phase => !done.includes(phase))).toEqual([]);
    expect(Object.keys(secrets)).toEqual(state.link === null ? [] : [state.link]);
  });
});
