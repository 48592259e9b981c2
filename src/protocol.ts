import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { Way } from './core/state.ts';

/** What the popup may tell the background to do. */
export type Command =
  /** Make a link by this way, in place of an attempt that is under way by another. */
  | { readonly command: 'link'; readonly way: Way }
  /** Link another account in the place of this one. */
  | { readonly command: 'linkOther' }
  /** Ask plex.tv how things stand, unless that is known: the popup is open and somebody looks. */
  | { readonly command: 'look' }
  /** Ask plex.tv whether the link is still good, in any case. */
  | { readonly command: 'confirm' }
  /** Show the approval page again. */
  | { readonly command: 'reopen' }
  | { readonly command: 'cancel' }
  | { readonly command: 'unlink' };

const commandSchema: v.GenericSchema<unknown, Command> = v.variant('command', [
  v.object({ command: v.literal('link'), way: v.picklist(['browser', 'device']) }),
  v.object({
    command: v.picklist(['linkOther', 'look', 'confirm', 'reopen', 'cancel', 'unlink']),
  }),
]);

/** Asks for the token. No command: it is the one message that is answered with more than a word. */
const tokenSchema = v.object({ ask: v.literal('token') });

/** What became of a command: the background has kept what came of it, or could not write that down. */
export type Answer = 'saved' | 'notSaved';

const answerSchema = v.picklist(['saved', 'notSaved']);

/**
 * Gives a command. State comes back through storage alone.
 *
 * @throws where there is no background to take it
 */
export async function sendCommand(command: Command): Promise<Answer> {
  return v.parse(answerSchema, await browser.runtime.sendMessage(command));
}

/**
 * Asks for the token, because its owner has just pressed for it; null where there is none.
 *
 * @throws where the background does not answer
 */
export async function askForToken(): Promise<string | null> {
  return v.parse(v.nullable(v.string()), await browser.runtime.sendMessage({ ask: 'token' }));
}

/** Takes messages, from our own pages alone. To be called before anything is awaited. */
export function onMessage(
  handle: (command: Command) => Promise<Answer>,
  giveToken: () => Promise<string | null>,
): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || !isOurPage(sender.url)) return undefined;
    if (v.is(tokenSchema, message)) return giveToken();
    const command = v.safeParse(commandSchema, message);
    return command.success ? handle(command.output) : undefined;
  });
}

function isOurPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('')) ?? false;
}
