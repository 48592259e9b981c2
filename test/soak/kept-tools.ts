import type { Grant, Kept } from './kept.ts';

/** The tools that have access to the account of the link, or can have it by now. */
export function toolsOfLink({ grants, account }: Kept): readonly Grant[] {
  const phases = ['given', 'handed'];
  return grants.filter(({ phase, tool }) => phases.includes(phase) && tool?.account === account);
}

/** Whether the token of a tool can be copied: that lasts for ten minutes. */
export function isResult({ phase }: Grant): boolean {
  return phase === 'handed';
}

export function hasResult({ grants }: Kept): boolean {
  return grants.some(isResult);
}

/** The tools that have access to the account of the link. */
export function givenTools({ grants, account }: Kept): readonly Grant[] {
  return grants.filter(({ phase, tool }) => phase === 'given' && tool?.account === account);
}
