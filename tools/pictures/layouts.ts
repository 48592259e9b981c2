import type { Pictured } from '../../test/gallery/pictured.ts';
import { mark, popup, type Scheme, type Sheet, sheet } from './sheet.ts';
import { headlines, storePictures } from './words.ts';

/** The main screens side by side, for the README. */
export function overview(scheme: Scheme): Sheet {
  const scale = 2;
  const shown: readonly Pictured[] = ['unlinked', 'code', 'result', 'home'];
  const popups = shown.map(scene => popup({ scene, scheme, zoom: 1, scale }));
  const style = 'body { display: flex; gap: 32px; padding: 40px; }';
  return sheet({ width: 1616, height: 644, scale, scheme, style, body: popups.join('') });
}

interface StoreProps {
  readonly language: string;
  readonly picture: keyof typeof storePictures;
}

/** A picture of the size that both stores ask for: what it is about, and the screen. */
export function storeSheet({ language, picture }: StoreProps): Sheet {
  const { scene, scheme } = storePictures[picture];
  const headline = headlines[language]?.[picture];
  if (headline === undefined) throw new Error(`${picture} has no headline in ${language}.`);
  const scale = 1;
  const style = `
    body { display: flex; gap: 88px; align-items: center; height: 800px; padding: 0 104px 0 96px; }
    header { flex: 1; }
    .brand { display: flex; gap: 12px; align-items: center; font-size: 22px; font-weight: 600; }
    svg { width: 40px; height: 40px; }
    h1 { margin-block: 40px 20px; font-size: 60px; font-weight: 600; line-height: 1.1; letter-spacing: -0.025em; text-wrap: balance; }
    p { color: var(--muted); font-size: 24px; line-height: 1.45; text-wrap: pretty; }`;
  const words = `<div class="brand">${mark}Pinlink for Plex</div><h1>${headline.title}</h1><p>${headline.text}</p>`;
  const body = `<header>${words}</header>${popup({ scene, scheme, zoom: 1.175, scale })}`;
  return sheet({ width: 1280, height: 800, scale, scheme, style, body });
}

/** The small tile by which Chrome's store promotes an extension. */
export function promoTile(): Sheet {
  const scale = 1;
  const style = `
    body { height: 280px; overflow: hidden; padding: 44px 36px; }
    svg { display: block; width: 64px; height: 64px; }
    h1 { margin-block: 20px 8px; font-size: 38px; font-weight: 600; line-height: 1.1; letter-spacing: -0.025em; }
    p { width: 190px; color: var(--muted); font-size: 17px; line-height: 1.4; }
    .popup { position: absolute; top: 40px; left: 252px; }`;
  const body = `${mark}<h1>Pinlink</h1><p>Link Plex in one click. Give each tool its own token.</p>${popup({ scene: 'home', scheme: 'light', zoom: 0.72, scale })}`;
  return sheet({ width: 440, height: 280, scale, scheme: 'light', style, body });
}
