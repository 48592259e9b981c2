import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { requireBrowser, useProfile } from '../browsers/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A profile of Firefox that was in use once, to be copied. Chromium needs none. */
    usedProfile?: string;
  }
}

/** Before all tests in Firefox: makes the profile that each of them gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const profile = await mkdtemp(join(tmpdir(), 'pinlink-'));
  await useProfile(await requireBrowser('firefox'), profile);
  project.provide('usedProfile', profile);
  return () => rm(profile, { recursive: true });
}
