import type { Page } from 'puppeteer-core';
import type { Lookout } from '../soak/lookout.ts';
import type { User } from './user.ts';

/** Looks for tokens in the popup, in all that is stored, and in the addresses of all requests so far. */
export async function lookAround({ opened }: User, lookout: Lookout, popup: Page): Promise<void> {
  lookout.look('popup', await popup.content());
  lookout.lookAtStorage('local', await opened.readStorage());
  lookout.lookAtStorage('session', await opened.readStorage('session'));
  lookout.lookAtRequests();
}
