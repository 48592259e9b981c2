import { describe, expect, test } from 'vitest';
import { filesIn, read } from './files.ts';

/** Where the test is that tries a line of the table; null where the line names none. */
function triedBy(line: string): { file: string; title: string } | null {
  const [, file, title] = /`(test\/[\w/-]+\.test\.ts)`: «([^»]+)» \|$/.exec(line) ?? [];
  return file === undefined || title === undefined ? null : { file, title };
}

/** Whether a text has a test of this title, under whatever heading. */
function hasTest(text: string, title: string): boolean {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`\\(\\s*'${literal}',`, 'g'))].some(({ index }) => {
    // The heading of several tests is no test.
    const callers = [...text.slice(0, index + 1).matchAll(/\b(test|describe)[.(]/g)];
    return callers.at(-1)?.[1] === 'test';
  });
}

describe('the threat model', () => {
  const [, table = ''] =
    /## Who could want a token[^\n]*\n(.*?)\n## /s.exec(read('SECURITY.md')) ?? [];
  const lines = table.split('\n').filter(line => /^\| (?!who |---)/.test(line));
  const files = filesIn('test');

  test('names everybody who could want a token', () => {
    const who = lines.flatMap(line => /^\| \*\*([^*]+)\*\*/.exec(line)?.[1] ?? []);
    for (const one of [
      'Another extension',
      'A web page',
      'A content script',
      'Somebody at the open browser',
      'A thief of the disk',
      'Malware',
      'The network',
      'A phisher with a code',
      'A hostile owner of a server',
    ]) {
      expect(who.some(name => name.startsWith(one))).toBe(true);
    }
  });

  test.each(lines)('has a test that tries it: %s', line => {
    const tried = triedBy(line);
    expect(files).toContain(tried?.file);
    expect([line, hasTest(read(tried?.file ?? ''), tried?.title ?? '')]).toEqual([line, true]);
  });

  test('would miss a test that is gone, or has another title', () => {
    const text = "describe('a thing', () => {\n  test.each([1])(\n    'it is',\n  );\n});";
    expect(hasTest(text, 'it is')).toBe(true);
    expect(hasTest(text, 'it was')).toBe(false);
    expect(hasTest(text, 'a thing')).toBe(false);
    expect(hasTest("describe.each([1])('a thing', () => {", 'a thing')).toBe(false);
    expect(triedBy('| a | b | by nobody |')).toBeNull();
  });
});
