import type { Page } from 'puppeteer-core';
import type { Wanted } from './contents.ts';

/** When something of a popup was on the screen for the first time, ms since the browser began to open it. */
export interface Times {
  /** The first text or picture, as the browser itself has noted it. */
  readonly paint: number;
  /** All that is wanted. */
  readonly content: number;
}

/** How long somebody waits for a popup, ms; then it could not be measured. */
const patienceMs = 20_000;

/**
 * Runs in the popup before anything of its own does, and says there when it was painted: to a page of
 * the same extension, so that no driver has to look into a popup that is just being drawn. It goes
 * into the browser by itself, without whatever stands around it here.
 */
export function watch(wanted: readonly Wanted[]): void {
  const painted = new Promise<number>(resolve => {
    new PerformanceObserver(list => {
      const [first] = list.getEntriesByName('first-contentful-paint');
      if (first !== undefined) resolve(first.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const drawn = new Promise<number>(resolve => {
    new MutationObserver((_, observer) => {
      for (const { selector, times } of wanted) {
        if (document.querySelectorAll(selector).length < times) return;
      }
      observer.disconnect();
      if (PerformanceObserver.supportedEntryTypes.includes('element')) {
        // A dot outside the page's own part of the document, which is drawn in the same frame as what
        // is wanted: the browser itself notes when that was.
        const dot = document.createElement('i');
        dot.textContent = '.';
        dot.style.position = 'fixed';
        dot.style.inset = '0 auto auto 0';
        dot.setAttribute('elementtiming', 'content');
        document.documentElement.append(dot);
        new PerformanceObserver(list => {
          for (const { startTime } of list.getEntries()) resolve(startTime);
        }).observe({ type: 'element', buffered: true });
        return;
      }
      // What stands there now is part of the next frame; the task after that finds it drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    }).observe(document, { childList: true, subtree: true });
  });
  // A browser notes a paint a little later than the task after it comes.
  void Promise.all([painted, drawn]).then(([paint, content]) => {
    new BroadcastChannel('opening').postMessage({ paint, content: Math.max(paint, content) });
  });
}

/** Begins to listen in a page of the extension for what its popup says; what is returned resolves with that. */
export async function listen(quiet: Page): Promise<() => Promise<Times>> {
  const ear = await quiet.evaluateHandle(patienceMs => {
    const heard = new Promise<{ paint: number; content: number } | null>(resolve => {
      const channel = new BroadcastChannel('opening');
      channel.onmessage = ({ data }) => resolve(data);
      setTimeout(() => resolve(null), patienceMs);
    });
    return { heard };
  }, patienceMs);
  return async () => {
    const times = await ear.evaluate(({ heard }) => heard);
    if (times === null) throw new Error(`Nothing was seen in ${patienceMs} ms.`);
    return times;
  };
}
