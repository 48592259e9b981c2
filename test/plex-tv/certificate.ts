import { generate } from 'selfsigned';
import { hostileHost } from './exchange.ts';

/** A certificate for all hosts of the stand-in that nobody trusts, made anew, and its private key. */
export async function makeCertificate(): Promise<{ cert: string; key: string }> {
  const made = await generate([{ name: 'commonName', value: 'plex.tv' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'plex.tv' },
          { type: 2, value: '*.plex.tv' },
          { type: 2, value: hostileHost },
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
