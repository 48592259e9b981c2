import type { Page } from 'puppeteer-core';

interface Wanted {
  /** How much text and icons stand out from what is behind them at least, as WCAG measures it. */
  readonly text: number;
  /** How much the edge of a thing, or all of it, stands out from what is around it. */
  readonly edge: number;
}

/**
 * What does not stand out enough: words, and the shapes of things. A thing has a shape where the page
 * gives it a border or a color of its own, also where the browser's user overrules its colors.
 */
export async function faultsOfContrast(page: Page, wanted: Wanted): Promise<string[]> {
  return page.evaluate(({ text, edge }) => {
    type Color = readonly [number, number, number, number];
    const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const known = new Map<string, Color>();

    function colorOf(css: string): Color {
      const color = known.get(css) ?? painted(css);
      known.set(css, color);
      return color;
    }

    function painted(css: string): Color {
      if (pen === null) throw new Error('Nothing can be painted.');
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    }

    function over(color: Color, ground: Color, opacity = 1): Color {
      const share = color[3] * opacity;
      const mixed = (index: 0 | 1 | 2) => color[index] * share + ground[index] * (1 - share);
      return [mixed(0), mixed(1), mixed(2), 1];
    }

    /** What is seen behind the content of the last of these, each in the one before, and a color on that. */
    function seen(chain: readonly Element[], css: string, behind: Color): [Color, Color] {
      const [first, ...inner] = chain;
      if (first === undefined) return [behind, over(colorOf(css), behind)];
      const { backgroundColor, opacity } = getComputedStyle(first);
      const [ground, ink] = seen(inner, css, over(colorOf(backgroundColor), behind));
      return [over(ground, behind, Number(opacity)), over(ink, behind, Number(opacity))];
    }

    function chainOf(element: Element | null): Element[] {
      return element === null ? [] : [...chainOf(element.parentElement), element];
    }

    function light(color: Color): number {
      const part = (index: 0 | 1 | 2) => {
        const share = color[index] / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    }

    function contrast(one: Color, another: Color): number {
      const [dark = 0, bright = 0] = [light(one), light(another)].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    }

    const white: Color = [255, 255, 255, 1];
    const faults: string[] = [];
    const complain = (element: Element, what: string, found: number) => {
      const words = element.textContent?.trim().slice(0, 40);
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`;
      faults.push(`${what} of ${name} «${words}»: ${found.toFixed(2)}`);
    };
    const hasBorder = ({ borderTopWidth, borderTopStyle }: CSSStyleDeclaration) =>
      borderTopWidth !== '0px' && borderTopStyle !== 'none';

    const visible = [...document.body.querySelectorAll('*')].filter(
      element =>
        element.closest('.unseen, .qr, .coming') === null &&
        element.checkVisibility({ visibilityProperty: true }),
    );

    for (const element of visible) {
      const { color } = getComputedStyle(element);
      const isText = [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      if (!isText && !element.matches('input, svg')) continue;
      const [ground, ink] = seen(chainOf(element), color, white);
      const found = contrast(ground, ink);
      if (found < (element.matches('svg') ? edge : text)) complain(element, 'text', found);
    }

    // What the page itself wants, whatever colors are forced on it.
    const own = document.createElement('style');
    own.textContent = '* { forced-color-adjust: none !important }';
    document.head.append(own);
    const shaped = visible.filter(element => {
      const style = getComputedStyle(element);
      const isFilled = colorOf(style.backgroundColor)[3] > 0 && !element.matches('main, option');
      return isFilled || (hasBorder(style) && colorOf(style.borderTopColor)[3] > 0);
    });
    own.remove();

    for (const element of shaped) {
      const style = getComputedStyle(element);
      const [around] = seen(chainOf(element.parentElement), '#000', white);
      const [inside, border] = seen(chainOf(element), style.borderTopColor, white);
      const found = Math.max(
        contrast(inside, around),
        hasBorder(style) ? contrast(border, around) : 0,
      );
      if (found < edge) complain(element, 'edge', found);
    }
    return faults;
  }, wanted);
}
