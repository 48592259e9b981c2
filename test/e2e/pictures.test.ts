import { describe, expect, test } from 'vitest';
import { openGallery } from '../gallery/gallery.ts';
import { looksOf } from '../gallery/looks.ts';
import { pictured, picturedAt } from '../gallery/pictured.ts';
import { show } from '../gallery/stage.ts';
import { read } from '../house/files.ts';
import { setStage } from './stage.ts';

describe('the screens that README and stores show', () => {
  test('look as in their pictures: where not, `npm run pictures` makes them anew', async () => {
    const { opened } = await setStage('chromium');
    const messages = JSON.parse(read('extension/_locales/en/messages.json'));
    const page = await openGallery({ opened, messages, at: picturedAt });
    const looks: Record<string, string> = {};
    for (const [name, scene] of Object.entries(pictured)) {
      await show(page, { name, ...scene });
      looks[name] = await looksOf(page);
    }
    expect(looks).toEqual(JSON.parse(read('docs/pictures.json')).screens);
  });
});
