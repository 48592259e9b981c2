import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, versionOf } from './build.ts';
import { notesOn } from './release.ts';

/** What the publisher has to fill in. */
const blank = '[address of the repository]';

/** How many characters of each text Mozilla's store takes. */
const limit = 3_000;

const rest = 'The rest is in CHANGELOG.md, in the sources.';

/** What `web-ext sign --amo-metadata` passes on: the notes to reviewers, and what is new. */
export function metadataOf(guide: string, changes: string) {
  if (guide.includes(blank)) {
    throw new Error(`store/review.md has a blank, ${blank}: store/README.md says what goes there.`);
  }
  return {
    version: { approval_notes: guide.trim(), release_notes: { 'en-US': shortened(changes) } },
  };
}

/** As many whole lines as the store takes. */
function shortened(text: string): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf('\n', limit - rest.length - 2);
  return `${text.slice(0, Math.max(end, 0))}\n\n${rest}`.trim();
}

async function run(): Promise<void> {
  const [guide, changelog] = await Promise.all(
    ['store/review.md', 'CHANGELOG.md'].map(file => readFile(join(root, file), 'utf8')),
  );
  const metadata = metadataOf(guide ?? '', notesOn(changelog ?? '', await versionOf()));
  process.stdout.write(`${JSON.stringify(metadata, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run().catch(error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
