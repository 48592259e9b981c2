import { describe, expect, test } from 'vitest';
import { metadataOf } from '../../tools/mozilla-metadata.ts';
import { notesOn } from '../../tools/release.ts';
import { read } from '../house/files.ts';

describe('what Mozilla is told of a version', () => {
  test('is the notes to reviewers, and what is new in English', () => {
    expect(metadataOf('Press “Link”.\n', '- Pinlink speaks German.')).toEqual({
      version: {
        approval_notes: 'Press “Link”.',
        release_notes: { 'en-US': '- Pinlink speaks German.' },
      },
    });
  });

  test('has no blank', () => {
    const guide = 'The sources are at [address of the repository].';
    expect(() => metadataOf(guide, '- New.')).toThrow('store/review.md has a blank');
  });

  test('fits, and is cut after a whole line', () => {
    const line = `- ${'a'.repeat(97)}`;
    const newsOf = (lines: number) => {
      const { version } = metadataOf('A guide.', Array(lines).fill(line).join('\n'));
      return version.release_notes['en-US'];
    };
    expect(newsOf(30)).toBe(Array(30).fill(line).join('\n'));
    expect(newsOf(31)).toBe(
      `${Array(29).fill(line).join('\n')}\n\nThe rest is in CHANGELOG.md, in the sources.`,
    );
    expect(newsOf(31).length).toBeLessThanOrEqual(3_000);
  });

  test('is whole lines of the changelog itself, however long it has become', () => {
    const changelog = read('CHANGELOG.md');
    const titles = [...changelog.matchAll(/^## ([^,\n]+)/gm)].map(([, title = '']) => title);
    for (const title of titles) {
      const notes = notesOn(changelog, title);
      const news = metadataOf('A guide.', notes).version.release_notes['en-US'];
      expect(news.length).toBeLessThanOrEqual(3_000);
      const [told = '', rest] = news.split('\n\nThe rest is in CHANGELOG.md');
      expect(notes.split('\n').slice(0, told.split('\n').length).join('\n')).toBe(told);
      expect(rest === undefined).toBe(notes.length <= 3_000);
    }
  });
});
