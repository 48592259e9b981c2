import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const manifest = {
  manifest_version: 3,
  name: 'Blank',
  version: '1',
  action: { default_popup: 'popup.html' },
  browser_specific_settings: { gecko: { id: 'blank@pinlink.example' } },
};

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

/** Makes an extension whose popup does nothing, so that no other is sooner there; its folder. */
export async function makeBlank(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pinlink-blank-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'popup.html'), page);
  return folder;
}
