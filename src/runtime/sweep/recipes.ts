import { upstreamOf } from '../../graph/order';
import type { FlatWiring } from '../flat';
import type { Step } from '../plan';
import { sha256OfText } from '../sha256';

/** Sweeps that are remembered; of more the oldest is forgotten. */
const MOST_KNOWN = 64;

/**
 * Content keys of sweeps that were run, by what they are made of. A sweep's key follows from the keys of all its points, which take long to find where there are
 * hundreds; so a check only looks whether this very sweep was run before.
 */
export class SweepRecipes {
  readonly #keys = new Map<string, string>();

  /** @param plain the steps of the graph as it stands, its sweeps not opened; @param key of the sweep when opened */
  remember(sweep: string, wiring: FlatWiring, plain: readonly Step[], key: string): void {
    const recipe = recipeOf(sweep, wiring, plain);
    this.#keys.delete(recipe);
    this.#keys.set(recipe, key);
    for (const oldest of this.#keys.keys()) if (this.#keys.size > MOST_KNOWN) this.#keys.delete(oldest);
  }

  /** The key of a sweep that was run just so; undefined for others. */
  keyOf(sweep: string, wiring: FlatWiring, plain: readonly Step[]): string | undefined {
    return this.#keys.get(recipeOf(sweep, wiring, plain));
  }
}

/** All that a sweep's points follow from: which nodes come before it, by the names that its axes use, what each is, and how they are wired. */
function recipeOf(sweep: string, wiring: FlatWiring, plain: readonly Step[]): string {
  const before = upstreamOf(wiring, [sweep]);
  return sha256OfText(plain.filter(({ node }) => before.has(node)).map(({ node, key, inputs }) => JSON.stringify([node, key, inputs])).sort().join('\n'));
}
