import type { GraphDocument } from '../graph/types';
import { hashAssets } from './asset-hashes';
import { StepCache, type StepStore } from './cache';
import { checkGraph, type Checked } from './check';
import type { AnyRun, Backend } from './define';
import { demandOf, Looked } from './demand';
import type { Engine, Problem, RunEvent, RunReport, RunRequest, StepReport } from './engine-types';
import { Fifo } from './fifo';
import { Looking } from './look/look';
import { HelperPool, type HelperHost } from './helpers/pool';
import type { Machine } from './machine';
import { Machines } from './machines';
import { describeModel, innerTensors } from './onnx/describe';
import { keptFor, planSteps, targetsOf, type KeySources, type Step } from './plan';
import type { Platform } from './platform/types';
import type { Definitions } from './ports';
import { cpuValueOf, previewOf, summaryOf } from './preview';
import { runSteps, type RunHost } from './run-steps';
import { expandSweeps, type Expanded } from './sweep/expand';
import { foldSweeps } from './sweep/fold-reports';
import { SweepRecipes } from './sweep/recipes';
import { tensorsOf } from './value-tensors';
import type { Value } from './values';

export interface EngineOptions {
  readonly definitions: Definitions;
  /** The run function of a node type, loaded on first use. */
  loadRun(type: string): Promise<AnyRun>;
  readonly platform: Platform;
  /** Threads for heavy steps; without them everything is computed in this one. */
  readonly helpers?: HelperHost;
  readonly cacheLimitBytes?: number;
  /** Results that outlive the process. */
  readonly store?: StepStore;
  /** Told when the GPU device was lost; the next run asks for a new one. */
  onDeviceLost?(reason: string): void;
}

/** How the results of one run are made. */
interface Making { readonly steps: readonly Step[]; readonly host: Omit<RunHost, 'demand' | 'emit' | 'signal'> }
/** The results of one kind of run that are at hand: where outputs are found, the keys they pin, and how the newest were made, the last run first. */
interface Room { resolve: Checked['resolve']; pinned: readonly string[]; made: readonly Making[] }

/** Runs whose results can still be added to. */
const MOST_MAKINGS = 4;
const DEFAULT_CACHE_BYTES = 1024 ** 3;
/** What a node that never ran is taken to cost beside those that did. */
const UNMEASURED_MS = 1;
/** Backends from the most to the least telling, for the one word of a whole run. */
const BACKENDS: readonly Backend[] = ['webgpu', 'native', 'wasm', 'typescript'];

/** The engine in this thread. Nothing is loaded or asked of the machine before the first run. */
export function createEngine(options: EngineOptions): Engine {
  const { definitions, platform } = options;
  const queue = new Fifo();
  const helpers = new HelperPool(options.helpers);
  const running = new Map<string, AbortController>();
  /** Where the newest result of each output is: node → machine and content key. */
  const newest = new Map<string, { readonly machine: Machine; readonly key: string }>();
  /** What is shown, and what was computed beside it. */
  const shown: Room = { resolve: () => undefined, pinned: [], made: [] }, aside: Room = { resolve: () => undefined, pinned: [], made: [] };
  /** What is fresh depends on the backend: a check supposes that of the last run. */
  let lastWish: NonNullable<RunRequest['backend']> = 'auto';
  /** How long each node took when it last ran, ms: sweeps turn what is slow the least often. */
  const measuredMs = new Map<string, number>();
  const recipes = new SweepRecipes();
  const looked = new Looked();
  const owners = new Map<string, Machine>();
  const cache = new StepCache(options.cacheLimitBytes ?? DEFAULT_CACHE_BYTES, (key, result) => {
    owners.get(key)?.compute.release(Object.values(result.outputs).flatMap((value) => tensorsOf(value).map(({ tensor }) => tensor)));
    owners.delete(key);
  });
  const machines = new Machines(platform, (reason) => {
    for (const room of [shown, aside]) {
      for (const key of room.pinned) cache.unpin(key);
      room.pinned = [];
    }
    cache.deleteWhere((result) => Object.values(result.outputs).some((value) => tensorsOf(value).some(({ tensor }) => tensor.gpu && !tensor.data)));
    options.onDeviceLost?.(reason);
  });

  async function read(document: GraphDocument, machine: Machine): Promise<{ readonly checked: Checked; readonly sources: KeySources }> {
    const checked = checkGraph(document, definitions);
    const assets = await hashAssets(checked.flat, definitions, platform);
    const models = usesModels(checked, definitions) ? await machine.models.builtinHashes() : new Map<string, string>();
    return { checked, sources: { backend: machine.compute.backend, assetHash: (reference) => assets.get(reference), modelHash: (name) => models.get(name) } };
  }

  async function plan(document: GraphDocument, targets: readonly string[] | undefined, machine: Machine): Promise<{ readonly expanded: Expanded; readonly steps: readonly Step[]; readonly wanted: readonly string[] }> {
    const { checked, sources } = await read(document, machine);
    const wanted = targetsOf(checked, definitions, targets);
    const expanded = expandSweeps(checked, definitions, wanted, (node) => measuredMs.get(node) ?? UNMEASURED_MS);
    const steps = planSteps(expanded.checked, definitions, wanted, sources, expanded.sweeps);
    const plain = expanded.sweeps.size > 0 ? planSteps(checked, definitions, wanted, sources) : steps;
    for (const { node, key, sweep } of steps) if (sweep) recipes.remember(node, checked.flat, plain, key);
    return { expanded, steps, wanted };
  }

  /** The steps of a whole document with the keys that a run would give them, sweeps not opened. */
  async function planPlain(document: GraphDocument, machine: Machine): Promise<{ readonly checked: Checked; readonly steps: readonly Step[] }> {
    const { checked, sources } = await read(document, machine);
    const all = Object.keys(checked.flat.nodes), plain = planSteps(checked, definitions, all, sources);
    const known = new Map(plain.flatMap(({ node, definition }) => { const key = definition?.sweep && recipes.keyOf(node, checked.flat, plain); return key === undefined ? [] : [[node, key] as const]; }));
    return { checked, steps: known.size > 0 ? planSteps(checked, definitions, all, sources, undefined, known) : plain };
  }

  async function runNow(request: RunRequest, signal: AbortSignal, emit: (event: RunEvent) => void): Promise<RunReport> {
    const start = performance.now();
    lastWish = request.backend ?? 'auto';
    const { machine, refused } = await machines.choose(lastWish);
    const { expanded, steps, wanted } = await plan(request.document, request.targets, machine);
    const { checked, copies } = expanded;
    const room = request.aside ? aside : shown;
    room.resolve = checked.resolve;
    const note = (report: StepReport): void => {
      if (report.state === 'ran' || report.state === 'cached') newest.set(report.node, { machine, key: report.key });
      else newest.delete(report.node);
    };
    // A result can be looked at as soon as its step is done.
    const told = foldSweeps(expanded, (event) => {
      if (event.kind === 'step-started') looked.forget(event.node);
      if (event.kind === 'step-done') note(event.step);
      emit(event);
    });
    const readbacksBefore = machine.compute.readbacks;
    const host = { runId: request.runId, machine, cache, store: options.store, definitions, helpers, wiring: checked.flat, loadRun: options.loadRun, own: (key: string) => owners.set(key, machine) };
    const targets = new Set(wanted);
    room.made = [{ steps, host }, ...room.made].slice(0, MOST_MAKINGS);
    const { reports: all, pinned: nowPinned } = await runSteps(steps, targets, keptFor(wanted, steps), { ...host, demand: demandOf(steps, targets, looked), signal, emit: told.emit });
    for (const { node, state, ms } of all) if (state === 'ran') measuredMs.set(copies.get(node)?.of ?? node, ms);
    const reports = told.fold(all);
    for (const key of room.pinned) cache.unpin(key);
    room.pinned = nowPinned;
    for (const report of reports) note(report);
    return { runId: request.runId, ms: performance.now() - start, backend: backendOf(reports), state: stateOf(reports, signal), steps: reports, problems: [...refused ? [NO_WEBGPU] : [], ...placeless(checked)], readbacks: machine.compute.readbacks - readbacksBefore };
  }

  function placeOf(node: string, port: string): { readonly machine: Machine; readonly key: string; readonly end: readonly [node: string, port: string] } | undefined {
    const end = shown.resolve(node, port) ?? aside.resolve(node, port);
    const place = end && newest.get(end[0]);
    return place && { ...place, end };
  }

  /** An output of the last run. One that nobody had read until now is computed first. */
  async function find(node: string, port: string): Promise<{ readonly value: Value; readonly machine: Machine } | undefined> {
    const place = placeOf(node, port);
    if (!place) return undefined;
    looked.add(...place.end);
    const result = cache.get(place.key), value = result?.outputs[place.end[1]];
    if (value) return lent(value, place.machine);
    if (!result?.leftOut?.includes(place.end[1])) return undefined;
    return queue.add(async () => {
      // A run that was before it in the queue may have brought another result.
      const now = placeOf(node, port);
      if (now && cache.get(now.key)?.leftOut?.includes(now.end[1])) await complete(now.key);
      const made = now && cache.get(now.key)?.outputs[now.end[1]];
      return made && lent(made, now.machine);
    });
  }

  /** Computes all outputs of a step whose result lacks some. */
  async function complete(key: string): Promise<void> {
    const making = [...shown.made, ...aside.made].find(({ steps }) => steps.some((step) => step.key === key));
    if (!making) return;
    const { steps, host } = making, only = new Set(steps.flatMap((step) => (step.key === key ? [step.node] : [])).slice(0, 1));
    const { pinned } = await runSteps(steps, only, only, { ...host, demand: demandOf(steps, only), signal: new AbortController().signal, emit: () => undefined });
    for (const one of pinned) cache.unpin(one);
  }

  const looking = new Looking(async ({ node, port }) => {
    const found = await find(node, port);
    return found && { value: found.value, compute: found.machine.compute };
  });

  return {
    async check(document) {
      const { machine } = await machines.choose(lastWish);
      const { checked, steps } = await planPlain(document, machine);
      const dirty = Object.fromEntries(steps.map((step) => [step.node, cache.has(step.key) ? 'fresh' as const : 'dirty' as const]));
      return { problems: checked.problems, types: checked.types, dirty };
    },
    async run(request, onEvent) {
      const controller = new AbortController();
      running.set(request.runId, controller);
      try {
        const report = await queue.add(() => runNow(request, controller.signal, (event) => onEvent?.(event)));
        onEvent?.({ kind: 'done', runId: request.runId, report });
        return report;
      } finally {
        running.delete(request.runId);
      }
    },
    cancel(runId) {
      running.get(runId)?.abort();
      return Promise.resolve();
    },
    async preview(node, port, maxSidePx) {
      const found = await find(node, port);
      return found ? previewOf(found.value, maxSidePx, found.machine.compute) : NO_RESULT;
    },
    async value(node, port) {
      const found = await find(node, port);
      return found && cpuValueOf(found.value, found.machine.compute);
    },
    async summary(node, port) {
      const found = await find(node, port);
      return found && summaryOf(found.value, found.machine.compute);
    },
    look: (node, port, kind, request) => looking.look({ node, port }, kind, request),
    putAsset: (bytes, mediaType) => platform.putAsset(bytes, mediaType),
    describeOnnx: async (reference) => describeModel(await platform.asset(reference)),
    onnxTensors: async (reference) => innerTensors(await platform.asset(reference)),
    async info() {
      const gpu = await machines.gpu();
      const backend = gpu && !gpu.access.software ? 'webgpu' : await platform.onnxBackend() ?? 'typescript';
      return { backend, adapter: gpu?.access.adapterName ?? '', software: gpu?.access.software ?? false, cacheBytes: cache.bytes, cacheLimitBytes: cache.limitBytes };
    },
    async dispose() {
      for (const controller of running.values()) controller.abort();
      await queue.add(async () => {
        cache.deleteWhere(() => true);
        await helpers.dispose();
        await machines.dispose();
        await platform.dispose();
      });
    },
  };
}

const NO_RESULT = { kind: 'none', why: { en: 'There is no result here yet. Run the graph.', zh: '这里还没有结果。请运行该图。' } } as const;

const NO_WEBGPU: Problem = { severity: 'warning', code: 'no-webgpu', message: {
  en: 'This browser or machine offers no WebGPU. The graph was computed on the processor instead, which is slower.',
  zh: '此浏览器或设备不提供 WebGPU。该图已改用处理器计算，速度较慢。',
} };

/** A value on its way out of the engine, which may let go of it meanwhile. */
function lent(value: Value, machine: Machine): { readonly value: Value; readonly machine: Machine } {
  machine.compute.lend(tensorsOf(value).map(({ tensor }) => tensor));
  return { value, machine };
}

function usesModels({ flat }: Checked, definitions: Definitions): boolean {
  return Object.values(flat.nodes).some((node) => definitions.get(node.type)?.models);
}

/** Problems that belong to no step, such as warnings of the document. */
function placeless(checked: Checked): readonly Problem[] {
  return checked.problems.filter((problem) => problem.node === undefined || problem.severity === 'warning');
}

function backendOf(reports: readonly StepReport[]): Backend {
  return BACKENDS.find((backend) => reports.some((report) => report.backend === backend)) ?? 'typescript';
}

function stateOf(reports: readonly StepReport[], signal: AbortSignal): RunReport['state'] {
  if (signal.aborted && reports.some((report) => report.state === 'cancelled')) return 'cancelled';
  return reports.some((report) => report.state === 'failed' || report.state === 'blocked') ? 'failed' : 'done';
}
