import type { Page } from 'puppeteer-core';

/** How large a target is at least, CSS px: for a mouse, and for a thumb. */
export const targets = { mouse: 24, thumb: 44 };

/** What is cut off, runs out of the popup or covers something else, as its user would see it. */
export async function faultsOfLayout(page: Page, target = targets.mouse): Promise<string[]> {
  return page.evaluate(target => {
    const faults: string[] = [];
    const visible = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      element =>
        element.closest('.unseen, svg, select') === null &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} «${element.textContent?.trim().slice(0, 40)}»`;
    const { clientWidth } = document.documentElement;
    for (const element of visible) {
      const { left, right } = element.getBoundingClientRect();
      if (left < -0.5 || right > clientWidth + 0.5) faults.push(`${nameOf(element)} runs out`);
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === 'inline' || element.tagName === 'MAIN' || element.tagName === 'BODY')
        continue;
      if (element.scrollWidth > element.clientWidth + 1) faults.push(`${nameOf(element)} is wide`);
      const hides = overflowX !== 'visible' || overflowY !== 'visible';
      if (hides && element.scrollHeight > element.clientHeight + 1)
        faults.push(`${nameOf(element)} is cut off`);
      const { width, height } = element.getBoundingClientRect();
      const isTarget = element.matches('button, select, input, .choice');
      if (isTarget && !element.matches('.choice input') && Math.min(width, height) < target)
        faults.push(`${nameOf(element)} is small`);
    }
    const pressable = visible.filter(element => element.matches('button, a, input'));
    for (const [index, one] of pressable.entries()) {
      const box = one.getBoundingClientRect();
      for (const another of pressable.slice(index + 1)) {
        if (one.closest('.menu') || another.closest('.menu')) continue;
        if (one.contains(another) || one.closest('main') !== another.closest('main')) continue;
        const its = another.getBoundingClientRect();
        const overlaps =
          box.left < its.right - 1 &&
          its.left < box.right - 1 &&
          box.top < its.bottom - 1 &&
          its.top < box.bottom - 1;
        if (overlaps) faults.push(`${nameOf(one)} covers ${nameOf(another)}`);
      }
    }
    const main = document.querySelector('main');
    if (main !== null && main.scrollWidth > main.clientWidth) faults.push('main scrolls sideways');
    return faults;
  }, target);
}
