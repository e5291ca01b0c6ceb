import type { Step } from './plan';

/** Which outputs of a step somebody reads. A node may leave the others out, and with them what a network would have to hand over. */
export type Wanted = 'all' | ReadonlySet<string>;

/** By node. */
export type Demand = ReadonlyMap<string, Wanted>;

const NOTHING: ReadonlySet<string> = new Set();

/** Outputs that views asked for since their node last ran: they are computed along when it runs again, and not on a second way. */
export class Looked {
  readonly #ports = new Map<string, Set<string>>();

  add(node: string, port: string): void {
    this.#ports.set(node, (this.#ports.get(node) ?? new Set()).add(port));
  }

  /** Forgets a node that has run: what is still in view is asked for again. */
  forget(node: string): void { this.#ports.delete(node); }

  of(node: string): ReadonlySet<string> { return this.#ports.get(node) ?? NOTHING; }
}

/** All outputs of the targets, and of every other step those that a planned step or a view reads. */
export function demandOf(steps: readonly Step[], targets: ReadonlySet<string>, looked?: Looked): Demand {
  const demand = new Map<string, 'all' | Set<string>>(steps.map(({ node }) => [node, targets.has(node) ? 'all' : new Set(looked?.of(node))]));
  for (const { inputs } of steps) {
    for (const [from, port] of Object.values(inputs)) {
      const wanted = demand.get(from);
      if (wanted !== 'all') wanted?.add(port);
    }
  }
  return demand;
}

/** Whether a result that was made without some outputs has what is wanted of it. */
export function hasWanted(result: { readonly leftOut?: readonly string[] }, wanted: Wanted): boolean {
  return !result.leftOut || (wanted !== 'all' && !result.leftOut.some((port) => wanted.has(port)));
}

/** What to ask of a step whose earlier result lacks something: that too which the earlier result had. */
export function joinWanted(wanted: Wanted, earlier: { readonly outputs: Readonly<Record<string, unknown>> } | undefined): Wanted {
  return wanted === 'all' || !earlier ? wanted : new Set([...wanted, ...Object.keys(earlier.outputs)]);
}
