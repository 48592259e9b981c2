import { failure, type Outcome, type Plex, waitOf } from './ask.ts';

/** The hosts that we may connect to, as in the manifest's content security policy. */
const hosts = ['plex.tv', 'clients.plex.tv'];

/** The largest avatar that is taken, bytes. */
const largest = 2_000_000;

/**
 * Fetches an avatar: without token, cookie or anything else that says who asks. Only from plex.tv
 * itself: avatars may redirect to other hosts, which are none of ours to contact.
 */
export async function readAvatar(
  { fetch, now }: Pick<Plex, 'fetch' | 'now'>,
  thumb: string,
): Promise<Outcome<Blob>> {
  if (!isOnPlex(thumb)) return failure('unexpectedBody');
  const signal = AbortSignal.timeout(10_000);
  try {
    const response = await fetch(thumb, {
      signal,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    const { status } = response;
    if (status === 429) return failure('rateLimited', status, waitOf(response, now()));
    if (status !== 200) return failure('unexpectedStatus', status);
    const picture = await response.blob();
    if (!picture.type.startsWith('image/')) return failure('unexpectedContentType');
    return picture.size > largest ? failure('unexpectedBody') : { ok: true, value: picture };
  } catch {
    return failure(signal.aborted ? 'timedOut' : 'unreachable');
  }
}

function isOnPlex(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === 'https:' && hosts.includes(host);
}
