import browser from 'webextension-polyfill';
import type { Asked, LinkEvent } from '../core/event.ts';
import { isAllowed, onAllowed } from '../permission.ts';
import type { Plex } from '../plex/ask.ts';
import { type Command, onMessage, type Taken } from '../protocol.ts';
import { readClientIdentifier, readKept, restrictStorage, writeKept } from '../store/storage.ts';
import { approvalWasClosed } from './approval-window.ts';
import { endNews, looked, showState } from './badge.ts';
import { onHeard } from './hearing.ts';
import { own } from './owner.ts';
import { perform } from './perform.ts';
import { arm, onAlarm } from './wake.ts';

const tell = own({
  read: readKept,
  write: async (kept, journal) => {
    await writeKept(kept, journal);
    // What is shown is no part of what is kept: that it could not be shown must undo nothing.
    void showState(kept.link).catch(() => undefined);
  },
  arm: at => arm(at, () => notice({ type: 'woken' })),
  perform: async effect => perform(await plex(), effect),
  moment: () => ({ now: Date.now(), random: Math.random() }),
});

/** Tells what nobody waits for. A step that fails keeps nothing, and an alarm is set all the same. */
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
    case 'linkOther':
      return { type: 'linkOtherAsked', attempt: crypto.randomUUID() };
    case 'look':
      return { type: 'looked' };
    case 'confirm':
      return { type: 'confirmAsked' };
    case 'reopen':
      return { type: 'reopenAsked' };
    case 'cancel':
      return { type: 'cancelAsked' };
    case 'unlink':
      return { type: 'unlinkAsked' };
  }
}

async function take(command: Command): Promise<Taken> {
  void looked().catch(() => undefined);
  return tell(asked(command)).then(
    () => 'kept',
    () => 'notKept',
  );
}

// The event that started the background is delivered once, to the listeners that are there when
// the script has run: so all of them are registered here, before anything is awaited.
onMessage(take, async () => (await readKept()).kept.token);
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
void begin().catch(() => undefined);

/** A background that starts has nothing under way, and the button forgets what it has shown. */
async function begin(): Promise<void> {
  await tell({ type: 'started' }).catch(() => undefined);
  await endNews();
  await showState((await readKept()).kept.link);
}
