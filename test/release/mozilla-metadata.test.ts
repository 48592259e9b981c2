import { describe, expect, test } from 'vitest';
import { metadataOf } from '../../tools/mozilla-metadata.ts';

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
});
