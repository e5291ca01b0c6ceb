/** A picture file of the user, as the browser gives it; it is read when its pair is computed. */
export interface Photo { readonly name: string; readonly type: string; /** Bytes. */ readonly size: number; arrayBuffer(): Promise<ArrayBuffer> }
export interface PhotoPair { readonly source: Photo; readonly target: Photo }

/** Every source with every target, or the first with the first, the second with the second. */
export type Pairing = 'all' | 'turn';

/** Pairs of two sets. A picture, known by its name and size, is never paired with itself where each is paired with each; of sets that are not equally long the shorter one is used up in turn. */
export function photoPairs(sources: readonly Photo[], targets: readonly Photo[], pairing: Pairing): readonly PhotoPair[] {
  if (pairing === 'turn') return sources.slice(0, targets.length).map((source, at) => ({ source, target: targets[at]! }));
  return sources.flatMap((source) => targets.filter(({ name, size }) => name !== source.name || size !== source.size).map((target) => ({ source, target })));
}

/** How many different pictures there are on each side. */
export function countPhotos(pairs: readonly PhotoPair[]): { readonly sources: number; readonly targets: number } {
  return { sources: new Set(pairs.map(({ source }) => source)).size, targets: new Set(pairs.map(({ target }) => target)).size };
}
