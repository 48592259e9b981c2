/** What the extension keeps times in: all of its record but the token and the identifier. */
const timed = ['link', 'left', 'signOuts'];

/**
 * The extension's record as it would be if the clock had jumped forward by `ms` (back, where that is
 * negative). The computer's own clock cannot be moved in a test. But all that a jump changes is how
 * the times that are kept lie to the present: moved by as much to the other side, they lie the same.
 */
export function afterJump(stored: Record<string, unknown>, ms: number): Record<string, unknown> {
  const kept = Object.entries(stored).filter(([key]) => timed.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, moved(value, -ms)]));
}

/** Moves each time in it, which is a number under a name that ends in `At`; 0 there means never. */
function moved(value: unknown, ms: number): unknown {
  if (Array.isArray(value)) return value.map(entry => moved(entry, ms));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const isTime = name.endsWith('At') && typeof inner === 'number' && inner !== 0;
    return [name, isTime ? inner + ms : moved(inner, ms)];
  });
  return Object.fromEntries(entries);
}
