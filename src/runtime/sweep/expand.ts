import { downstreamOf, upstreamOf } from '../../graph/order';
import type { GraphNode, JsonObject, Link } from '../../graph/types';
import type { Checked } from '../check';
import { feedsOf } from '../check-wires';
import type { Feeds } from '../check-wires';
import type { Problem } from '../engine-types';
import type { FlatWiring } from '../flat';
import { inferTypes } from '../infer';
import type { Definitions } from '../ports';
import type { SweepAxis } from './axes';
import { axesOf } from './check-sweeps';

/** One point of a sweep: the node that computes it, and its place on each axis. */
export interface SweepCell { readonly id: string; readonly at: readonly number[] }

export interface SweepPlan {
  readonly axes: readonly SweepAxis[];
  /** The last axis runs fastest. */
  readonly cells: readonly SweepCell[];
}

/** A graph in which every point of its sweeps is a node. */
export interface Expanded {
  readonly checked: Checked;
  /** By the sweeping node. */
  readonly sweeps: ReadonlyMap<string, SweepPlan>;
  /** For each node made here: the one that it copies, and the sweep that it is for. */
  readonly copies: ReadonlyMap<string, { readonly of: string; readonly sweep: string }>;
}

/** Parts of the ids made here are joined by a character that no name holds. */
const JOIN = '\n';
/** What such an id has behind the name of the copied node. */
const COPY = /\n[^\n]*\n[\d,-]+/g;

/**
 * Opens the sweeps that the targets need. What an axis moves, and all between it and the sweep, is copied for each step of the axes that reach it and for no
 * others: whatever they have in common is computed once. Slow axes are outermost: the steps are ordered so that the axis whose change computes the most
 * milliseconds again turns slowest, which keeps what has to be held at one time small. All else of the graph comes first.
 * @param msOf measured time of a node of the flat graph, ms
 */
export function expandSweeps(checked: Checked, definitions: Definitions, targets: readonly string[], msOf: (node: string) => number): Expanded {
  const { flat, problems } = checked;
  const faulty = new Set(problems.flatMap((problem) => (problem.severity === 'error' && problem.code === 'sweep' ? [problem.node] : [])));
  const stuck = new Set(checked.order.stuck);
  const wanted = upstreamOf(flat, targets);
  const opened = checked.order.order.filter((id) => wanted.has(id) && definitions.get(flat.nodes[id]!.type)?.sweep && !faulty.has(id) && !stuck.has(id));
  const none = { checked, sweeps: new Map<string, SweepPlan>(), copies: new Map<string, { of: string; sweep: string }>() };
  if (opened.length === 0) return none;
  const { sweeps, copies } = none;
  const nodes: Record<string, GraphNode> = { ...flat.nodes };
  const links: Link[] = flat.links.filter(({ to }) => !opened.includes(to[0]));
  const late: string[] = [];
  for (const sweep of opened) {
    const opening = openOne(sweep, checked, definitions, msOf);
    sweeps.set(sweep, { axes: opening.axes, cells: opening.cells });
    for (const [id, { of, node, feeds }] of opening.made) {
      copies.set(id, { of, sweep });
      nodes[id] = node;
      for (const [port, from] of feeds) links.push({ from, to: [id, port] });
    }
    const outputs = Object.keys(definitions.get(flat.nodes[sweep]!.type)!.outputs);
    opening.cells.forEach(({ id }, index) => { for (const output of outputs) links.push({ from: [id, output], to: [sweep, pointPort(index, output)] }); });
    late.push(...opening.made.keys(), sweep);
  }
  const wiring: FlatWiring = { nodes, links };
  const after = downstreamOf(flat, opened);
  const order = [...checked.order.order.filter((id) => !after.has(id)), ...late, ...checked.order.order.filter((id) => after.has(id) && !opened.includes(id))];
  const feeds = feedsOf(wiring);
  const found = inferTypes(wiring, order, feeds, definitions).problems.filter(({ node }) => node !== undefined && copies.has(node));
  return { checked: { ...checked, flat: wiring, feeds, order: { ...checked.order, order }, problems: [...problems, ...found.map(renamed)] }, sweeps, copies };
}

/** Where a sweep takes in an output of one of its points. */
export function pointPort(index: number, output: string): string {
  return `${index}${JOIN}${output}`;
}

/** A sentence speaks of nodes of the document, not of their copies. */
export function renamed(problem: Problem): Problem {
  const { en, zh } = problem.message;
  return { ...problem, message: { en: en.replaceAll(COPY, ''), zh: zh.replaceAll(COPY, '') } };
}

interface Made { readonly of: string; readonly node: GraphNode; readonly feeds: readonly (readonly [port: string, from: readonly [string, string]])[] }

function openOne(sweep: string, { flat, order, feeds }: Checked, definitions: Definitions, msOf: (node: string) => number): { readonly axes: readonly SweepAxis[]; readonly cells: readonly SweepCell[]; readonly made: ReadonlyMap<string, Made> } {
  const { axes } = axesOf(sweep, flat, definitions);
  const before = upstreamOf(flat, [sweep]);
  const chain = order.order.filter((id) => before.has(id) && id !== sweep);
  const reached = axesReaching(chain, axes, feeds);
  const cost = axes.map((_, axis) => chain.reduce((sum, id) => (reached.get(id)!.includes(axis) ? sum + msOf(id) : sum), 0));
  const slowestFirst = axes.map((_, axis) => axis).sort((a, b) => cost[b]! - cost[a]! || a - b);
  const made = new Map<string, Made>();
  const copyAt = (id: string, at: readonly number[]): string => {
    const own = reached.get(id)!;
    return own.length === 0 ? id : [id, sweep, at.map((step, axis) => (own.includes(axis) ? step : '-')).join(',')].join(JOIN);
  };
  const feedsAt = (id: string, at: readonly number[]): Made['feeds'] => [...feeds.get(id) ?? []].map(([port, [from, output]]) => [port, [reached.has(from) ? copyAt(from, at) : from, output]] as const);
  const cellId = (at: readonly number[]): string => [sweep, 'point', at.join(',')].join(JOIN);
  const empty: JsonObject = Object.fromEntries((definitions.get(flat.nodes[sweep]!.type)?.sweep?.axes ?? []).map((param) => [param, null]));
  for (const at of pointsOf(axes, slowestFirst)) {
    for (const id of chain) {
      const copy = copyAt(id, at);
      if (copy === id || made.has(copy)) continue;
      made.set(copy, { of: id, node: moved(id, flat.nodes[id]!, axes, at), feeds: feedsAt(id, at) });
    }
    const node = flat.nodes[sweep]!;
    made.set(cellId(at), { of: sweep, node: { ...node, params: { ...node.params, ...empty } }, feeds: feedsAt(sweep, at) });
  }
  return { axes, made, cells: pointsOf(axes, axes.map((_, axis) => axis)).map((at) => ({ id: cellId(at), at })) };
}

/** Which axes change a node: those that move it, or something before it. */
function axesReaching(chain: readonly string[], axes: readonly SweepAxis[], feeds: Feeds): ReadonlyMap<string, readonly number[]> {
  const reached = new Map<string, readonly number[]>();
  for (const id of chain) {
    const from = new Set([...feeds.get(id)?.values() ?? []].flatMap(([source]) => reached.get(source) ?? []));
    axes.forEach(({ targets }, axis) => { if (targets.some(({ node }) => node === id)) from.add(axis); });
    reached.set(id, [...from].sort((a, b) => a - b));
  }
  return reached;
}

/** All places on the axes, the first of `nesting` outermost. */
function pointsOf(axes: readonly SweepAxis[], nesting: readonly number[]): readonly (readonly number[])[] {
  let points: (readonly number[])[] = [axes.map(() => 0)];
  for (const axis of nesting) points = points.flatMap((at) => axes[axis]!.values.map((_, step) => at.with(axis, step)));
  return points;
}

function moved(id: string, node: GraphNode, axes: readonly SweepAxis[], at: readonly number[]): GraphNode {
  const params: Record<string, JsonObject[string]> = { ...node.params };
  axes.forEach(({ targets }, axis) => {
    for (const { node: target, param, inner, values } of targets) {
      if (target !== id) continue;
      const value = values[at[axis]!]!;
      params[param] = inner === undefined ? value : { ...(params[param] as JsonObject | undefined), [inner]: value };
    }
  });
  return { ...node, params };
}
