import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aptUnpack, canAptInstall } from '../../test/browsers/apt-install.ts';
import { root } from '../build.ts';

const folder = join(root, 'pictures', '.fonts');

/** Inter looks like the fonts that macOS and Windows have; the others have the letters that it lacks. */
const packages = ['fonts-inter', 'fonts-jetbrains-mono', 'fonts-noto-cjk', 'fonts-noto-core'];

const preferred = {
  'system-ui': ['Inter', 'Noto Sans Arabic', 'Noto Sans CJK JP'],
  'sans-serif': ['Inter', 'Noto Sans Arabic', 'Noto Sans CJK JP'],
  monospace: ['JetBrains Mono', 'Noto Sans CJK JP'],
};

/**
 * Lets the browsers that this process opens write in clean fonts, where Debian's packages can be
 * had. Neither the system nor the extension's own style changes by that.
 */
export async function useFonts(): Promise<void> {
  if (!(await canAptInstall())) {
    process.stderr.write('The pictures are made with the fonts of this system.\n');
    return;
  }
  const fonts = join(folder, 'usr', 'share', 'fonts');
  if (!existsSync(fonts)) {
    await mkdir(folder, { recursive: true });
    await aptUnpack(packages, folder);
  }
  const aliases = Object.entries(preferred).map(([family, families]) => {
    const names = families.map(name => `<family>${name}</family>`).join('');
    return `<alias binding="same"><family>${family}</family><prefer>${names}</prefer></alias>`;
  });
  const parts = [
    `<dir>${fonts}</dir>`,
    `<cachedir>${join(folder, 'cache')}</cachedir>`,
    ...aliases,
  ];
  const file = join(folder, 'fonts.conf');
  await writeFile(file, `<?xml version="1.0"?><fontconfig>${parts.join('\n')}</fontconfig>\n`);
  process.env.FONTCONFIG_FILE = file;
}
