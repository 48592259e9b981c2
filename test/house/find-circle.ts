import { importsIn } from './files.ts';

/**
 * The first circle of imports among these files, by their paths from the root and their texts: each
 * file imports the next, and the last is the first again. Null where there is none.
 */
export function findCircle(texts: ReadonlyMap<string, string>): string[] | null {
  const harmless = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | null => {
    const seenAt = trail.indexOf(file);
    if (seenAt >= 0) return [...trail.slice(seenAt), file];
    if (harmless.has(file)) return null;
    const circle = firstOf(importsIn(file, texts.get(file) ?? ''), [...trail, file]);
    if (circle === null) harmless.add(file);
    return circle;
  };
  const firstOf = (files: Iterable<string>, trail: readonly string[]): string[] | null => {
    for (const file of files) {
      const circle = visit(file, trail);
      if (circle !== null) return circle;
    }
    return null;
  };
  return firstOf(texts.keys(), []);
}
