import browser from 'webextension-polyfill';
import { clientFor } from '../client.ts';
import type { LinkEvent, UserEvent } from '../core/event.ts';
import { linkOf } from '../core/grants.ts';
import { patience } from '../core/intervals.ts';
import type { ClientIdentifier, Saved, Token } from '../core/state.ts';
import { isAllowed, onAllowed } from '../permission.ts';
import { addressesOf } from '../plex/server-addresses.ts';
import type { Server as PlexServer } from '../plex/server-schema.ts';
import { readServers } from '../plex/servers.ts';
import { type Answer, type Answers, type Command, onMessage, type Server } from '../protocol.ts';
import { readSaved, restrictStorage, writeSaved } from '../store/storage.ts';
import { resume } from './announce.ts';
import { approvalWasClosed } from './approval-window.ts';
import { showState } from './badge.ts';
import { onMenuPressed, showMenu } from './button-menu.ts';
import { onHeard } from './hearing.ts';
import { createOwner } from './owner.ts';
import { failureOf, type PlexFor, perform } from './perform.ts';
import { arm, onAlarm } from './wake.ts';
import { showWayOut } from './way-out.ts';

const dispatch = createOwner({
  read: readSaved,
  write: async (saved, journal) => {
    await writeSaved(saved, journal);
    show(saved);
  },
  arm: at => arm(at, wake),
  perform: effect => perform(plexFor, effect),
  context: () => ({ now: Date.now(), random: Math.random() }),
});

/** Dispatches what nobody waits for. A step that fails saves nothing, and an alarm is set all the same. */
function notice(event: LinkEvent): void {
  void dispatch(event).catch(() => undefined);
}

function wake(): void {
  notice({ type: 'woken' });
}

const plexFor: PlexFor = (id, tool) => ({
  client: clientFor(id, tool),
  fetch: allowedFetch,
  now: Date.now,
});

/** plex.tv answers pages of any origin: that the user has forbidden it must be heeded here. */
const allowedFetch: typeof fetch = async (...request) => {
  if (!(await isAllowed())) throw new TypeError('There is no permission for plex.tv.');
  return fetch(...request);
};

/** What a command means; a new attempt is named by the client identifier that it will have. */
function eventOf(command: Command): UserEvent {
  switch (command.command) {
    case 'link':
      return { type: 'linkPressed', way: command.way, id: crypto.randomUUID() };
    case 'look':
      return { type: 'popupSeen', closely: command.closely };
    case 'switch':
      return { type: 'switchPressed', id: crypto.randomUUID(), endsTools: command.endsTools };
    case 'check':
      return { type: 'checkPressed' };
    case 'reopen':
      return { type: 'reopenPressed' };
    case 'cancel':
      return { type: 'cancelPressed' };
    case 'unlink':
      return { type: 'unlinkPressed', endsTools: command.endsTools };
    case 'forget':
      return { type: 'forgetPressed', id: command.id };
    case 'giveAccess': {
      const { kind, name, replaces } = command;
      return { type: 'giveAccessPressed', id: crypto.randomUUID(), kind, name, replaces };
    }
    case 'copied':
      return { type: 'tokenCopied', id: command.id };
    case 'done':
      return { type: 'donePressed', id: command.id };
    case 'endAccess':
      return { type: 'endAccessPressed', id: command.id };
    case 'newsRead':
      return { type: 'newsRead' };
    case 'greeted':
      return { type: 'greeted' };
  }
}

async function handle(command: Command): Promise<Answer> {
  return dispatch(eventOf(command)).then(
    () => 'saved',
    () => 'notSaved',
  );
}

/** What its owner has pressed for: the token of the link, that of a tool, and the servers. */
const answers: Answers = {
  async token() {
    const loaded = await readSaved();
    return loaded === null ? null : (linkToken(loaded.saved)?.token ?? null);
  },
  async toolToken(id) {
    // That somebody may have it is saved before they do: then it is not ended behind their back.
    const isSaved = await dispatch({ type: 'tokenShown', id }).then(
      () => true,
      () => false,
    );
    const loaded = isSaved ? await readSaved() : null;
    if (loaded === null) return null;
    const { state, secrets } = loaded.saved;
    const isHanded = state.grants.some(grant => grant.id === id && grant.phase === 'handed');
    return isHanded ? (secrets[id] ?? null) : null;
  },
  async servers() {
    const loaded = await readSaved();
    if (loaded === null) return null;
    const link = linkToken(loaded.saved);
    if (link === null || Date.now() < loaded.saved.state.quietUntil) return null;
    const servers = await readServers(plexFor(link.id), link.token);
    if (servers.ok) return servers.value.map(serverFor);
    // Should plex.tv want to be left alone, that holds for whatever else is asked.
    const failure = failureOf(servers);
    await dispatch({ type: 'serversNotRead', id: link.id, failure }).catch(() => undefined);
    return null;
  },
};

function linkToken({ state, secrets }: Saved): { id: ClientIdentifier; token: Token } | null {
  const id = linkOf(state)?.id ?? '';
  const token = secrets[id];
  return token === undefined ? null : { id, token };
}

/** A server as the popup may know it: one that is shared is named, and its addresses are not. */
function serverFor(server: PlexServer): Server {
  const { name, machineIdentifier, isOwned, owner } = server;
  const addresses = isOwned
    ? addressesOf(server).map(({ url, ...rest }) => ({ address: url, ...rest }))
    : [];
  return { name, machineIdentifier, owner: isOwned ? null : (owner ?? ''), addresses };
}

// The event that started the background is delivered once, to the listeners that are there when
// the script has run: so all of them are registered here, before anything is awaited.
onMessage(handle, answers);
onAlarm(wake);
onHeard(notice);
onMenuPressed(() => notice({ type: 'checkPressed' }));
browser.windows?.onRemoved.addListener(() => {
  void approvalWasClosed()
    .then(wasClosed => wasClosed && notice({ type: 'approvalClosed' }))
    .catch(() => undefined);
});
addEventListener('online', () => notice({ type: 'networkReturned' }));
onAllowed(() => notice({ type: 'networkReturned' }));
// Nothing is left to do in these two, but without a listener the browser would not start us.
browser.runtime.onStartup.addListener(() => undefined);
browser.runtime.onInstalled.addListener(() => undefined);

void begin().catch(() => undefined);
// The browser notes down as our fault what it refuses a background that it is just ending.
void restrictStorage().catch(() => undefined);

/** What is shown is no part of what is saved: that it could not be shown must undo nothing. */
function show(saved: Saved): void {
  for (const shown of [showState(saved.state), showWayOut(saved.state), showMenu(saved.state)])
    void shown.catch(() => undefined);
}

/** A background that starts has nothing under way, and the browser forgets what the button has shown. */
async function begin(): Promise<void> {
  // Should it die before it knows what is to be done by when, it is woken to look again.
  await arm(Date.now() + patience, wake).catch(() => undefined);
  await dispatch({ type: 'started' }).catch(() => undefined);
  const loaded = await readSaved();
  if (loaded === null) return;
  show(loaded.saved);
  await resume(loaded.saved.state);
}
