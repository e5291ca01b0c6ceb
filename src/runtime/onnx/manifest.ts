import { NodeError } from '../errors';

/** Expected outputs of a network at a few indices, for inputs filled by `selfTestValue`: what tells a graphics driver that miscalculates. */
export interface SelfTest {
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly outputs: Readonly<Record<string, { readonly indices: readonly number[]; readonly values: readonly number[] }>>;
  /** Largest allowed |difference| relative to max(1, |value|). */
  readonly tolerance: number;
}

/** What the engine needs of one built-in network; the manifest may say more. */
export interface ManifestEntry { readonly name: string; /** Under public/models/. */ readonly file: string; readonly bytes: number; readonly sha256: string; readonly selfTest?: SelfTest }

function isEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  return typeof entry['name'] === 'string' && typeof entry['file'] === 'string' && !entry['file'].split(/[/\\]/).includes('..')
    && typeof entry['bytes'] === 'number' && typeof entry['sha256'] === 'string' && /^[0-9a-f]{64}$/.test(entry['sha256']);
}

/** The built-in networks by name, from `public/models/manifest.json`: a list, or an object whose `models` is one. @throws NodeError */
export function parseManifest(text: string): ReadonlyMap<string, ManifestEntry> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = undefined;
  }
  const list = Array.isArray(raw) ? raw as unknown[] : typeof raw === 'object' && raw !== null ? (raw as { models?: unknown }).models : undefined;
  if (!Array.isArray(list)) throw new NodeError({ en: 'The list of built-in networks (public/models/manifest.json) cannot be read. Restore it from the project.', zh: '无法读取内置网络列表（public/models/manifest.json）。请从项目中恢复它。' }, { code: 'manifest' });
  const entries = new Map<string, ManifestEntry>();
  for (const entry of list as unknown[]) if (isEntry(entry)) entries.set(entry.name, entry);
  return entries;
}

/** Value `index` of the self-test's input number `order` (0, 1, …), in −0.5..0.5. */
export function selfTestValue(index: number, order: number): number {
  return 0.5 * Math.sin(0.37 * index + order);
}
