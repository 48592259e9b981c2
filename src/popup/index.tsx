import { render } from 'preact';
import { readLink, watchLink } from '../storage.ts';
import { App } from './app.tsx';
import { words } from './words.ts';

document.documentElement.lang = words('language');
document.title = words('name');

/** Draws what storage says: the first frame waits for no background, and no other is needed. */
watchLink(link => render(<App link={link} />, document.body));
render(<App link={await readLink()} />, document.body);
