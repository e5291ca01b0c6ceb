import { nodeName } from '../graph/names';
import type { StepCache, StepResult, StepStore } from './cache';
import type { AnyRun, ParamValues, Params } from './define';
import { hasWanted, joinWanted, type Demand, type Wanted } from './demand';
import type { Problem, RunEvent, StepReport } from './engine-types';
import { Cancelled, NodeError, sentenceOf } from './errors';
import type { FlatWiring } from './flat';
import { NoHelper, type HelperPool } from './helpers/pool';
import { shippedHash, type Machine } from './machine';
import type { Step } from './plan';
import type { Definitions } from './ports';
import { soonestFirst, takeAll } from './schedule';
import { nonFiniteWarning, runStep, type Made, type Watched } from './step';
import { failedPoints, sweepResult } from './sweep/gather';
import { contextOf, type ContextHost, type Used } from './step-context';
import { tensorsOf } from './value-tensors';
import type { Value } from './values';

export interface RunHost {
  readonly runId: string;
  readonly machine: Machine;
  readonly cache: StepCache;
  readonly store: StepStore | undefined;
  readonly definitions: Definitions;
  /** Which outputs of each step somebody reads. */
  readonly demand: Demand;
  readonly helpers: HelperPool;
  readonly signal: AbortSignal;
  /** The graph that runs, for the names in sentences. */
  readonly wiring: FlatWiring;
  /** Told of each key whose result this run's machine holds. */
  own(key: string): void;
  loadRun(type: string): Promise<AnyRun>;
  emit(event: RunEvent): void;
}

/** The longest the engine works without letting messages in, between steps. */
const YIELD_EVERY_MS = 12;

/**
 * Computes the nodes to keep: from the back it finds what is missing, from the front it runs that, the target that needs the fewest steps first. The results
 * to keep stay pinned in the cache (the caller unpins them when they are no longer shown); all others only until the last step that reads them has run.
 */
export async function runSteps(steps: readonly Step[], targets: ReadonlySet<string>, kept: ReadonlySet<string>, host: RunHost): Promise<{ readonly reports: readonly StepReport[]; readonly pinned: readonly string[] }> {
  const { needed, held } = await findNeeded(steps, kept, host);
  const readers = countReaders(steps, needed, held);
  const byNode = new Map(steps.map((step) => [step.node, step]));
  const states = new Map<string, StepReport>();
  const pins = new Set(held);
  const watched = new Map<string, readonly Watched[]>();
  const letGo = (node: string): void => {
    if (kept.has(node) || (readers.get(node) ?? 0) > 0 || !pins.delete(node)) return;
    host.cache.unpin(byNode.get(node)!.key);
  };
  const { order, first } = soonestFirst(steps, targets);
  const missing = order.filter(({ node, errors }) => needed.has(node) && !held.has(node) && errors.length === 0);
  for (const type of new Set(missing.map(({ type }) => type))) void host.loadRun(type).catch(() => undefined);
  prepareNetworks(missing.filter((step) => first.has(step)), host);
  // Opening networks takes time from the steps that run meanwhile: those of later results wait until the first is there.
  let later: readonly Step[] = missing.filter((step) => !first.has(step));
  let lastYield = performance.now();
  const progress: Progress = { needed, pins, watched, states, byNode, host };
  await takeAll(order, first, heavySteps(order, needed, held, host), {
    mayMove: (step) => host.helpers.free && Object.values(inputsOf(step, byNode, host.cache).values).every(isOnCpu),
    async take(step, moved) {
      if (!moved && !first.has(step)) {
        prepareNetworks(later, host);
        later = [];
      }
      if (!moved && performance.now() - lastYield > YIELD_EVERY_MS) {
        await host.machine.platform.yield();
        lastYield = performance.now();
      }
      const report = await takeStep(step, progress, moved);
      states.set(step.node, report);
      letGo(step.node);
      if (needed.has(step.node) && !held.has(step.node)) {
        for (const from of step.needs) {
          readers.set(from, (readers.get(from) ?? 0) - 1);
          letGo(from);
        }
      }
      host.emit({ kind: 'step-done', runId: host.runId, step: report });
    },
  }).finally(() => host.machine.models.endPreparing());
  await reportNonFinite(watched, states, byNode, host);
  return { reports: steps.map((step) => states.get(step.node)!), pinned: [...pins].map((node) => byNode.get(node)!.key) };
}

/** Begins to fetch and open the networks that steps will ask for. */
function prepareNetworks(steps: readonly Step[], host: RunHost): void {
  const networks = new Set(steps.flatMap(({ definition, params }) => definition?.models?.(params as ParamValues<Params>) ?? []));
  if (networks.size > 0) void host.machine.models.prepare([...networks], host.signal).catch(() => undefined);
}

/** Values that are not finite among tensors on the GPU: counted there while the run went on, read once, and told as a second `step-done`. */
async function reportNonFinite(watched: ReadonlyMap<string, readonly Watched[]>, states: Map<string, StepReport>, byNode: ReadonlyMap<string, Step>, host: RunHost): Promise<void> {
  if (watched.size === 0) return;
  // When the device is lost the counts are lost with it, and so are the results: the next run computes both.
  const counts = await host.machine.compute.collectNonFinite().catch(() => new Uint32Array(0));
  for (const [node, tensors] of watched) {
    const warnings = tensors.flatMap(({ slot, port, tensor, total }) => (counts[slot] ? [nonFiniteWarning(port, { tensor, total, count: counts[slot] })] : []));
    const report = states.get(node);
    if (warnings.length === 0 || !report) continue;
    host.cache.addWarnings(byNode.get(node)!.key, warnings);
    const updated = { ...report, problems: [...report.problems, ...warnings.map((warning): Problem => ({ severity: 'warning', node, ...warning }))] };
    states.set(node, updated);
    host.emit({ kind: 'step-done', runId: host.runId, step: updated });
  }
}

/** Steps whose results somebody must read: those to keep, and what an absent result is made from. Those already there (in memory, or on disk) are held: pinned at once. */
async function findNeeded(steps: readonly Step[], kept: ReadonlySet<string>, host: RunHost): Promise<{ readonly needed: ReadonlySet<string>; readonly held: ReadonlySet<string> }> {
  const needed = new Set<string>(kept);
  const held = new Set<string>();
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i]!;
    if (!needed.has(step.node)) continue;
    if (step.errors.length === 0) {
      if (host.cache.holds(step.key, wantedOf(step, host))) {
        host.cache.pin(step.key);
        held.add(step.node);
        continue;
      }
      const stored = await host.store?.get(step.key);
      if (stored && hasWanted(stored, wantedOf(step, host)) && await filesUnchanged(stored, host.machine)) {
        host.own(step.key);
        host.cache.putPinned(step.key, stored);
        held.add(step.node);
        continue;
      }
    }
    for (const from of step.needs) needed.add(from);
  }
  return { needed, held };
}

function wantedOf(step: Step, host: RunHost): Wanted {
  return host.demand.get(step.node) ?? 'all';
}

async function filesUnchanged(stored: StepResult, machine: Machine): Promise<boolean> {
  for (const { path, sha256 } of stored.files) if (await shippedHash(machine, path) !== sha256) return false;
  return true;
}

function countReaders(steps: readonly Step[], needed: ReadonlySet<string>, held: ReadonlySet<string>): Map<string, number> {
  const readers = new Map<string, number>();
  for (const step of steps) {
    if (!needed.has(step.node) || held.has(step.node)) continue;
    for (const from of step.needs) readers.set(from, (readers.get(from) ?? 0) + 1);
  }
  return readers;
}

interface Progress {
  readonly needed: ReadonlySet<string>;
  /** Nodes whose results are pinned by this run. */
  readonly pins: Set<string>;
  readonly watched: Map<string, readonly Watched[]>;
  readonly states: ReadonlyMap<string, StepReport>;
  readonly byNode: ReadonlyMap<string, Step>;
  readonly host: RunHost;
}

async function takeStep(step: Step, { needed, pins, watched, states, byNode, host }: Progress, moved: boolean): Promise<StepReport> {
  if (step.errors.length > 0) return withoutResult(step, 'failed', step.errors);
  const hit = host.cache.get(step.key);
  if (hit && !hit.partial && (!needed.has(step.node) || hasWanted(hit, wantedOf(step, host)))) {
    if (needed.has(step.node) && !pins.has(step.node)) {
      host.cache.pin(step.key);
      pins.add(step.node);
    }
    return describe(step, 'cached', hit, 0, host.cache.bytesOf(step.key));
  }
  if (!needed.has(step.node)) return withoutResult(step, 'cached', []);
  const absent = step.needs.filter((from) => { const state = states.get(from)?.state; return state !== 'ran' && state !== 'cached'; });
  // A sweep shows the points that it has.
  const bad = step.sweep ? absent.find((from) => states.get(from)?.state === 'cancelled') : absent[0];
  if (host.signal.aborted || (bad !== undefined && states.get(bad)?.state === 'cancelled')) return withoutResult(step, 'cancelled', []);
  if (bad !== undefined) return withoutResult(step, 'blocked', [blockedBy(step.node, bad, host)]);
  host.emit({ kind: 'step-started', runId: host.runId, node: step.node });
  const start = performance.now();
  try {
    const { values, upstream } = inputsOf(step, byNode, host.cache);
    const holes = step.sweep ? failedPoints(step.sweep, states, (node) => byNode.get(node)?.needs ?? []) : [];
    if (step.sweep && absent.length === step.needs.length) throw new NodeError(holes[0]!, { code: 'no-points' });
    const wanted = joinWanted(wantedOf(step, host), hit);
    const work = (used: Used) => compute(step, values, { ...host, wanted }, used, moved);
    const { result: made, watched: counted } = await runStep(step, step.definition!, work, upstream, { ...host, wanted });
    const result = holes.length === 0 ? made : { ...made, partial: true, warnings: [...made.warnings, ...holes.map((message) => ({ code: 'sweep-point', message }))] };
    const ms = performance.now() - start;
    if (counted.length > 0) watched.set(step.node, counted);
    host.own(step.key);
    const bytes = host.cache.putPinned(step.key, result);
    pins.add(step.node);
    if (host.machine.compute.backend !== 'webgpu' && !result.partial) await host.store?.put(step.key, result);
    return describe(step, 'ran', result, ms, bytes);
  } catch (error) {
    const ms = performance.now() - start;
    return error instanceof Cancelled ? withoutResult(step, 'cancelled', [], ms) : withoutResult(step, 'failed', [failure(step.node, error, host)], ms);
  }
}

/** Calls the node's run function, in a helper thread when the step is moved and threads can be had. */
async function compute(step: Step, inputs: Readonly<Record<string, Value>>, host: RunHost & { readonly wanted: Wanted }, used: Used, moved: boolean): Promise<Made> {
  const { machine, signal, wanted } = host;
  const progress: ContextHost['progress'] = (fraction) => host.emit({ kind: 'step-progress', runId: host.runId, node: step.node, fraction });
  if (moved) {
    try {
      const { type, key, params } = step;
      const { outputs, remarks, shipped } = await host.helpers.run({ type, title: step.definition!.title, key, params, inputs }, { signal, progress, shipped: (path) => machine.platform.shipped(path) });
      for (const message of remarks) used.warnings.push({ code: 'remark', message });
      for (const path of shipped) used.shipped.add(path);
      return outputs;
    } catch (error) {
      if (!(error instanceof NoHelper)) throw error;
    }
  }
  const run = await host.loadRun(step.type);
  const context = contextOf(step, step.definition!, { machine, signal, wanted, progress }, used);
  if (!step.sweep) return run(inputs, step.params, context);
  return run({}, step.params, { ...context, sweep: sweepResult(step.sweep, inputs, Object.keys(step.definition!.outputs)) });
}

/** The steps that helpers shall compute: what is missing and heavy, where helpers are worth it. */
function heavySteps(steps: readonly Step[], needed: ReadonlySet<string>, held: ReadonlySet<string>, host: RunHost): ReadonlySet<Step> {
  const heavy = steps.filter((step) => needed.has(step.node) && !held.has(step.node) && step.errors.length === 0 && step.definition?.heavy?.(step.params as ParamValues<Params>));
  return new Set(host.helpers.worth(new Set(heavy.map(({ key }) => key)).size) ? heavy : []);
}

function isOnCpu(value: Value): boolean {
  return tensorsOf(value).every(({ tensor }) => tensor.data && !tensor.gpu);
}

function withoutResult(step: Step, state: StepReport['state'], problems: readonly Problem[], ms = 0): StepReport {
  return { node: step.node, type: step.type, state, ms, backend: 'typescript', weights: [], bytes: 0, key: step.key, problems, provenance: { backends: [], weights: [], photograph: false } };
}

function inputsOf(step: Step, byNode: ReadonlyMap<string, Step>, cache: StepCache): { readonly values: Record<string, Value>; readonly upstream: StepResult[] } {
  const values: Record<string, Value> = {};
  for (const [port, [from, output]] of Object.entries(step.inputs)) {
    const value = cache.get(byNode.get(from)!.key)?.outputs[output];
    if (value) values[port] = value;
  }
  return { values, upstream: step.needs.flatMap((from) => cache.get(byNode.get(from)!.key) ?? []) };
}

function describe(step: Step, state: 'ran' | 'cached', result: StepResult, ms: number, bytes: number): StepReport {
  return {
    node: step.node, type: step.type, state, ms, bytes, key: step.key, backend: result.backend, weights: result.weights, provenance: result.provenance,
    problems: result.warnings.map((warning): Problem => ({ severity: 'warning', node: step.node, ...warning })),
  };
}

function blockedBy(node: string, bad: string, host: RunHost): Problem {
  const names = [nodeName(node, host.wiring.nodes[node]), nodeName(bad, host.wiring.nodes[bad])] as const;
  return { severity: 'error', code: 'blocked', node, message: { en: `${names[0]} waits for ${names[1]}, which has no result.`, zh: `${names[0]} 在等待 ${names[1]}，而后者没有结果。` } };
}

function failure(node: string, error: unknown, host: RunHost): Problem {
  const name = nodeName(node, host.wiring.nodes[node]);
  const text = sentenceOf(error);
  const converter = error instanceof NodeError && error.converter !== undefined ? host.definitions.get(error.converter) : undefined;
  return {
    severity: 'error', code: error instanceof NodeError ? error.code : 'failed', node,
    ...(error instanceof NodeError && error.port !== undefined ? { port: error.port } : {}),
    ...(error instanceof NodeError && error.param !== undefined ? { param: error.param } : {}),
    message: { en: `${name}: ${text.en}`, zh: `${name}：${text.zh}` },
    ...(converter ? { remedy: { message: { en: `Insert "${converter.title.en}"`, zh: `插入“${converter.title.zh}”` }, insertNode: converter.type } } : {}),
  };
}
