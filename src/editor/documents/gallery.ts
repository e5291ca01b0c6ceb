import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import type { Definitions } from '../../runtime/ports';

/** Shipped graphs, each loaded when it is looked at. */
const SHIPPED = import.meta.glob<string>('/graphs/*.json', { query: '?raw', import: 'default' });
/** A result of each, made by `scripts/pictures.mjs`. */
const PICTURES = import.meta.glob<string>('/graphs/pictures/*.webp', { query: '?url', import: 'default', eager: true });
const PREFERRED = ['classic-2d', 'faceshifter-vs-hififace', 'true-swap'];

export interface GalleryEntry { readonly name: string; readonly load: () => Promise<string>; readonly picture: string | undefined }

export function galleryEntries(): readonly GalleryEntry[] {
  const rank = (name: string): number => (PREFERRED.indexOf(name) + PREFERRED.length + 1) % (PREFERRED.length + 1);
  return Object.entries(SHIPPED).map(([path, load]) => ({ name: nameOf(path), load, picture: PICTURES[`/graphs/pictures/${nameOf(path)}.webp`] })).sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
}

function nameOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, '');
}

/** The graph a first visit opens. */
export async function defaultDocument(definitions: Definitions): Promise<GraphDocument | undefined> {
  const entry = PREFERRED.map((name) => galleryEntries().find((candidate) => candidate.name === name)).find((candidate) => candidate !== undefined) ?? galleryEntries()[0];
  return entry && parseGraph(await entry.load(), (type) => definitions.get(type)).graph;
}
