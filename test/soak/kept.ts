import {
  array,
  type InferOutput,
  looseObject,
  nullish,
  number,
  object,
  parse,
  string,
} from 'valibot';

const linkSchema = looseObject({
  status: string(),
  way: nullish(string()),
  pin: nullish(object({ code: string() })),
  retry: nullish(object({ askAt: number() })),
});

const keptSchema = object({
  link: nullish(linkSchema, { status: 'unlinked' }),
  token: nullish(string(), null),
  left: nullish(array(looseObject({})), []),
  signOuts: nullish(array(looseObject({ token: string() })), []),
  clientIdentifier: nullish(string(), null),
});

/** What the extension keeps, as far as a soak needs to know; read without its own code. */
export type Kept = InferOutput<typeof keptSchema>;

export function readKept(stored: Record<string, unknown>): Kept {
  return parse(keptSchema, stored);
}

/** Whether nothing more will happen by itself: no pin is open and nothing waits for plex.tv. */
export function isAtRest({ link, left, signOuts }: Kept): boolean {
  const isOpen = link.status === 'waiting' || link.status === 'requesting';
  const isUnsure = link.retry !== undefined && link.retry !== null;
  return !isOpen && !isUnsure && left.length === 0 && signOuts.length === 0;
}

/** How things stand, in words that hold no token. */
export function stateOf({ link, left, signOuts }: Kept): string {
  const unsure = link.retry ? ', account not read' : '';
  return `${link.status}${unsure}, ${left.length} left, ${signOuts.length} to sign out`;
}
