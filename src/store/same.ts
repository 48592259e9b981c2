/**
 * Whether what was found in storage is just what would be written. The order of keys says nothing:
 * Chrome does not keep it. Only as deep as what would be written is looked.
 */
export function isSame(written: unknown, found: unknown): boolean {
  if (typeof written !== 'object' || written === null) return written === found;
  if (typeof found !== 'object' || found === null) return false;
  if (Array.isArray(written) !== Array.isArray(found)) return false;
  const fields = Object.entries(written);
  const others = new Map(Object.entries(found));
  return (
    fields.length === others.size && fields.every(([key, value]) => isSame(value, others.get(key)))
  );
}
