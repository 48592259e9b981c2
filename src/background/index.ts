import browser from 'webextension-polyfill';
import type { LinkEvent, UserEvent } from '../core/event.ts';
import { isAllowed, onAllowed } from '../permission.ts';
import type { Plex } from '../plex/ask.ts';
import { type Answer, type Command, onMessage } from '../protocol.ts';
import { readClientIdentifier, readState, restrictStorage, writeState } from '../store/storage.ts';
import { approvalWasClosed } from './approval-window.ts';
import { endNews, looked, showState } from './badge.ts';
import { onHeard } from './hearing.ts';
import { createOwner } from './owner.ts';
import { perform } from './perform.ts';
import { arm, onAlarm } from './wake.ts';

const dispatch = createOwner({
  read: readState,
  write: async (state, journal) => {
    await writeState(state, journal);
    // What is shown is no part of what is kept: that it could not be shown must undo nothing.
    void showState(state.link).catch(() => undefined);
  },
  arm: at => arm(at, () => notice({ type: 'woken' })),
  perform: async effect => perform(await plex(), effect),
  context: () => ({ now: Date.now(), random: Math.random() }),
});

/** Tells what nobody waits for. A step that fails keeps nothing, and an alarm is set all the same. */
function notice(event: LinkEvent): void {
  void dispatch(event).catch(() => undefined);
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

function eventOf(command: Command): UserEvent {
  switch (command.command) {
    case 'link':
      return { type: 'linkPressed', way: command.way, attempt: crypto.randomUUID() };
    case 'linkOther':
      return { type: 'switchPressed', attempt: crypto.randomUUID() };
    case 'look':
      return { type: 'popupSeen' };
    case 'confirm':
      return { type: 'checkPressed' };
    case 'reopen':
      return { type: 'reopenPressed' };
    case 'cancel':
      return { type: 'cancelPressed' };
    case 'unlink':
      return { type: 'unlinkPressed' };
  }
}

async function handle(command: Command): Promise<Answer> {
  void looked().catch(() => undefined);
  return dispatch(eventOf(command)).then(
    () => 'saved',
    () => 'notSaved',
  );
}

// The event that started the background is delivered once, to the listeners that are there when
// the script has run: so all of them are registered here, before anything is awaited.
onMessage(handle, async () => (await readState()).state.token);
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
  await dispatch({ type: 'started' }).catch(() => undefined);
  await endNews();
  await showState((await readState()).state.link);
}
