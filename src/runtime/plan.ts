import type { Json } from '../graph/types';
import { upstreamOf } from '../graph/order';
import type { Checked } from './check';
import type { NodeDefinition, ParamValues, Params } from './define';
import type { Problem } from './engine-types';
import { resolveParams } from './params';
import { portsOf, type Definitions } from './ports';
import { sha256OfText } from './sha256';
import type { SweepPlan } from './sweep/expand';

/** One node to compute. A step that cannot run carries the reasons; what depends on it is blocked. */
export interface Step {
  readonly node: string;
  readonly type: string;
  readonly definition: NodeDefinition | undefined;
  readonly params: Readonly<Record<string, Json>>;
  /** Input port → the output that feeds it. */
  readonly inputs: Readonly<Record<string, readonly [node: string, port: string]>>;
  /** Nodes that must have run. */
  readonly needs: readonly string[];
  /** Errors found before running. */
  readonly errors: readonly Problem[];
  /** SHA-256 over type, version, params, input keys, weights and backend; node ids are not in it. */
  readonly key: string;
  /** The points that this step gathers. */
  readonly sweep?: SweepPlan;
}

export interface KeySources {
  readonly backend: string;
  /** sha256 of what a file param names; undefined when it cannot be read. */
  assetHash(reference: string): string | undefined;
  /** sha256 of a built-in network; undefined when the manifest has none of that name. */
  modelHash(name: string): string | undefined;
}

/** Sinks of the graph, or the nodes asked for. Targets that are not in the graph are left out. */
export function targetsOf({ flat: wiring, nodesBehind }: Pick<Checked, 'flat' | 'nodesBehind'>, definitions: Definitions, asked?: readonly string[]): readonly string[] {
  if (asked) return [...new Set(asked.flatMap((id) => nodesBehind(id)))].filter((id) => Object.hasOwn(wiring.nodes, id));
  const sinks = Object.keys(wiring.nodes).filter((id) => definitions.get(wiring.nodes[id]!.type)?.sink);
  if (sinks.length > 0) return sinks;
  const read = new Set(wiring.links.map((link) => link.from[0]));
  return Object.keys(wiring.nodes).filter((id) => !read.has(id));
}

/** Nodes whose results stay at hand after a run: the targets, and what a viewer or writer among them is shown (a sweep shows its own picture, not its points). */
export function keptFor(targets: readonly string[], steps: readonly Step[]): ReadonlySet<string> {
  const wanted = new Set(targets);
  return new Set(steps.flatMap((step) => (wanted.has(step.node) ? [step.node, ...(step.definition?.sink && !step.sweep ? step.needs : [])] : [])));
}

/**
 * What computes the targets, inputs first. Nodes in a loop come last, with its error.
 * @param sweeps the opened ones, by node
 * @param known keys of steps that are known already, by node
 */
export function planSteps(checked: Checked, definitions: Definitions, targets: readonly string[], sources: KeySources, sweeps: ReadonlyMap<string, SweepPlan> = new Map(), known: ReadonlyMap<string, string> = new Map()): readonly Step[] {
  const { flat, order, feeds, problems } = checked;
  const wanted = upstreamOf(flat, targets);
  const errors = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.severity !== 'error' || problem.node === undefined) continue;
    errors.set(problem.node, [...errors.get(problem.node) ?? [], problem]);
  }
  const steps: Step[] = [];
  const keys = new Map<string, string>();
  for (const id of [...order.order, ...order.stuck]) {
    if (!wanted.has(id)) continue;
    const node = flat.nodes[id]!;
    const definition = definitions.get(node.type);
    const inputs: Record<string, readonly [string, string]> = {};
    if (definition) {
      const ports = sweeps.has(id) ? feeds.get(id)?.keys() ?? [] : Object.keys(portsOf(definition, node.params).inputs);
      for (const port of ports) {
        const feed = feeds.get(id)?.get(port);
        if (feed && Object.hasOwn(flat.nodes, feed[0])) inputs[port] = feed;
      }
    }
    const params = definition ? resolveParams(definition, node.params) : {};
    const key = known.get(id) ?? sha256OfText(keyText(definition, params, inputs, keys, sources));
    keys.set(id, key);
    steps.push({ node: id, type: node.type, definition, params, inputs, needs: [...new Set(Object.values(inputs).map(([from]) => from))], errors: errors.get(id) ?? [], key, ...(sweeps.has(id) ? { sweep: sweeps.get(id)! } : {}) });
  }
  return steps;
}

function keyText(definition: NodeDefinition | undefined, params: Step['params'], inputs: Step['inputs'], keys: ReadonlyMap<string, string>, sources: KeySources): string {
  if (!definition) return 'unknown';
  let text = `${definition.type}@${definition.version} ${sources.backend}`;
  for (const name of Object.keys(params).sort()) {
    const param = definition.params[name];
    const value = params[name]!;
    const shown = param?.kind === 'file' && value !== '' ? `file:${sources.assetHash(value as string) ?? `unreadable ${value as string}`}` : canonical(value);
    text += `\n${name}=${shown}`;
  }
  for (const port of Object.keys(inputs).sort()) {
    const [from, output] = inputs[port]!;
    text += `\n${port}<${keys.get(from) ?? 'loop'}:${output}`;
  }
  for (const name of definition.models?.(params as ParamValues<Params>) ?? []) text += `\nmodel ${name} ${sources.modelHash(name) ?? 'missing'}`;
  return text;
}

/** JSON with sorted keys: the same value, the same text. */
function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Readonly<Record<string, Json>>;
  return `{${Object.keys(record).sort().map((key) => `${JSON.stringify(key)}:${canonical(record[key]!)}`).join(',')}}`;
}
