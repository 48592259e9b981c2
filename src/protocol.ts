import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { toolNameForm } from './core/tool-name.ts';

/** Names a grant. */
const id = v.pipe(v.string(), v.maxLength(64));

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
    /** Link another account in the place of this one; or link none any more. */
    command: v.picklist(['switch', 'unlink']),
    /** Whether the access of the tools ends too. */
    endsTools: v.boolean(),
  }),
  v.object({
    command: v.literal('giveAccess'),
    /** What the catalogue calls the tool; `other` for one of its owner's own. */
    kind: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    name: v.pipe(v.string(), v.regex(toolNameForm)),
    /** The access that ends once this one is handed over. */
    replaces: v.nullable(id),
  }),
  v.object({
    command: v.picklist([
      /** The tool's token was copied. */
      'copied',
      /** Whoever was to have the tool's token has it. */
      'done',
      'endAccess',
    ]),
    id,
  }),
  /** Forget the end of a tool that was given up; null: all of which the news tells that. */
  v.object({ command: v.literal('forget'), id: v.nullable(id) }),
  v.object({
    command: v.picklist([
      /** Ask plex.tv whether the link is still good, in any case. */
      'check',
      /** Show the approval page again. */
      'reopen',
      'cancel',
      /** What was told of tools, or of the end of the link, was read. */
      'newsRead',
      /** Somebody is there who was told whose account is linked. */
      'greeted',
    ]),
  }),
]);

export type Command = v.InferOutput<typeof commandSchema>;

/** What is answered with more than a word, because its owner has just pressed for it. */
const questionSchema = v.variant('ask', [
  /** The token of the link. */
  v.object({ ask: v.literal('token') }),
  /** The token of a tool, while it can be copied. */
  v.object({ ask: v.literal('toolToken'), id }),
  /** The servers of the account. */
  v.object({ ask: v.literal('servers') }),
]);

type Question = v.InferOutput<typeof questionSchema>;

/** A server of the account, with the addresses at which a tool may find it. */
const serverSchema = v.object({
  name: v.string(),
  machineIdentifier: v.string(),
  /** Whose it is, where it is shared by somebody else; null where it is the account's own. */
  owner: v.nullable(v.string()),
  addresses: v.array(
    v.object({ address: v.string(), kind: v.string(), isDockerBridge: v.boolean() }),
  ),
});

export type Server = v.InferOutput<typeof serverSchema>;

/** What the background answers questions with; each null where it cannot. */
export interface Answers {
  token(): Promise<string | null>;
  toolToken(id: string): Promise<string | null>;
  servers(): Promise<Server[] | null>;
}

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
 * Asks for the token of the link, because its owner has just pressed for it; null where there is none.
 *
 * @throws where the background does not answer
 */
export async function askForToken(): Promise<string | null> {
  return v.parse(v.nullable(v.string()), await ask({ ask: 'token' }));
}

/**
 * The same for that of a tool.
 *
 * @throws where the background does not answer
 */
export async function askForToolToken(id: string): Promise<string | null> {
  return v.parse(v.nullable(v.string()), await ask({ ask: 'toolToken', id }));
}

/**
 * The servers of the account; null where plex.tv does not say.
 *
 * @throws where the background does not answer
 */
export async function askForServers(): Promise<Server[] | null> {
  return v.parse(v.nullable(v.array(serverSchema)), await ask({ ask: 'servers' }));
}

async function ask(question: Question): Promise<unknown> {
  return browser.runtime.sendMessage(question);
}

/** What the background says to popups. */
const closing = 'close';

/** For how long a page that does not close is waited for, ms. */
const longestClosing = 1_000;

/**
 * Closes the popup, should it be open, and resolves when it is gone: who closes gives no answer, and
 * where there is nobody, sending fails.
 */
export async function closePopups(): Promise<void> {
  const gone = browser.runtime.sendMessage(closing).catch(() => undefined);
  await Promise.race([gone, new Promise(resolve => setTimeout(resolve, longestClosing))]);
}

/** Closes a popup where the background wants that. A page in a tab must not listen. */
export function onClosing(close: () => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || message !== closing) return undefined;
    close();
    return new Promise(() => undefined);
  });
}

/** Takes messages, from our own pages alone. To be called before anything is awaited. */
export function onMessage(handle: (command: Command) => Promise<Answer>, answers: Answers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || !isOurPage(sender.url)) return undefined;
    const question = v.safeParse(questionSchema, message);
    if (question.success) return answer(question.output, answers);
    const command = v.safeParse(commandSchema, message);
    return command.success ? handle(command.output) : undefined;
  });
}

function answer(question: Question, answers: Answers): Promise<unknown> {
  switch (question.ask) {
    case 'token':
      return answers.token();
    case 'toolToken':
      return answers.toolToken(question.id);
    case 'servers':
      return answers.servers();
  }
}

function isOurPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('')) ?? false;
}
