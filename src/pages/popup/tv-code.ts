/** How many letters a code has that is read off a screen. */
export const codeLength = 4;

/** What Plex's page takes for a short code. */
const form = new RegExp(`^[0-9A-Z]{${codeLength}}$`);

/**
 * The code that somebody has typed off another screen, as Plex's page takes it; null where it is
 * none. What people put between its letters is forgiven, and so are small letters and the
 * wide ones of Japanese and Chinese keyboards.
 */
export function tvCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase();
  return form.test(code) ? code : null;
}
