import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { filesIn, read } from './files.ts';

describe('the documents', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'BUILD.md',
    'PRIVACY.md',
    'SECURITY.md',
    'CHANGELOG.md',
  ];

  test.each(documents)('%s names only paths that exist', document => {
    const named = [
      ...read(document).matchAll(/`((?:src|test|tools|extension|\.ci|\.github)\/[\w./-]*)`/g),
    ];
    const linked = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)];
    const missing = [...named, ...linked]
      .map(match => match[1] ?? '')
      .filter(path => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  test.each([
    'README.md',
    'PRIVACY.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...filesIn('store').filter(file => file.endsWith('.md')),
  ])('%s has typographic apostrophes, and the popup’s own words', document => {
    const prose = read(document).replace(/```.*?```|`[^`]*`|«[^»]*»|\]\([^)]*\)|<[^>]*>/gs, '');
    // A quote of a policy’s own words stands between two.
    expect(prose.replace(/'[a-z]+'/g, '')).not.toMatch(/'|\be-mail/i);
  });

  test.each(['README.md', 'PRIVACY.md', 'CHANGELOG.md'])('%s has no semicolons', document => {
    const prose = read(document).replace(/```.*?```|`[^`]*`|<[^>]*>/gs, '');
    expect(prose).not.toContain(';');
  });

  test('CONTRIBUTING says how long each file is that is to be read first, and that is not much', () => {
    const [, order = ''] =
      /^## Read it in this order\n(.*?)^## /ms.exec(read('CONTRIBUTING.md')) ?? [];
    const files = [...order.matchAll(/^\d\. `([^`]+)` \((\d+)\b/gm)];
    const lengths = files.map(([, file = '', said]) => {
      const lines = read(file).split('\n').length - 1;
      expect(Math.abs(lines - Number(said)) / lines, file).toBeLessThan(0.15);
      return lines;
    });
    expect(lengths).toHaveLength(4);
    expect(lengths.reduce((total, lines) => total + lines, 0)).toBeLessThan(800);
  });

  test('the README has the test command that CI runs', () => {
    const command = 'npm ci && npm test';
    expect(read('README.md')).toContain(command);
    expect(read('.ci/run')).toContain(command);
  });

  test('the README gives a reason for every permission', () => {
    const manifest = JSON.parse(read('manifest.json'));
    for (const permission of manifest.permissions)
      expect(read('README.md')).toContain(`\`${permission}\``);
    for (const pattern of manifest.host_permissions) {
      expect(read('README.md')).toContain(`\`${new URL(pattern).host}\``);
    }
  });
});
