import { describe, expect, test } from 'vitest';
import { type Answer, formOf } from '../../tools/live-check/answer.ts';
import { summaryOf } from '../../tools/live-check/finding.ts';
import { errorCodesIn } from '../../tools/live-check/plex-errors.ts';
import { shapeOf } from '../../tools/live-check/shape.ts';
import { shapeLines } from '../../tools/live-check/shape-lines.ts';
import { valuesIn } from '../../tools/live-check/values.ts';
import { rootIn } from '../../tools/live-check/xml.ts';
import { xmlShape } from '../../tools/live-check/xml-shape.ts';

function lines(value: unknown, values: string[] = []): string {
  return shapeLines(shapeOf(value), new Set(values)).join('\n');
}

function answer(status: number, type: string, body: string): Answer {
  return { status, type, body };
}

describe('a shape', () => {
  test.each([
    ['text', 'string'],
    [7, 'number'],
    [false, 'boolean'],
    [null, 'null'],
    [[], 'array of nothing'],
    [[1, 'two', null], 'array of number or string or null'],
    [[[1], []], 'array of array of number'],
  ])('of %j is told as %s', (value, told) => {
    expect(lines(value)).toBe(told);
  });

  test('of a list is that of all its items', () => {
    const list = [
      { id: 1, name: 'Ada' },
      { id: '2' },
      { id: null, parts: [{ a: 1 }, { b: true }] },
    ];
    expect(lines(list)).toBe(`array of object
  id: number or string or null
  name?: string
  parts?: array of object
    a?: number
    b?: boolean`);
  });

  test('has the names that are plain, and no value for a name', () => {
    const value = { plain_1: 1, 'ada@example.org': 2, '7': '', ä: {}, secret: { 'a b': 1 }, '': 0 };
    const shown = lines(value, ['secret']);
    expect(shown).toBe(`object
  (a name that is not shown): string or number or object
    (a name that is not shown)?: number
  plain_1: number`);
    expect(lines({ ['a'.repeat(42)]: 1 })).not.toContain('aaa');
  });

  test('ends where nobody would look any deeper', () => {
    let deep: unknown = 'inmost';
    for (let depth = 0; depth < 50_000; depth += 1) deep = depth % 2 ? [deep] : { deep };
    expect(lines(deep).split('\n').length).toBeLessThan(20);
  });

  test('of XML has attributes, and a list for each name inside', () => {
    const root = rootIn('<?xml version="1.0"?><A n="1" t=""><B x="-2.5"/><B y="1a"/>text<C/></A>');
    expect(root && shapeLines(xmlShape(root), new Set()).join('\n')).toBe(`object
  A: object
    n: text like a number
    t: text
    B: array of object
      x?: text like a number
      y?: text
    C: array of object`);
  });
});

describe('an answer', () => {
  test.each([
    [answer(204, '', ''), '204, no content type, no body'],
    [answer(200, 'application/json', '{}'), '200, application/json, JSON'],
    [answer(200, 'application/json', '{"a'), '200, application/json, something else'],
    [answer(200, 'text/json', 'null'), '200, text/json, JSON'],
    [answer(200, 'text/xml', '<a/>'), '200, text/xml, XML'],
    [answer(200, 'application/xml', '<a>'), '200, application/xml, something else'],
    [answer(503, 'text/html', '<p>'), '503, text/html, a page'],
    [answer(200, 'ada/example.org', 'x'), '200, an odd content type, something else'],
    [answer(200, 'text/0ada', 'x'), '200, an odd content type, something else'],
  ])('is told without its body: %j', (given, told) => {
    expect(summaryOf(given)).toBe(told);
  });

  test('has the numbers of Plex’s errors in either form, and nothing else of them', () => {
    const json =
      '{"errors":[{"code":1020,"message":"ada"},{"code":"1001"},{"code":"ada"},{},null]}';
    expect(errorCodesIn(answer(404, 'application/json', json))).toEqual([1020, 1001]);
    const xml = '<errors><error code="1000" message="ada"/><error/></errors>';
    expect(errorCodesIn(answer(400, 'application/xml', xml))).toEqual([1000]);
    for (const body of [
      '{"errors":{"code":1}}',
      '{"errors":[{"code":308667304}]}',
      '<a code="1"/>',
    ]) {
      expect(errorCodesIn(answer(400, '', body))).toEqual([]);
    }
  });

  test('is known by its values, however deep they are', () => {
    expect(valuesIn(answer(200, '', '{"a":["b",{"c":"d","e":1}]}'))).toEqual(['b', 'd']);
    const inXml = valuesIn(answer(200, '', '<a b="c"><d>e</d></a>'));
    expect(inXml).toEqual(expect.arrayContaining(['c', 'e']));
    expect(formOf(answer(200, '', '{}'))).toBe('something else');
  });
});
