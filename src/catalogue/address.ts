/** Longer than any address that somebody has. */
const longest = 300;

/**
 * A scheme, a name or an IP address, perhaps a port and a path. These characters are read as
 * themselves by whatever reads YAML, INI, `.env` or a list. Others are not: python-plexapi takes a
 * `%` of an INI file as it is, and PlexAniSync as the start of something; Docker takes an
 * environment file as it is, and Compose looks for `$` and `#` in the very same file. Two slashes in a
 * row are those of a scheme that was mistyped: `http//plex.local`.
 */
const plain = /^https?:\/\/(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?(?:\/[\w.~-]+)*$/;

/** An IP address of four numbers, as the parser writes any. */
const ipv4 = /^\d+(?:\.\d+){3}$/;

/**
 * The address of a server as tools want it, from what somebody has typed or what Plex lists:
 * `http` where it has no scheme, and no slash at the end. Null where it is none, where more stands
 * in it (a name and a password, a query), or where some tool would read it as something else.
 */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  // The parser would drop line breaks and an empty query without a word.
  if (text.length > longest || /[\s\p{C}?#@]/u.test(text)) return null;
  // What stands before a port is no scheme.
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text);
  const url = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(url)) return null;
  const { href, hostname } = new URL(url);
  // Of fewer numbers, or of one that begins with a zero, the parser makes the address of another machine.
  if (ipv4.test(hostname) && hostIn(url) !== hostname) return null;
  const address = href.replace(/\/+$/, '');
  return plain.test(address) ? address : null;
}

/** The host as it was typed, but for digits of other widths, which the parser takes too. */
function hostIn(url: string): string | undefined {
  return /^[a-z]+:[\\/]*([^\\/:]*)/i.exec(url)?.[1]?.normalize('NFKC');
}

/** What an address is made of, for forms that ask for each. It always has a port. */
export function splitAddress(address: string): { host: string; port: string; isSecure: boolean } {
  const { protocol, hostname, port } = new URL(address);
  const isSecure = protocol === 'https:';
  const usual = isSecure ? '443' : '80';
  return { host: hostname, port: port === '' ? usual : port, isSecure };
}
