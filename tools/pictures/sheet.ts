import type { Pictured } from '../../test/gallery/pictured.ts';
import { read } from '../../test/house/files.ts';

export type Scheme = 'light' | 'dark';

/** A page with places for screens, which are photographed once the page is drawn. */
export interface Sheet {
  /** CSS px, and how many device pixels each has. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Whether it becomes as tall as what is on it. */
  readonly grows?: boolean;
  readonly html: string;
}

/** The colors of mocks and popup, as far as what stands around a screen needs them. */
const palettes = {
  light: {
    ground: '#e9e8f2',
    text: '#1b1a24',
    muted: '#5b596b',
    accent: '#4338ca',
    line: '#dcdae8',
  },
  dark: {
    ground: '#0f0e14',
    text: '#f3f2f8',
    muted: '#b1aec1',
    accent: '#9a90ff',
    line: '#32303e',
  },
} as const;

/**
 * How large a screen is in a picture, CSS px: a little lower than the popup, for at its full height the
 * lower edge of what scrolls would cut the last line of a tool's result in two.
 */
export const screenSize = { width: 360, height: 564 };

/** The mark of Pinlink, as it is shipped. */
export const mark = read('extension/icons/mark.svg');

export interface SheetProps extends Omit<Sheet, 'html'> {
  readonly scheme: Scheme;
  readonly style: string;
  readonly body: string;
}

/** A sheet on the calm ground that all pictures have. */
export function sheet({ scheme, style, body, ...size }: SheetProps): Sheet {
  const { ground, text, muted, accent, line } = palettes[scheme];
  const html = `<!doctype html><meta charset="utf-8"><style>
    * { box-sizing: border-box; margin: 0; }
    :root { --muted: ${muted}; --accent: ${accent}; --line: ${line}; }
    body { background: ${ground}; color: ${text}; font: 16px/1.5 system-ui, sans-serif; }
    .popup { display: block; border-radius: 14px; }
    .popup { box-shadow: 0 0 0 1px ${line}, 0 12px 32px rgb(16 14 32 / ${scheme === 'light' ? 14 : 60}%); }
    ${style}</style><body>${body}</body>`;
  return { ...size, html };
}

export interface PopupProps {
  readonly scene: Pictured;
  readonly scheme: Scheme;
  /** How large it is drawn beside its real size. */
  readonly zoom: number;
  /** How many device pixels each CSS pixel of the sheet has. */
  readonly scale: number;
}

/** The place of a screen, as an open popup. */
export function popup({ scene, scheme, zoom, scale }: PopupProps): string {
  const { width, height } = screenSize;
  const size = `width="${width * zoom}" height="${height * zoom}"`;
  return `<img class="popup" ${size} data-scene="${scene}" data-scheme="${scheme}" data-scale="${zoom * scale}">`;
}
