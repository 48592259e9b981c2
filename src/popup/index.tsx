import { render } from 'preact';
import { isAllowed, onAllowed } from '../permission.ts';
import { onWritten, readLink } from '../storage.ts';
import { App } from './app.tsx';
import { words } from './words.ts';

document.documentElement.lang = words('language');
document.title = words('name');

/** Draws what storage and the browser say: no frame waits for the background. */
async function draw(): Promise<void> {
  const [link, allowed] = await Promise.all([readLink(), isAllowed()]);
  render(<App link={link} allowed={allowed} redraw={redraw} />, document.body);
}

let drawn = Promise.resolve();

/** One after the other, so that what was read last is what stays. */
function redraw(): void {
  drawn = drawn.then(draw, draw);
}

onWritten(redraw);
onAllowed(redraw);
redraw();
