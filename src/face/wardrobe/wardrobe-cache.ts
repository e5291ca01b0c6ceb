import type { PropMesh } from '../render/types';
import type { Shoulders } from './hair/drape';
import type { HeadMeasures } from './measure';
import type { ScalpField } from './scalp';
import type { StraightNeck } from './torso';

/** A measured head: what depends on identity alone. */
export interface MeasuredHead {
  readonly measures: HeadMeasures;
  readonly field: ScalpField;
  readonly neck: StraightNeck;
  readonly shoulders: Shoulders;
}

/**
 * What one caller keeps between pictures: measured heads and grown hair, the newest few of each. A series of pictures of one person in many
 * expressions, poses and lights measures and grows once. The props that come out are the same with and without a cache; they are shared, so treat
 * them as read-only.
 */
export interface WardrobeCache {
  head(key: string, make: () => MeasuredHead): MeasuredHead;
  hair(key: string, make: () => readonly PropMesh[]): readonly PropMesh[];
}

/** A cache of the `limit` (≥ 1) last used heads and hairs. */
export function createWardrobeCache(limit = 8): WardrobeCache {
  return { head: lastUsed(limit), hair: lastUsed(limit) };
}

function lastUsed<T>(limit: number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const found = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, found);
    if (kept.size > limit) kept.delete(kept.keys().next().value!);
    return found;
  };
}
