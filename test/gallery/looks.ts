import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';

/**
 * What decides how a screen looks: its markup, the rules that apply to something in it, and its
 * pictures. Hashed, it changes with the screen, whatever the fonts of the system are, and with no
 * line of code that makes no difference here.
 */
export async function looksOf(page: Page): Promise<string> {
  const looks = await page.evaluate(async () => {
    /** The rules with a selector that something answers to; what the mouse or the focus does is all the same. */
    function applying(rules: CSSRuleList): string[] {
      return [...rules].flatMap(rule => {
        if (rule instanceof CSSMediaRule) {
          const inside = applying(rule.cssRules);
          return inside.length === 0 ? [] : [`@media ${rule.conditionText}`, ...inside];
        }
        if (!(rule instanceof CSSStyleRule)) return [rule.cssText];
        const selector = rule.selectorText.replace(
          /::?(?:before|after|placeholder|hover|focus-visible)/g,
          ':not(nothing)',
        );
        return document.querySelector(selector) === null ? [] : [rule.cssText];
      });
    }
    const files = [...document.querySelectorAll('img')]
      .map(image => image.src)
      // Those of an account stand in the markup.
      .filter(source => !source.startsWith('data:'));
    const images = files.map(async file => (await fetch(file)).text());
    const rules = [...document.styleSheets].flatMap(sheet => applying(sheet.cssRules));
    // What was announced last is not seen, and may be of the screen before.
    const said = document.querySelector('[role="status"]')?.outerHTML ?? '';
    const markup = document.body.outerHTML.replace(said, '');
    return [markup, ...rules, ...(await Promise.all(images))];
  });
  // Each scene has grants of its own: what they are called is all the same.
  const named = looks.join('\n').replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
  return createHash('sha256').update(named).digest('hex').slice(0, 16);
}
