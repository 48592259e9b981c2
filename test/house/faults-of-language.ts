/** A message as a file of `_locales` has it. */
interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, Placeholder>>;
}

interface Placeholder {
  readonly content: string;
  readonly example?: string;
}

/** The messages of one language, by their keys. */
export type Messages = Readonly<Record<string, Message>>;

/**
 * What is wrong with a language beside the English that the code is written for; nothing, for one
 * that is whole. `folder` is its name in `_locales`.
 */
export function faultsOf(folder: string, messages: Messages, english: Messages): string[] {
  const wanted = keysIn(messages.language?.message ?? 'en', english);
  const missing = wanted.filter(key => !Object.hasOwn(messages, key));
  const inMessages = Object.entries(messages).flatMap(([key, message]) => {
    const likeIt = wanted.includes(key)
      ? (english[key] ?? english[`${baseOf(key)}_other`])
      : undefined;
    return faultsOfMessage(message, likeIt).map(fault => `${key}: ${fault}`);
  });
  return [
    ...faultsOfName(folder, messages),
    ...missing.map(key => `${key}: missing`),
    ...inMessages,
  ];
}

/** The keys that a language must have: those of English, but of a text with plurals its own. */
function keysIn(language: string, english: Messages): string[] {
  const plurals = pluralsOf(language);
  return Object.keys(english).flatMap(key => {
    const base = baseOf(key);
    if (base === null || !Object.hasOwn(english, `${base}_other`)) return key;
    return key === `${base}_other` ? plurals.map(plural => `${base}_${plural}`) : [];
  });
}

/** What the plurals of a text have in common; null where the key is of no such text. */
function baseOf(key: string): string | null {
  return /^(.+)_[a-z]+$/.exec(key)?.[1] ?? null;
}

/** The plurals that a language has for numbers as they can be here, and the one for all others. */
function pluralsOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  const numbers = Array.from({ length: 200 }, (_, number) => rules.select(number));
  return [...new Set([...numbers, 'other'])];
}

/** Browsers find only folders with an underscore, `pt_BR`; a `lang` attribute wants `pt-BR`. */
function faultsOfName(folder: string, messages: Messages): string[] {
  const said = messages.language?.message;
  return [
    ...(/^[a-z]{2,3}(_([A-Z]{2}|\d{3}))?$/.test(folder) ? [] : [`no browser looks in ${folder}`]),
    ...(said === folder.replace('_', '-') ? [] : [`language: ${said} in the folder ${folder}`]),
  ];
}

function faultsOfMessage(own: Message, english: Message | undefined): string[] {
  if (english === undefined) return ['not in English'];
  const named = Object.keys(own.placeholders ?? {}).map(name => name.toLowerCase());
  const used = namesIn(own.message);
  const [contents, wanted] = [contentsOf(own), contentsOf(english)];
  return [
    ...(textsOf(own).every(text => text.trim() !== '') ? [] : ['an empty text']),
    ...(contents === wanted ? [] : [`placeholders are ${contents}, not ${wanted}`]),
    ...named.filter(name => !used.includes(name)).map(name => `${name} is not used`),
    ...used.filter(name => !named.includes(name)).map(name => `${name} is no placeholder`),
  ];
}

function textsOf({ message, description = message, placeholders = {} }: Message): string[] {
  const inPlaceholders = Object.values(placeholders).flatMap(({ content, example = content }) => [
    content,
    example,
  ]);
  return [message, description, ...inPlaceholders];
}

/** The placeholders with what they stand for, in one text. */
function contentsOf({ placeholders = {} }: Message): string {
  const each = Object.entries(placeholders).map(
    ([name, { content }]) => `${name.toLowerCase()} ${content}`,
  );
  return `(${each.sort().join(', ')})`;
}

/** What a message names between dollars; browsers do not tell capitals from small letters there. */
function namesIn(message: string): string[] {
  return [...message.matchAll(/\$([\w@]+)\$/g)].map(match => (match[1] ?? '').toLowerCase());
}
