import type { Reason } from '../../core/state.ts';
import type { MessageKey } from '../../i18n.ts';

/** What to do where a tool could not be given access. */
export const toolReasons: Record<Reason, MessageKey> = {
  unreachable: 'unreachable',
  timedOut: 'timedOut',
  rateLimited: 'rateLimited',
  outage: 'outage',
  unauthorized: 'toolUnauthorized',
  bareUnauthorized: 'bareUnauthorized',
  expired: 'toolGone',
  gone: 'toolGone',
  unexpectedStatus: 'unexpectedStatus',
  unexpectedContentType: 'unexpectedContentType',
  unexpectedBody: 'unexpectedBody',
  interrupted: 'interrupted',
};
