import { longestToolName, toolNameForm } from '../../core/tool-name.ts';
import type { MessageKey } from '../../i18n.ts';

/** A name that no tool has yet: the wished one, or that with a number. */
export function freeName(wished: string, taken: readonly string[]): string {
  if (!isTaken(wished, taken)) return wished;
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) => ` ${index + 2}`);
  const names = numbers.map(number => `${cut(wished, longestToolName - number.length)}${number}`);
  return names.find(name => !isTaken(name, taken)) ?? wished;
}

/** Why a name cannot be a tool's; null where it can. */
export function faultOfName(typed: string, taken: readonly string[]): MessageKey | null {
  const name = typed.trim();
  if (!toolNameForm.test(name)) return name === '' ? 'nameMissing' : 'nameOdd';
  return isTaken(name, taken) ? 'nameTaken' : null;
}

/** What somebody has looked for, as a name: no longer than one may be. */
export function nameFrom(typed: string): string {
  return cut(typed.trim(), longestToolName);
}

function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.some(other => same.compare(other.trim(), name.trim()) === 0);
}

/** Names that differ in capitals alone are the same to whoever reads them. */
const same = new Intl.Collator('en', { sensitivity: 'accent' });

/** Half a character is none. */
function cut(text: string, longest: number): string {
  return text
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
