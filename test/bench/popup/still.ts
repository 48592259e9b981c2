import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenBrowser } from '../../browsers/index.ts';
import { closePage } from '../../browsers/pages.ts';
import { manifestOf } from './blank.ts';
import type { Content } from './contents.ts';

interface Props {
  readonly opened: OpenBrowser;
  /** The folder that users get. */
  readonly extension: string;
  readonly content: Content;
}

/**
 * Makes an extension whose popup has on its page from the start what Pinlink's shows with this
 * content, and runs no script: how soon that is there is up to the browser alone.
 */
export async function makeStill(
  folder: string,
  { opened, extension, content }: Props,
): Promise<void> {
  await mkdir(folder);
  await copyFile(join(extension, 'popup.css'), join(folder, 'popup.css'));
  await cp(join(extension, 'icons'), join(folder, 'icons'), { recursive: true });
  await writeFile(join(folder, 'manifest.json'), manifestOf('still'));
  await writeFile(join(folder, 'popup.html'), await drawn(opened, content));
}

/** The page of the popup once it shows that. */
async function drawn(opened: OpenBrowser, { stored, wanted }: Content): Promise<string> {
  await opened.killBackground();
  await opened.writeStorage({ ...stored(Date.now()) });
  const popup = await opened.openPopup();
  for (const { selector } of wanted) await popup.waitForSelector(selector);
  const html = await popup.evaluate(() => {
    for (const script of document.querySelectorAll('script')) script.remove();
    return document.documentElement.outerHTML;
  });
  await closePage(popup);
  return `<!doctype html>\n${html}\n`;
}
