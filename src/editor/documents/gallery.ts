import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import type { Definitions } from '../../runtime/ports';

/** Shipped graphs, each loaded when it is looked at. */
const SHIPPED = import.meta.glob<string>('/graphs/*.json', { query: '?raw', import: 'default' });
/** A result of each, made by `scripts/pictures.mjs`. */
const PICTURES = import.meta.glob<string>('/graphs/pictures/*.webp', { query: '?url', import: 'default', eager: true });
/** The gallery's order, from what to look at first to what needs files of one's own; others follow by name. */
const PREFERRED = [
  'faceshifter-vs-hififace', 'classic-2d', 'true-swap', 'classic-3d',
  'faceshifter', 'faceshifter-hear', 'hififace', 'aad-masks', 'attribute-levels', 'sff-ablation', 'shape-against-identity', 'adain-style', 'aei-net-unrolled', 'occlusion', 'enhance', 'skin-colour',
  'photo-classic-2d', 'photo-classic-3d', 'photo-swap', 'public-inswapper', 'public-ghost', 'public-hififace',
];

export interface GalleryEntry { readonly name: string; readonly load: () => Promise<string>; readonly picture: string | undefined }

export function galleryEntries(): readonly GalleryEntry[] {
  const rank = (name: string): number => (PREFERRED.indexOf(name) + PREFERRED.length + 1) % (PREFERRED.length + 1);
  return Object.entries(SHIPPED).map(([path, load]) => ({ name: nameOf(path), load, picture: PICTURES[`/graphs/pictures/${nameOf(path)}.webp`] })).sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
}

function nameOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, '');
}

/** Letters that a card's words fill at least and at most, and how many a Chinese one counts for. */
const ROOM = { least: 36, most: 240, perHan: 2 } as const;

/** The first sentences of an explanation, whole, until they say enough; a citation ("Wang and others (2021).") takes the next with it where that is short. */
export function opening(about: string): string {
  const sentences = about.match(/.+?(?:[.?!](?=\s+\p{Lu})|[。？！]|$)/gsu) ?? [];
  let shown = '';
  for (const [index, sentence] of sentences.entries()) {
    shown += sentence;
    const cites = index === 0 && /[(（]\d{4}[)）]/.test(sentence) && lettersOf(shown + (sentences[1] ?? '')) <= ROOM.most;
    if (lettersOf(shown) >= ROOM.least && !cites) break;
  }
  return shown.trim();
}

function lettersOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? ROOM.perHan : 1), 0);
}

/** The graph a first visit opens. */
export async function defaultDocument(definitions: Definitions): Promise<GraphDocument | undefined> {
  const entry = PREFERRED.map((name) => galleryEntries().find((candidate) => candidate.name === name)).find((candidate) => candidate !== undefined) ?? galleryEntries()[0];
  return entry && parseGraph(await entry.load(), (type) => definitions.get(type)).graph;
}
