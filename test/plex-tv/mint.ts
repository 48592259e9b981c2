import { randomBytes, randomInt } from 'node:crypto';

/** Makes what must be new each time. */
export interface Mint {
  /** The id of the first pin; the others follow. */
  readonly firstPin: number;
  /** A code; another one is asked for where there is a pin with that one already. */
  code(kind: CodeKind): string;
  /** A token, for a pin with that id if it is for one. */
  token(pin?: number): string;
}

export type CodeKind = 'short' | 'strong';

const alphabets = {
  short: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  strong: '0123456789abcdefghijklmnopqrstuvwxyz',
};

/** The length of a code (source: seen in several clients). */
const lengths = { short: 4, strong: 25 };

/** What nobody can guess. */
export const chance: Mint = {
  firstPin: 308_667_304,
  code(kind) {
    const alphabet = alphabets[kind];
    const letters = Array.from(
      { length: lengths[kind] },
      () => alphabet[randomInt(alphabet.length)],
    );
    return letters.join('');
  },
  token: () => randomBytes(15).toString('base64url'),
};
