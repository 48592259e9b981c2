import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { Way } from './link/kept.ts';

/** What the popup may tell the background to do. */
export type Command =
  /** Make a link by this way, in place of an attempt that is under way by another. */
  | { readonly command: 'link'; readonly way: Way }
  /** Ask plex.tv how the pin stands: the popup is open and somebody may be looking. */
  | { readonly command: 'check' }
  /** Show the approval page again. */
  | { readonly command: 'reopen' }
  | { readonly command: 'cancel' }
  | { readonly command: 'unlink' };

const commandSchema: v.GenericSchema<unknown, Command> = v.variant('command', [
  v.object({ command: v.literal('link'), way: v.picklist(['browser', 'device']) }),
  v.object({ command: v.picklist(['check', 'reopen', 'cancel', 'unlink']) }),
]);

/**
 * Gives a command. Resolves when the background has kept what came of it; state comes back through
 * storage alone.
 *
 * @throws where there is no background to take it, or it could not keep what came of it
 */
export async function send(command: Command): Promise<void> {
  await browser.runtime.sendMessage(command);
}

/** Takes commands, from our own pages alone. To be called before anything is awaited. */
export function onCommand(take: (command: Command) => Promise<void>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const isOurs = sender.id === browser.runtime.id && isOurPage(sender.url);
    const parsed = v.safeParse(commandSchema, message);
    return isOurs && parsed.success ? take(parsed.output) : undefined;
  });
}

function isOurPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('')) ?? false;
}
