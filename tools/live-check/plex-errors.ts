import { type Answer, jsonIn } from './answer.ts';
import { elementsIn, rootIn } from './xml.ts';

/**
 * The numbers of Plex's own errors in an answer, in either of their forms (source: plex-api notes,
 * «code»). No more of an error is read, for its message could name somebody.
 */
export function errorCodesIn(answer: Answer): number[] {
  const said = [...codesInJson(jsonIn(answer)), ...codesInXml(answer.body)];
  return said.map(Number).filter(code => Number.isInteger(code) && code > 0 && code < 100_000);
}

function codesInJson(body: unknown): unknown[] {
  const errors = fieldOf(body, 'errors');
  return Array.isArray(errors) ? errors.map(error => fieldOf(error, 'code')) : [];
}

function codesInXml(body: string): unknown[] {
  const root = rootIn(body);
  return root?.name === 'errors' ? elementsIn(root).map(error => error.attributes.code) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return Object.entries(value ?? {}).find(([key]) => key === name)?.[1];
}
