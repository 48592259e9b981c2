/** The part of `ini` that these tests use: it ships no types. */
declare module 'ini' {
  export function parse(text: string): Record<string, Record<string, unknown>>;
}
