import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';

/** What the popup may tell the background to do. */
const commandSchema = v.variant('command', [
  /** Make a link by this way, in place of an attempt that is under way by another. */
  v.object({ command: v.literal('link'), way: v.picklist(['browser', 'device']) }),
  /**
   * Ask plex.tv how things stand, unless that is known: the popup is open and somebody looks;
   * `closely` where the approval may come from another device.
   */
  v.object({ command: v.literal('look'), closely: v.boolean() }),
  v.object({
    command: v.picklist([
      /** Link another account in the place of this one. */
      'switch',
      /** Ask plex.tv whether the link is still good, in any case. */
      'check',
      /** Show the approval page again. */
      'reopen',
      'cancel',
      'unlink',
      /** Forget the sign-outs that were given up. */
      'forget',
    ]),
  }),
]);

export type Command = v.InferOutput<typeof commandSchema>;

/** Asks for the token. No command: it is the one message that is answered with more than a word. */
const tokenSchema = v.object({ ask: v.literal('token') });

/** What became of a command: the background has saved what came of it, or could not. */
const answerSchema = v.picklist(['saved', 'notSaved']);

export type Answer = v.InferOutput<typeof answerSchema>;

/**
 * Gives a command. State comes back through storage alone. A background that is just being put to
 * sleep loses what it is told, so it is told once more: a command that was heeded before changes
 * nothing when it comes again.
 *
 * @throws where there is no background to take it
 */
export async function sendCommand(command: Command): Promise<Answer> {
  const send = async () => v.parse(answerSchema, await browser.runtime.sendMessage(command));
  return send().catch(send);
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
