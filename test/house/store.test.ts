import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/build.ts';
import { sources } from '../../tools/package.ts';
import { filesIn, read } from './files.ts';

/** What the stores' forms hold at most, characters. */
const limits = {
  name: 50,
  chromeShort: 132,
  firefoxShort: 250,
  long: 15_000,
  justification: 1_000,
  testInstructions: 500,
  reviewerNotes: 3_000,
};

const manifest = JSON.parse(read('manifest.json'));

/** The texts of a paper, each under the heading that stands before it. */
function sectionsOf(text: string, mark: string): Map<string, string> {
  const parts = text.split(new RegExp(`^${mark} `, 'm')).slice(1);
  return new Map(
    parts.map(part => {
      const [heading = '', ...lines] = part.split('\n');
      return [heading, lines.join('\n').trim()];
    }),
  );
}

const languages = filesIn('extension/_locales').map(file => file.split('/')[2] ?? '');

describe('the listing', () => {
  test('is there in each language, and in no other', () => {
    const listed = filesIn('store/listing').map(file => file.replace(/^store\/listing\//, ''));
    expect(listed.sort()).toEqual(languages.map(language => `${language}.md`).sort());
  });

  describe.each(languages)('in %s', language => {
    const messages = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    const text = read(`store/listing/${language}.md`);
    const sections = sectionsOf(text, '#');
    const [short = '', long = ''] = ['Short', 'Long'].map(name => sections.get(name));

    test('has a short text and a long one, and fits into the forms', () => {
      expect(text).toBe(`# Short\n\n${short}\n\n# Long\n\n${long}\n`);
      expect(short).not.toContain('\n');
      for (const [said, limit] of [
        [messages.name.message, limits.name],
        [messages.description.message, limits.chromeShort],
        [short, limits.firefoxShort],
        [long, limits.long],
      ]) {
        expect(said.length).toBeGreaterThan(10);
        expect(said.length).toBeLessThanOrEqual(limit);
      }
    });

    test('is plain text without dashes, arrows and semicolons', () => {
      expect(`${short}\n${long}`).not.toMatch(/[<>`*_[\]\\;；؛—–→]|&\w+;|https?:|[ \t]$|\n{3}/m);
      expect(`${short}\n${long}`).not.toMatch(/'|\.\.\.|"/);
    });

    test('says it in the words of the popup', () => {
      for (const key of ['link', 'linkDevice', 'replaceToken', 'endAccess', 'uninstallHint']) {
        expect(long).toContain(messages[key].message);
      }
    });
  });
});

describe('the justifications', () => {
  const [, rights = '', hosts = ''] = read('store/permissions.md').split(
    /^# (?:Host permissions|Permissions)\n/m,
  );

  test('are there for each permission, and for no other', () => {
    const asked = [...manifest.permissions, ...(manifest.optional_permissions ?? [])];
    const justified = sectionsOf(rights, '##');
    expect([...justified.keys()].sort()).toEqual(asked.sort());
    for (const [name, reason] of justified) {
      expect([name, reason.length > 40 && reason.length <= limits.justification]).toEqual([
        name,
        true,
      ]);
    }
  });

  test('are there for each host, and fit into the one field for all of them', () => {
    const asked = [...manifest.host_permissions, ...(manifest.optional_host_permissions ?? [])];
    const justified = sectionsOf(hosts, '##');
    expect([...justified.keys()].sort()).toEqual(asked.sort());
    for (const reason of justified.values()) expect(reason.length).toBeGreaterThan(40);
    expect(hosts.trim().length).toBeLessThanOrEqual(limits.justification);
  });

  test('say what the single purpose is, and that there is no remote code', () => {
    const sections = sectionsOf(read('store/purpose.md'), '#');
    expect([...sections.keys()]).toEqual(['Single purpose', 'Remote code']);
    for (const text of sections.values()) {
      expect(text.length).toBeLessThanOrEqual(limits.justification);
    }
    expect(sections.get('Remote code')).toMatch(/^No, /);
  });
});

describe('the declarations of data', () => {
  /** The items of Chrome's form, in its order. */
  const items = [
    'Personally identifiable information',
    'Health information',
    'Financial and payment information',
    'Authentication information',
    'Personal communications',
    'Location',
    'Web history',
    'User activity',
    'Website content',
  ];

  test('answer each item of Chrome’s form, with a reason for what is ticked', () => {
    const rows = [...read('store/chrome-data.md').matchAll(/^\| ([^|]+) \| (yes|no) \|(.*)\|$/gm)];
    expect(rows.map(([, item]) => item)).toEqual(items);
    for (const [, item, ticked, why = ''] of rows) {
      if (ticked === 'yes') expect([item, why.trim().length > 20]).toEqual([item, true]);
    }
  });

  test('promise the limited use that the privacy policy promises', () => {
    const text = read('store/chrome-data.md');
    expect(text).toContain('including the Limited Use requirements');
    expect([...text.matchAll(/^- I do not /gm)]).toHaveLength(3);
    expect(read('PRIVACY.md')).toMatch(/^## Limited use$/m);
  });

  test('say why Firefox is told what the manifest tells it', () => {
    const { required, ...rest } =
      manifest.browser_specific_settings.gecko.data_collection_permissions;
    expect(rest).toEqual({});
    const text = read('store/firefox-data.md');
    expect(text).toContain(JSON.stringify(required).replace(/,/g, ', '));
    const declared = [...text.matchAll(/^- `(\w+)`: required\./gm)].map(match => match[1]);
    expect(declared).toEqual(required);
  });
});

describe('the pictures', () => {
  const tile = 'store/pictures/promo-440x280.png';
  const screenshots = filesIn('store/pictures').filter(file => file !== tile);

  /** The names of the parts of a PNG. */
  function chunksOf(png: Buffer): string[] {
    const names: string[] = [];
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
      names.push(png.toString('latin1', at + 4, at + 8));
    }
    return names;
  }

  test('are one to five of each language, and the tile', () => {
    const counts = new Map<string, number>();
    for (const file of screenshots) {
      const [, language = ''] = /^store\/pictures\/(\w+)\/[\w-]+\.png$/.exec(file) ?? [];
      expect(existsSync(join(root, 'extension/_locales', language, 'messages.json'))).toBe(true);
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    expect(counts.get('en')).toBe(5);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(5);
    expect(existsSync(join(root, tile))).toBe(true);
  });

  test.each([...screenshots.map(file => [file, 1280, 800] as const), [tile, 440, 280] as const])(
    '%s is %d by %d, of 24 bits and without transparency',
    (file, width, height) => {
      const png = readFileSync(join(root, file));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
      // 8 bits for each of red, green and blue.
      expect([png[24], png[25]]).toEqual([8, 2]);
      expect(chunksOf(png)).toEqual(['IHDR', 'sRGB', 'IDAT', 'IEND']);
    },
  );
});

describe('the guide for reviewers', () => {
  const text = read('store/review.md');

  // Room for any address that a repository may have.
  const filled = text.replace('[address of the repository]', 'a'.repeat(90));

  test('has no blank but the one of which the publisher is told', () => {
    expect(filled).not.toMatch(/[[\]]/);
    expect(read('store/README.md')).toContain('`[address of the repository]`');
  });

  test('fits into both forms as plain text, also with its blank filled in', () => {
    const [first = ''] = filled.split('\n\n');
    expect(first.length).toBeLessThanOrEqual(limits.testInstructions);
    expect(filled.length).toBeLessThanOrEqual(limits.reviewerNotes);
    expect(text).not.toMatch(/[<>`*]|^#/m);
  });

  test('names the buttons as the popup does', () => {
    const messages = JSON.parse(read('extension/_locales/en/messages.json'));
    const keys = ['link', 'giveAccess', 'giveButton', 'done', 'replaceToken', 'endAccess'];
    for (const key of [...keys, 'linkApp', 'unlink', 'linkDevice']) {
      expect(text).toContain(`“${messages[key].message}”`);
    }
  });
});

describe('the papers', () => {
  test('call each language as Mozilla’s store does, where that is otherwise', () => {
    // Those of ours that it has (source: PROD_LANGUAGES of addons-server, September 2026).
    const known = ['de', 'en-US', 'es-ES', 'fr', 'it', 'ja', 'nl', 'pl', 'pt-BR', 'zh-CN'];
    const paper = read('store/README.md');
    const calls = new Map(
      [...paper.matchAll(/^\| `(\w+)` \| `([\w-]+)` \|$/gm)].map(row => [row[1], row[2]]),
    );
    const named = languages
      .filter(language => language !== 'ar')
      .map(language => calls.get(language) ?? language);
    expect(named.sort()).toEqual(known);
    expect(paper).toContain('has no Arabic');
  });

  test('name only what is there', () => {
    const links = filesIn('store')
      .filter(file => file.endsWith('.md'))
      .flatMap(file => [...read(file).matchAll(/\]\(([^)]+)\)/g)].map(match => match[1] ?? ''));
    expect(links.filter(link => !existsSync(join(root, 'store', link)))).toEqual([]);
  });

  test('are in no package: nothing is built from them', async () => {
    const paths = Object.keys(await sources());
    expect(paths.filter(path => path.startsWith('store/'))).toEqual([]);
  });
});
