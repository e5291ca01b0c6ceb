import type { StepResult } from './cache';
import type { Backend, NodeDefinition, OnnxModel, ParamValues, Params, RunContext } from './define';
import type { Wanted } from './demand';
import type { WeightsUsed } from './engine-types';
import { Cancelled, NodeError } from './errors';
import type { Compute, Machine, Models, OpenModel } from './machine';
import type { Platform } from './platform/types';
import type { Step } from './plan';
import type { Tensor } from './tensor';

/** What a step touched, gathered for its report. */
export class Used {
  readonly weights: WeightsUsed[] = [];
  readonly warnings: StepResult['warnings'][number][] = [];
  readonly backends = new Set<Backend>();
  /** Tensors made by kernels and networks, each with one reference of this step. */
  readonly made: Tensor[] = [];
  /** Shipped files read here, or by what was shared with this step. */
  readonly shipped = new Set<string>();
  readAsset = false;
  /** A picture of the user's was decoded here. */
  photograph = false;

  /** The most telling of what ran: a graphics card before a network's processor path before plain TypeScript. */
  backend(): Backend {
    return (['webgpu', 'native', 'wasm'] as const).find((name) => this.backends.has(name)) ?? 'typescript';
  }
}

const PROGRESS_INTERVAL_MS = 40;

/** The part of a machine that a step can reach. */
export interface ContextHost {
  readonly machine: {
    readonly platform: Pick<Platform, 'shipped' | 'asset' | 'decodeImage' | 'services'>;
    readonly compute: Pick<Compute, 'backend' | 'kernel' | 'read' | 'own'>;
    readonly models: Pick<Models, 'open'>;
    readonly resources: Machine['resources'];
  };
  readonly signal: AbortSignal;
  readonly wanted: Wanted;
  progress(fraction: number): void;
}

/** The world as one running step sees it. */
export function contextOf(step: Pick<Step, 'key' | 'params'>, definition: Pick<NodeDefinition, 'title' | 'models'>, host: ContextHost, used: Used): RunContext {
  const { platform, compute, models, resources } = host.machine;
  const alive = (): void => { if (host.signal.aborted) throw new Cancelled(); };
  const allowed = definition.models?.(step.params as ParamValues<Params>) ?? [];
  let lastProgress = -Infinity;
  return {
    signal: host.signal,
    stepKey: step.key,
    wants: (port) => host.wanted === 'all' || host.wanted.has(port),
    async kernel(kernel, call) {
      alive();
      const outputs = await compute.kernel(kernel, call);
      used.made.push(...outputs);
      used.backends.add(compute.backend);
      return outputs;
    },
    read: async (tensor) => (await compute.read(tensor)).data,
    async onnx(source) {
      alive();
      if ('builtin' in source && !allowed.includes(source.builtin)) {
        throw new NodeError({ en: `"${definition.title.en}" uses the built-in network "${source.builtin}" without naming it under \`models\` in its definition.`, zh: `“${definition.title.zh}”使用了内置网络“${source.builtin}”，但其定义的 \`models\` 中没有列出。` }, { code: 'undeclared-model' });
      }
      const opened = await models.open(source);
      if (!used.weights.some((one) => one.sha256 === opened.weights.sha256)) used.weights.push(opened.weights);
      if (opened.remark !== undefined) used.warnings.push({ code: 'network', message: opened.remark });
      return guardedModel(opened, used, alive, (tensors) => { compute.own(tensors); });
    },
    async asset(reference) {
      used.readAsset = true;
      return platform.asset(reference);
    },
    shipped(path) {
      used.shipped.add(path);
      return platform.shipped(path);
    },
    decodeImage(bytes) {
      if (used.readAsset) used.photograph = true;
      return platform.decodeImage(bytes);
    },
    async resource<T>(name: string, make: () => Promise<T>): Promise<T> {
      const known = resources.get(name);
      const entry = known ?? { made: make(), shipped: used.shipped };
      if (!known) {
        resources.set(name, entry);
        entry.made.catch(() => resources.delete(name));
      }
      const shared = await entry.made as T;
      for (const path of entry.shipped) used.shipped.add(path);
      return shared;
    },
    service: <T>(name: string) => platform.services[name] as T | undefined,
    progress(fraction) {
      const now = performance.now();
      if (now - lastProgress < PROGRESS_INTERVAL_MS) return;
      lastProgress = now;
      host.progress(Math.min(1, Math.max(0, fraction)));
    },
    warn: (message) => { used.warnings.push({ code: 'remark', message }); },
  };
}

function guardedModel(opened: OpenModel, used: Used, alive: () => void, own: (tensors: readonly Tensor[]) => void): OnnxModel {
  return {
    inputs: opened.model.inputs,
    outputs: opened.model.outputs,
    sha256: opened.weights.sha256,
    ...(opened.model.storedWeight ? { storedWeight: opened.model.storedWeight } : {}),
    async run(inputs, wanted) {
      alive();
      const outputs = await opened.model.run(inputs, wanted);
      used.backends.add(opened.backend);
      own(Object.values(outputs));
      used.made.push(...Object.values(outputs));
      alive();
      return outputs;
    },
  };
}
