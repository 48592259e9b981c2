import { render } from 'preact';
import browser from 'webextension-polyfill';
import type { Link } from '../../core/state.ts';
import { i18n } from '../../i18n.ts';
import { isAllowed, onAllowed } from '../../permission.ts';
import { onWritten, readJournal, readLink } from '../../store/storage.ts';
import { App } from './app.tsx';
import { report } from './report.ts';

document.documentElement.lang = i18n('language');
document.title = i18n('name');

/** Draws what storage and the browser say: no frame waits for the background. */
async function draw(): Promise<void> {
  const [link, allowed] = await Promise.all([readable(), isAllowed()]);
  try {
    show(link, allowed);
  } catch {
    // Whatever stands in that record cannot be drawn: the popup says so, and is not blank.
    show(null, allowed);
  }
}

function show(link: Link | null, allowed: boolean): void {
  const app = <App link={link} allowed={allowed} redraw={redraw} readReport={readReport} />;
  render(app, document.body);
}

/** Null where storage cannot be read: even then the popup says so, and is not blank. */
function readable(): Promise<Link | null> {
  return readLink().catch(() => null);
}

async function readReport(): Promise<string> {
  const [link, journal] = await Promise.all([readable(), readJournal().catch(() => [])]);
  const { version } = browser.runtime.getManifest();
  return report({ version, browser: navigator.userAgent, link, journal, now: Date.now() });
}

let drawn = Promise.resolve();

/** One after the other, so that what was read last is what stays. */
function redraw(): void {
  drawn = drawn.then(draw, draw);
}

onWritten(redraw);
onAllowed(redraw);
redraw();
