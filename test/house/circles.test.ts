import { describe, expect, test } from 'vitest';
import { filesIn, read } from './files.ts';
import { findCircle } from './find-circle.ts';

test('no file of src imports itself by way of others, not even for a type', () => {
  const files = filesIn('src').filter(file => /\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  const circle = findCircle(new Map(files.map(file => [file, read(file)])));
  expect(circle?.join(' → ') ?? 'no circle').toBe('no circle');
});

describe('the finder of circles', () => {
  /** Three files: `index.ts` leads to `a.ts`, that to `parts/b.tsx`, which has this text. */
  function circleWith(text: string): string[] | null {
    const files = {
      'src/index.ts': "import './a.ts';",
      'src/a.ts': "import { b } from './parts/b.tsx';",
      'src/parts/b.tsx': text,
    };
    return findCircle(new Map(Object.entries(files)));
  }

  test.each([
    "import { a } from '../a.ts';",
    "import {\n  type A,\n  a,\n} from '../a.ts';",
    "import '../a.ts';",
    "import type { A } from '../a.ts';",
    "export { a } from '../a.ts';",
    "export type { A } from '../a.ts';",
    "export * from '../a.ts';",
    "type A = import('../a.ts').A;",
    "const a = await import(\n  '../a.ts'\n);",
  ])('finds one through %j', text => {
    expect(circleWith(text)).toEqual(['src/a.ts', 'src/parts/b.tsx', 'src/a.ts']);
  });

  test('finds a file that imports itself', () => {
    expect(circleWith("import type { B } from './b.tsx';")).toEqual([
      'src/parts/b.tsx',
      'src/parts/b.tsx',
    ]);
  });

  test('takes two ways to one file for no circle', () => {
    const diamond = { a: "import 'b'; import 'c';", b: "import 'd';", c: "import 'd';", d: '' };
    expect(findCircle(new Map(Object.entries(diamond)))).toBeNull();
  });
});
