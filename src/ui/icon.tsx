/** The shapes of Lucide (ISC, see `extension/icons/lucide-license.txt`), each a list of paths. */
const shapes = {
  back: ['m12 19-7-7 7-7', 'M19 12H5'],
  check: ['M20 6 9 17l-5-5'],
  clock: ['M12 6v6l4 2', 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0'],
  close: ['M18 6 6 18', 'm6 6 12 12'],
  copy: [
    'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2z',
    'M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2',
  ],
  dots: [
    'M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
    'M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
    'M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
  ],
  down: ['m6 9 6 6 6-6'],
  eye: [
    'M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0',
    'M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0',
  ],
  eyeOff: [
    'M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49',
    'M14.084 14.158a3 3 0 0 1-4.242-4.242',
    'M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143',
    'm2 2 20 20',
  ],
  file: [
    'M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z',
    'M14 2v5a1 1 0 0 0 1 1h5',
  ],
  forward: ['m9 18 6-6-6-6'],
  refresh: ['M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8', 'M21 3v5h-5'],
  plus: ['M5 12h14', 'M12 5v14'],
  tv: ['m17 2-5 5-5-5', 'M4 7h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2z'],
  window: [
    'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
    'M10 4v4',
    'M2 8h20',
    'M6 4v4',
  ],
  warning: ['M12 8v4', 'M12 16h.01', 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0'],
} as const;

export type IconName = keyof typeof shapes;

/** The icons that point along the line, and so the other way where a language is read that way. */
const turning: readonly IconName[] = ['back', 'forward'];

/** A small picture beside words, or inside a button with a name of its own: it says nothing itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={turning.includes(name) ? 'icon flips' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      {shapes[name].map(path => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
