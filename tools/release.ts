import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, versionOf } from './build.ts';

const usage = `Keeps CHANGELOG.md in step with the version.

npm run release minor          npm's own «npm version», which runs this before it changes anything
npx tsx tools/release.ts notes    says what the changelog has on the present version
`;

const unreleased = 'Unreleased';

/** The changelog, with what was unreleased under this version and its day. */
export function release(changelog: string, version: string, day: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`No store takes «${version}»: a version is three numbers.`);
  }
  if (notesOn(changelog, unreleased) === '') throw new Error('There is nothing to release.');
  return changelog.replace(`## ${unreleased}\n`, `$&\n## ${version}, ${day}\n`);
}

/** What the changelog has under this version, or under what is unreleased. */
export function notesOn(changelog: string, title: string): string {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find(text => /^[^,\n]*/.exec(text)?.[0] === title);
  if (section === undefined) throw new Error(`CHANGELOG.md has nothing on ${title}.`);
  return section.slice(section.indexOf('\n')).trim();
}

async function run(): Promise<void> {
  const file = join(root, 'CHANGELOG.md');
  const changelog = await readFile(file, 'utf8');
  // npm tells its scripts, before anything is changed, which version there is to be.
  const { npm_new_version: version } = process.env;
  if (process.argv[2] === 'notes') {
    process.stdout.write(`${notesOn(changelog, await versionOf())}\n`);
  } else if (version !== undefined) {
    await writeFile(file, release(changelog, version, new Date().toISOString().slice(0, 10)));
  } else {
    process.stdout.write(usage);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run().catch(error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
