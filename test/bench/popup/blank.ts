import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The manifest of an extension that has nothing but a popup. */
export function manifestOf(name: string): string {
  return JSON.stringify({
    manifest_version: 3,
    name,
    version: '1',
    action: { default_popup: 'popup.html' },
    browser_specific_settings: { gecko: { id: `${name}@pinlink.example` } },
  });
}

/** One word, for a page without any is never painted. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Blank</title>
  </head>
  <body>Blank</body>
</html>
`;

/** Makes an extension whose popup does nothing, so that no other is sooner there. */
export async function makeBlank(folder: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'manifest.json'), manifestOf('blank'));
  await writeFile(join(folder, 'popup.html'), page);
}
