import type { Reason } from '../../core/state.ts';
import type { MessageKey } from '../../i18n.ts';

/** What the user reads when a link has failed: the headline, and what to do. */
export const reasons: Record<Reason, { readonly title: MessageKey; readonly text: MessageKey }> = {
  unreachable: { title: 'failedTitle', text: 'unreachable' },
  timedOut: { title: 'failedTitle', text: 'timedOut' },
  rateLimited: { title: 'failedTitle', text: 'rateLimited' },
  outage: { title: 'failedTitle', text: 'outage' },
  unauthorized: { title: 'failedTitle', text: 'unauthorized' },
  bareUnauthorized: { title: 'failedTitle', text: 'bareUnauthorized' },
  expired: { title: 'expiredTitle', text: 'expiredText' },
  gone: { title: 'goneTitle', text: 'gone' },
  unexpectedStatus: { title: 'failedTitle', text: 'unexpectedStatus' },
  unexpectedContentType: { title: 'failedTitle', text: 'unexpectedContentType' },
  unexpectedBody: { title: 'failedTitle', text: 'unexpectedBody' },
  interrupted: { title: 'failedTitle', text: 'interrupted' },
};
