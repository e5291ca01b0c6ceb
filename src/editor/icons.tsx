const PATHS = {
  run: 'M4.5 2.8v10.4L13 8z',
  stop: 'M4 4h8v8H4z',
  undo: 'M6 3.5 2.8 6.7 6 9.9M3 6.7h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'M10 3.5l3.2 3.2L10 9.9M13 6.7H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  layout: 'M2.5 3h4v3.5h-4zM9.5 2.5h4V6h-4zM9.5 10h4v3.5h-4zM6.5 4.7h3M8 4.7v7h1.5',
  frame: 'M2.5 3.5h11v9h-11zM2.5 6h11',
  note: 'M3 2.5h10v7.5l-3.2 3.5H3zM9.8 13.5V10H13',
  map: 'M2.5 3.5h11v9h-11zM8.5 8h3.5v3H8.5z',
  search: 'M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.3 3.3',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  close: 'M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4',
  pin: 'M5.5 2.5h5l-.8 4.3 2.3 2.2H4l2.3-2.2zM8 9v4.5',
  enter: 'M6 3h7v10H6M2.5 8H9M6.5 5.5 9 8l-2.5 2.5',
  dice: 'M2.5 5h2.3l6.4 6h2.3M2.5 11h2.3l1.5-1.4M9.6 6.4 11.2 5h2.3M11.8 3.2 13.6 5l-1.8 1.8M11.8 9.2l1.8 1.8-1.8 1.8',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.8v2.7h2.7',
  warn: 'M8 2.2 14.3 13.4H1.7zM8 6.4v3.4M8 11.5v.4',
  check: 'M3 8.5 6.4 12 13 4.5',
  link: 'M6.5 9.5l3-3M7.2 4.8 8.9 3a2.9 2.9 0 0 1 4.1 4.1l-1.8 1.7M8.8 11.2 7.1 13A2.9 2.9 0 0 1 3 8.9l1.8-1.7',
  folder: 'M2 4h4.2l1.4 1.6H14v7.2H2z',
  save: 'M3 2.5h8.2L13.5 5v8.5h-11v-11M5 2.5v3.6h5V2.5M5 13.5V9.3h6v4.2',
  sliders: 'M2.5 4.5h5M11.5 4.5h2M9.5 2.8v3.4M2.5 11.5h2M8.5 11.5h5M6.5 9.8v3.4',
  image: 'M2.5 3h11v10h-11zM2.5 11l3.3-3.4 2.6 2.6 1.9-1.9 3.2 3.2M10.6 5.9h.1',
  history: 'M2.8 8A5.2 5.2 0 1 0 4.4 4.2M2.8 2.6v2.7h2.7M8 5v3.2l2.2 1.4',
  grid: 'M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  keyboard: 'M1.8 4h12.4v8H1.8zM4 6.4h.1M6.6 6.4h.1M9.2 6.4h.1M11.9 6.4h.1M4.8 9.6h6.4',
  gear: 'M8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4',
  compare: 'M2.5 3h11v10h-11zM8 1.5v13M4.5 8h1.5M10 8h1.5',
  panel: 'M2.5 3h11v10h-11zM10 3v10',
  dock: 'M2.5 3h11v10h-11zM2.5 9h11',
  up: 'M4 9.8 8 5.8l4 4',
  port: 'M2.5 8h6M6 5.5 8.5 8 6 10.5M11.5 5.5a2.5 2.5 0 1 1 0 5',
  down: 'M4 6.2 8 10.2l4-4',
  select: 'M2.5 2.5h2M6.5 2.5h3M11.5 2.5h2v2M13.5 6.5v3M13.5 11.5v2h-2M9.5 13.5h-3M4.5 13.5h-2v-2M2.5 9.5v-3M2.5 4.5v-2',
  help: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM6.3 6.3a1.8 1.8 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.3M8 11.2v.2',
} as const;

export type IconName = keyof typeof PATHS;

/** A 16-pixel line drawing in the colour of the text around it; always beside a text or inside a labelled button. */
export function Icon({ name }: { readonly name: IconName }) {
  const filled = name === 'run' || name === 'stop';
  return (
    <svg className="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill={filled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
      <path d={PATHS[name]} />
    </svg>
  );
}
