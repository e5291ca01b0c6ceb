import type { Remarks } from './remarks';
import { atNode, isObject, putAside, step } from './remarks';
import { parseText } from './parse-text';
import { EMPTY_VIEW } from './types';
import type { Json, JsonObject, View } from './types';

/** Reads places, frames and notes; what is not as it should be is kept aside, the rest stands. */
export function parseView(raw: Json | undefined, at: string, rename: (id: string) => string, remarks: Remarks): View {
  if (raw === undefined) return EMPTY_VIEW;
  if (!isObject(raw)) {
    putAside(remarks, { path: at }, raw, 'The “view” is not an object.', '“view”不是对象。');
    return EMPTY_VIEW;
  }
  return {
    ...raw,
    nodes: parsePlaces(raw['nodes'], `${at}/nodes`, rename, remarks),
    frames: parseItems<View['frames'][number]>(raw['frames'], `${at}/frames`, 'title', remarks),
    notes: parseItems<View['notes'][number]>(raw['notes'], `${at}/notes`, 'text', remarks),
  };
}

function parsePlaces(raw: Json | undefined, at: string, rename: (id: string) => string, remarks: Remarks): View['nodes'] {
  if (raw === undefined) return {};
  if (!isObject(raw)) {
    putAside(remarks, { path: at }, raw, 'The places of the nodes are not an object.', '节点位置不是对象。');
    return {};
  }
  const places: Record<string, View['nodes'][string]> = {};
  for (const [id, value] of Object.entries(raw)) {
    const next = rename(id);
    const good = isObject(value) && isNumber(value['x']) && isNumber(value['y'])
      && (value['width'] === undefined || (isNumber(value['width']) && value['width'] > 0))
      && (value['collapsed'] === undefined || typeof value['collapsed'] === 'boolean');
    if (good && next !== '__proto__') places[next] = value as unknown as View['nodes'][string];
    else putAside(remarks, atNode(`${at}/${step(id)}`, next), value, `The place of node “${next}” is not { x, y } in numbers.`, `节点“${next}”的位置不是数值形式的 { x, y }。`);
  }
  return places;
}

function parseItems<T extends { readonly id: string }>(raw: Json | undefined, at: string, textKey: 'title' | 'text', remarks: Remarks): readonly T[] {
  if (raw === undefined) return [];
  const what = textKey === 'title' ? { en: 'frame', zh: '边框' } : { en: 'note', zh: '便签' };
  if (!Array.isArray(raw)) {
    putAside(remarks, { path: at }, raw, `The ${what.en}s are not a list.`, `${what.zh}不是列表。`);
    return [];
  }
  const ids = new Set<string>();
  const items: T[] = [];
  (raw as readonly Json[]).forEach((value, index) => {
    const text = isObject(value) ? parseText(value[textKey]) : undefined;
    if (isObject(value) && text !== undefined && typeof value['id'] === 'string' && value['id'] !== '' && !ids.has(value['id']) && isBox(value)) {
      ids.add(value['id']);
      items.push({ ...value, [textKey]: text } as unknown as T);
      return;
    }
    putAside(remarks, { path: `${at}/${index}` }, value,
      `The ${what.en} number ${index + 1} lacks an “id” of its own, a “${textKey}”, or x, y, width and height in numbers.`,
      `第 ${index + 1} 个${what.zh}缺少唯一的“id”、“${textKey}”或数值形式的 x、y、width、height。`);
  });
  return items;
}

function isBox(value: JsonObject): boolean {
  const { x, y, width, height, colour } = value;
  return isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height) && width >= 0 && height >= 0 && (colour === undefined || typeof colour === 'string');
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === 'number';
}
