import type { Grant, Saved } from '../../../src/core/state.ts';
import { type Stored, version } from '../../../src/store/schema.ts';
import { account, day, good, grants, hour, pin, savedWith, tool } from '../../core/examples.ts';

/** What has to stand in a popup until somebody sees what they have opened it for. */
export interface Wanted {
  readonly selector: string;
  /** How often at least. */
  readonly times: number;
}

/** What there is to see in a popup, and what has to be stored for that. */
export interface Content {
  readonly title: string;
  readonly wanted: readonly Wanted[];
  /** All that is stored at this time, epoch ms. */
  stored(now: number): Stored;
}

/** A popup has room for fewer tools. */
const seenTools = 8;

const code: Content = {
  title: 'the code and its QR code',
  wanted: [hook('code', 1), hook('qr', 1)],
  stored: now =>
    storedOf(
      savedWith({
        ...grants.waiting,
        id: idOf(0),
        pin: { ...pin, expiresAt: now + 900_000 },
        pending: { dueAt: now + 5_000, failures: 0, problem: null },
        sentAt: now,
      }),
    ),
};

/** In the order of the table. */
export const contents = { code, noTools: linked(0), someTools: linked(20), manyTools: linked(100) };

/** What a page shows that has the code and its QR code on it from the start. */
export const still: Content = {
  ...code,
  title: 'the code and its QR code, on the page itself and without a script',
};

/** A link that was made and looked at on the day before, with so many tools. */
function linked(tools: number): Content {
  return {
    title: tools === 0 ? 'the account without tools' : `the account and ${tools} tools`,
    wanted: [hook('account-name', 1), hook('tool', Math.min(tools, seenTools))],
    stored: now => {
      const before = now - day;
      const link: Grant = {
        ...good,
        id: idOf(0),
        account,
        linkedAt: before,
        greetedAt: before,
        confirmedAt: now,
      };
      const given = Array.from({ length: tools }, (_, index): Grant => {
        const number = index + 2;
        const name = `Tool ${number}`;
        const made = { ...tool, name, addedAt: before };
        return { ...grants.given, id: idOf(number), number, tool: made, seenAt: now - hour };
      });
      return storedOf(savedWith(link, ...given));
    },
  };
}

function storedOf({ state, secrets }: Saved): Stored {
  return { version, state, secrets, journal: [] };
}

function hook(id: string, times: number): Wanted {
  return { selector: `[data-testid="${id}"]`, times };
}

/** A UUID. */
function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
