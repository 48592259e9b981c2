import type { Way } from './state.ts';

/** An order that a transition gives to the background. Started, never awaited. */
export type Effect =
  | { readonly type: 'createPin'; readonly way: Way; readonly attempt: string }
  | { readonly type: 'checkPin'; readonly pinId: number }
  | { readonly type: 'openApproval'; readonly address: string }
  | { readonly type: 'closeApproval' }
  /** Says that there is a link, if nobody is looking. */
  | { readonly type: 'announce' }
  | { readonly type: 'readAccount'; readonly token: string }
  | { readonly type: 'readAvatar'; readonly linkedAt: number; readonly thumb: string }
  | { readonly type: 'signOut'; readonly token: string };
