import browser from 'webextension-polyfill';
import type { Asked, LinkEvent } from '../link/event.ts';
import { type Command, onCommand } from '../messages.ts';
import { isAllowed, onAllowed } from '../permission.ts';
import type { Plex } from '../plex/ask.ts';
import { readClientIdentifier, readKept, restrictStorage, writeKept } from '../storage.ts';
import { approvalWasClosed } from './approval-window.ts';
import { onHeard } from './hearing.ts';
import { own } from './owner.ts';
import { perform } from './perform.ts';
import { arm, onAlarm } from './wake.ts';

const tell = own({
  read: readKept,
  write: writeKept,
  arm: at => arm(at, () => notice({ type: 'woken' })),
  perform: async effect => perform(await plex(), effect),
  moment: () => ({ now: Date.now(), random: Math.random() }),
});

/** Tells what nobody waits for. A step that fails keeps nothing, and its alarm rings again. */
function notice(event: LinkEvent): void {
  void tell(event).catch(() => undefined);
}

/** Read once: two effects that each made an identity would make two. */
let identifier: Promise<string> | undefined;

function identify(): Promise<string> {
  identifier ??= readClientIdentifier().catch(error => {
    identifier = undefined;
    throw error;
  });
  return identifier;
}

async function plex(): Promise<Plex> {
  return {
    client: {
      clientIdentifier: await identify(),
      version: browser.runtime.getManifest().version,
      browser: browser.runtime.getURL('').startsWith('moz-extension:') ? 'Firefox' : 'Chrome',
    },
    fetch: allowedFetch,
    now: Date.now,
  };
}

/** plex.tv answers pages of any origin: that the user has forbidden it must be heeded here. */
const allowedFetch: typeof fetch = async (...request) => {
  if (!(await isAllowed())) throw new TypeError('There is no permission for plex.tv.');
  return fetch(...request);
};

function asked(command: Command): Asked {
  switch (command.command) {
    case 'link':
      return { type: 'linkAsked', way: command.way, attempt: crypto.randomUUID() };
    case 'check':
      return { type: 'checkAsked' };
    case 'reopen':
      return { type: 'reopenAsked' };
    case 'cancel':
      return { type: 'cancelAsked' };
    case 'unlink':
      return { type: 'unlinkAsked' };
  }
}

// The event that started the background is delivered once, to the listeners that are there when
// the script has run: so all of them are registered here, before anything is awaited.
onCommand(command => tell(asked(command)));
onAlarm(() => notice({ type: 'woken' }));
onHeard(notice);
browser.windows?.onRemoved.addListener(async windowId => {
  if (await approvalWasClosed(windowId)) notice({ type: 'approvalClosed' });
});
addEventListener('online', () => notice({ type: 'networkReturned' }));
onAllowed(() => notice({ type: 'networkReturned' }));
// Nothing is left to do in these two, but without a listener the browser would not start us.
browser.runtime.onStartup.addListener(() => undefined);
browser.runtime.onInstalled.addListener(() => undefined);

void restrictStorage();
notice({ type: 'started' });
