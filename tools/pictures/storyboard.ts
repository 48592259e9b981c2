import type { Pictured } from '../../test/gallery/pictured.ts';
import { popup, type Scheme, type Sheet, sheet } from './sheet.ts';
import { type Caption, captions } from './words.ts';

/** A screen of the animation. */
interface Step {
  readonly scene: Pictured;
  readonly caption: Caption;
  /** How long it is seen before the pointer moves, ms. */
  readonly lasts: number;
  /** What the pointer presses then. */
  readonly press?: string;
}

/** A link, and a tool that is given access: eleven seconds in all. */
export const steps: readonly Step[] = [
  { scene: 'unlinked', caption: 'link', lasts: 1000, press: '[data-testid="link"]' },
  { scene: 'connecting', caption: 'link', lasts: 500 },
  { scene: 'allow', caption: 'allow', lasts: 1600 },
  { scene: 'linked', caption: 'linked', lasts: 900, press: '[data-testid="add-tool"]' },
  { scene: 'pick', caption: 'give', lasts: 600, press: '[data-tool="kometa"]' },
  { scene: 'consent', caption: 'give', lasts: 900, press: '[data-testid="create-tool"]' },
  { scene: 'giving', caption: 'give', lasts: 500 },
  { scene: 'result', caption: 'copy', lasts: 1100, press: '[data-testid="copy-snippet"]' },
  { scene: 'copied', caption: 'copy', lasts: 700 },
  { scene: 'first', caption: 'end', lasts: 1800 },
];

/** A place in the popup, CSS px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the pointer is, and whether it presses. */
interface Pointer extends Point {
  readonly isPressed: boolean;
}

const arrow =
  '<svg width="22" height="26" viewBox="0 0 22 26"><path d="M2 2v19l5-4.5 3.2 7.3 3.6-1.6-3.2-7.2H17z" fill="#111" stroke="#fff" stroke-width="1.6" stroke-linejoin="round"/></svg>';

/** One picture: the popup, what it is about, and the pointer where there is one. */
export function frameSheet(step: Step, scheme: Scheme, pointer: Pointer | null): Sheet {
  const scale = 1.5;
  const style = `
    body { display: flex; gap: 40px; align-items: center; height: 640px; padding: 0 40px; }
    header { flex: 1; }
    h1 { margin-block-end: 12px; font-size: 32px; font-weight: 600; line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance; }
    p { color: var(--muted); font-size: 18px; line-height: 1.45; text-wrap: pretty; }
    .stage { position: relative; }
    .stage svg, i { position: absolute; }
    i { width: 36px; height: 36px; margin: -18px; border-radius: 50%; background: #14b8a6; opacity: 0.45; }`;
  const { title, text } = captions[step.caption];
  const at = pointer && `left: ${pointer.x}px; top: ${pointer.y}px`;
  const ring = pointer?.isPressed ? `<i style="${at}"></i>` : '';
  const hand = pointer ? `${ring}<div style="position: absolute; ${at}">${arrow}</div>` : '';
  const stage = `${popup({ scene: step.scene, scheme, zoom: 1, scale })}${hand}`;
  const body = `<header><h1>${title}</h1><p>${text}</p></header><div class="stage">${stage}</div>`;
  return sheet({ width: 760, height: 640, scale, scheme, style, body });
}

/** All screens of the animation, without the pointer. */
export function stillSheets(scheme: Scheme): Sheet[] {
  return steps.map(step => frameSheet(step, scheme, null));
}
