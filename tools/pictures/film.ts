import type { Pictured } from '../../test/gallery/pictured.ts';
import { animate, type Frame } from './compress.ts';
import type { Scheme } from './sheet.ts';
import { frameSheet, type Point, steps } from './storyboard.ts';
import { type Studio, sceneNamed } from './studio.ts';

/** How far the pointer has come in each picture of its way, and how long each is seen, ms. */
const way = [0.35, 0.75, 1];
const moveLasts = 60;
const pressLasts = 220;

/** The animation, as an APNG. */
export async function film(studio: Studio, scheme: Scheme): Promise<Uint8Array> {
  const frames: Frame[] = [];
  let at: Point = { x: 300, y: 430 };
  for (const step of steps) {
    const add = async (point: Point, isPressed: boolean, lasts: number) => {
      frames.push({
        png: await studio.draw(frameSheet(step, scheme, { ...point, isPressed })),
        lasts,
      });
    };
    await add(at, false, step.lasts);
    if (step.press === undefined) continue;
    const from = at;
    const to = await placeOf(studio, step.scene, step.press);
    for (const part of way) {
      at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await add(at, false, moveLasts);
    }
    await add(to, true, pressLasts);
  }
  return animate(frames, 256);
}

/** Where something is that can be pressed: a little right of its middle, beside its words. */
async function placeOf(studio: Studio, scene: Pictured, selector: string): Promise<Point> {
  const page = await studio.show(sceneNamed(scene));
  const element = await page.waitForSelector(selector);
  const box = await element?.boundingBox();
  if (!box) throw new Error(`${scene} has no ${selector}.`);
  return { x: Math.round(box.x + box.width * 0.7), y: Math.round(box.y + box.height * 0.6) };
}
