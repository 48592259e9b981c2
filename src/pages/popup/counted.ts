import { i18n, type MessageKey } from '../../i18n.ts';

/** A sentence for each of a language's plurals; where one is missing, `other` is said. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, MessageKey>>> & {
  readonly other: MessageKey;
};

/** The sentence for so many, with the number in it as its language writes numbers. */
export function counted(keys: Counted, count: number): string {
  const language = i18n('language');
  const key = keys[new Intl.PluralRules(language).select(count)] ?? keys.other;
  return i18n(key, new Intl.NumberFormat(language).format(count));
}
