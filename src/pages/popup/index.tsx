import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { State } from '../../core/state.ts';
import { linkViewOf, viewOf } from '../../core/view.ts';
import { isAllowed, onAllowed } from '../../permission.ts';
import { onClosing } from '../../protocol.ts';
import {
  onWritten,
  readDraft,
  readJournal,
  readState,
  takeOpenedByItself,
  takeWanted,
  writeDraft,
} from '../../store/storage.ts';
import { pressOnce } from '../../ui/first-click.ts';
import { App } from './app.tsx';
import { type Draft, draftFrom, draftOf, type Step } from './draft.ts';
import { report } from './report.ts';
import { closeUnlessTouched } from './self-closing.ts';
import type { Shown } from './shown.ts';
import { isInTab } from './tabs.ts';

/** How far somebody has come; the popup closes whenever they look away. */
let draft: Draft | null = null;
const draftRead = Promise.all([readDraft(), takeWanted()]).then(
  ([kept, wanted]) => {
    draft ??= draftOf(draftFrom(kept, Date.now()), draftFrom(wanted, Date.now()));
  },
  () => undefined,
);

function keepStep(step: Step | null): void {
  draft = step === null ? null : { step, keptAt: Date.now() };
  void writeDraft(draft).catch(() => undefined);
}

/** Draws what storage and the browser say: no frame waits for the background. */
async function draw(): Promise<void> {
  const [state, allowed] = await Promise.all([readable(), isAllowed(), draftRead]);
  try {
    show(shownOf(state), allowed);
  } catch {
    // Whatever stands in that record cannot be drawn: the popup says so, and is not blank.
    show('unreadable', allowed);
  }
}

function show(shown: Shown, allowed: boolean): void {
  const calls = { redraw, readReport, keepStep };
  render(<App latest={shown} allowed={allowed} draft={draft} {...calls} />, document.body);
}

function shownOf(state: State | 'outdated' | 'unreadable'): Shown {
  if (typeof state === 'string') return state;
  const now = Date.now();
  return { view: viewOf(state, now), link: linkViewOf(state, now) };
}

async function readable(): Promise<State | 'outdated' | 'unreadable'> {
  return readState().then(
    state => state ?? 'outdated',
    () => 'unreadable',
  );
}

async function readReport(): Promise<string> {
  const [state, journal] = await Promise.all([readable(), readJournal().catch(() => [])]);
  const { version } = browser.runtime.getManifest();
  return report({ version, browser: navigator.userAgent, state, journal, now: Date.now() });
}

let drawn = Promise.resolve();

/** One after the other, so that what was read last is what stays. */
function redraw(): void {
  drawn = drawn.then(draw, draw);
}

pressOnce(document);
onWritten(redraw);
onAllowed(redraw);
redraw();

const isOpenedByItself = takeOpenedByItself().catch(() => false);
void closeUnlessTouched(window, isOpenedByItself, () => window.close());
void isInTab().then(isTab => isTab || onClosing(() => window.close()));
