import { expect } from 'vitest';

/** An answer that is this error of plex.tv's. */
export function refusal(status: number, code: number) {
  return { status, json: { errors: [{ status, code, message: expect.any(String) }] } };
}
