import { useMemo } from 'preact/hooks';
import { create } from 'qrcode/lib/core/qrcode.js';
import { i18n, type MessageKey } from '../../i18n.ts';

/** The light margin that a reader needs, in modules (ISO/IEC 18004). */
const quietZone = 4;

interface QrProps {
  text: string;
  /** What it opens, for those who do not see it. */
  label: MessageKey;
  /** About how wide it may be, CSS px. */
  width: number;
}

/** A QR code, made here: dark on light in every theme, for many readers take no other. */
export function Qr({ text, label, width }: QrProps) {
  const drawn = useMemo(() => draw(text), [text]);
  if (drawn === null) return null;
  const { side, path } = drawn;
  // Modules of whole pixels have sharp edges on every screen.
  const size = side * Math.min(Math.floor(width / side), 5);
  return (
    <svg
      class="qr"
      data-testid="qr"
      role="img"
      aria-label={i18n(label)}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The dark modules as one path: a bar for each. Null where the text is too long for any code. */
function draw(text: string): { side: number; path: string } | null {
  try {
    const { modules } = create(text, { errorCorrectionLevel: 'L' });
    const bars: string[] = [];
    for (let y = 0; y < modules.size; y += 1) {
      for (let x = 0; x < modules.size; x += 1) {
        if (modules.get(y, x)) bars.push(`M${x + quietZone} ${y + quietZone}h1v1h-1z`);
      }
    }
    return { side: modules.size + 2 * quietZone, path: bars.join('') };
  } catch {
    return null;
  }
}
