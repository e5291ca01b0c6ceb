import { initialLanguage } from './i18n';
import type { Settings, Theme } from './state';

const KEY = 'swapgraph.settings';

/** Below this the inspector would lie over half of the canvas, so it waits to be asked for. */
const NARROW_PX = 900;

/** A third of the window's height for the viewers, so that a first swap is seen large. */
function dockHeightPx(windowHeightPx: number): number {
  return Math.round(Math.min(380, Math.max(160, windowHeightPx * 0.34)));
}

export interface Surroundings { readonly languages: readonly string[]; readonly dark: boolean; readonly widthPx: number; readonly heightPx: number }

/** What holds until the user chooses: the browser's language and look, and rooms that fit the window. */
export function defaultSettings({ languages, dark, widthPx, heightPx }: Surroundings): Settings {
  return {
    language: initialLanguage(null, languages),
    theme: dark ? 'dark' : 'light',
    autoRun: true,
    backend: 'auto',
    dragSelects: false,
    inspectorOpen: widthPx > NARROW_PX,
    dockOpen: true,
    dockHeightPx: dockHeightPx(heightPx),
    minimap: true,
    visibleMark: true,
  };
}

/** The user's choices, each checked; anything unreadable falls back to its default. */
export function readSettings(storage: Pick<Storage, 'getItem'>, defaults: Settings): Settings {
  let stored: Record<string, unknown>;
  try {
    stored = JSON.parse(storage.getItem(KEY) ?? '{}') as Record<string, unknown>;
  } catch {
    return defaults;
  }
  const flag = (name: keyof Settings): boolean => (typeof stored[name] === 'boolean' ? stored[name] : defaults[name] === true);
  const oneOf = <T extends string>(name: keyof Settings, values: readonly T[], fallback: T): T => values.find((value) => value === stored[name]) ?? fallback;
  const height = stored.dockHeightPx;
  return {
    language: oneOf('language', ['en', 'zh'], defaults.language),
    theme: oneOf<Theme>('theme', ['light', 'dark', 'projector'], defaults.theme),
    backend: oneOf('backend', ['auto', 'webgpu', 'cpu'], defaults.backend),
    autoRun: flag('autoRun'),
    dragSelects: flag('dragSelects'),
    inspectorOpen: flag('inspectorOpen'),
    dockOpen: flag('dockOpen'),
    minimap: flag('minimap'),
    visibleMark: flag('visibleMark'),
    dockHeightPx: typeof height === 'number' && height >= 120 && height <= 2000 ? height : defaults.dockHeightPx,
  };
}

/** Keeps the choices; a full or forbidden storage only means that they are asked for again. */
export function writeSettings(storage: Pick<Storage, 'setItem'>, settings: Settings): void {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse; the choices then last as long as the page.
  }
}
