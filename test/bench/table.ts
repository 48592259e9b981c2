/** What a row says where nothing of it could be measured. */
export const notMeasured = 'not measured';

/** A table in Markdown; all but its first column is numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(['---', ...head.slice(1).map(() => '--:')]), ...rows.map(line)].join(
    '\n',
  );
}

/** A value, and whether it keeps to the goal. */
export function judged(value: number, goal: number, show: (value: number) => string): string {
  return `${value <= goal ? '✓' : '✗'} ${show(value)}`;
}

export function inMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}
