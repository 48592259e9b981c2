import type { TestProject } from 'vitest/node';
import { makeUsedProfile, requireBrowser } from '../browsers/index.ts';
import { removeProfile } from '../browsers/profile.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A profile of Firefox to copy; Chromium has none, for it starts fast. */
    usedProfile?: string;
  }
}

/** Before all tests in Firefox: makes the profile that each of them gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const profile = await makeUsedProfile(await requireBrowser('firefox'));
  project.provide('usedProfile', profile);
  return () => removeProfile(profile);
}
