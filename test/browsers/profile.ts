import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the profile of a browser: an empty one, or a copy of one that was used. */
export async function makeProfile(used?: string): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'pinlink-'));
  if (used !== undefined) await cp(used, profile, { recursive: true });
  return profile;
}

/** Removes it. The processes of a browser that was killed may write their last after it is gone. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
