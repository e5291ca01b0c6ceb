import { initialLanguage } from './i18n';
import type { Settings, Theme } from './state';

const KEY = 'swapgraph.settings';

export function defaultSettings(preferredLanguages: readonly string[], dark: boolean): Settings {
  return {
    language: initialLanguage(null, preferredLanguages),
    theme: dark ? 'dark' : 'light',
    autoRun: true,
    backend: 'auto',
    dragSelects: false,
    inspectorOpen: true,
    dockOpen: true,
    dockHeightPx: 248,
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
