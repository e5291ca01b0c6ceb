import type { StepResult } from './cache';
import type { NodeDefinition } from './define';
import type { Wanted } from './demand';
import { Cancelled, NodeError } from './errors';
import { nonFiniteIn, type NonFinite } from './inspect-values';
import { shippedHash, type Machine } from './machine';
import type { Step } from './plan';
import { portsOf } from './ports';
import { Used } from './step-context';
import { elementCount } from './tensor';
import { tensorsOf } from './value-tensors';
import type { Value } from './values';

/** What a node's `run` gives. */
export type Made = Readonly<Record<string, Value | undefined>>;

export interface StepHost {
  readonly machine: Machine;
  /** Outputs that somebody reads; the node may leave out the others. */
  readonly wanted: Wanted;
  readonly signal: AbortSignal;
}

/** A tensor on the GPU whose values are being counted; the count is known at the end of the run. */
export interface Watched { readonly port: string; readonly tensor: string; readonly total: number; readonly slot: number }

/**
 * Runs one node, here or elsewhere, and says what it used. GPU buffers of the outputs hold one reference for the result; all others made on the way are given back.
 * @throws whatever the node throws; `Cancelled` when the signal speaks first.
 */
export async function runStep(step: Step, definition: NodeDefinition, work: (used: Used) => Promise<Made>, upstream: readonly StepResult[], host: StepHost): Promise<{ readonly result: StepResult; readonly watched: readonly Watched[] }> {
  const { compute } = host.machine;
  const used = new Used();
  try {
    const made = await work(used);
    // A node that heeds the signal may come back with half a result: nothing made after a cancel is kept.
    if (host.signal.aborted) throw new Cancelled();
    const { outputs, leftOut } = checkOutputs(step, definition, made, host.wanted);
    const watched: Watched[] = [];
    for (const [port, value] of Object.entries(outputs)) {
      for (const found of nonFiniteIn(value)) used.warnings.push(nonFiniteWarning(port, found));
      for (const { name, tensor } of tensorsOf(value)) {
        const slot = tensor.data ? undefined : await compute.watchNonFinite(tensor);
        if (slot !== undefined) watched.push({ port, tensor: name, total: elementCount(tensor.shape), slot });
      }
    }
    if (used.backends.has('webgpu')) await compute.settled();
    const backend = used.backend();
    for (const value of Object.values(outputs)) compute.retain(tensorsOf(value).map(({ tensor }) => tensor));
    return { watched, result: {
      outputs, ...(leftOut.length > 0 ? { leftOut } : {}), backend, weights: used.weights, warnings: used.warnings, provenance: joinProvenance(upstream.map((one) => one.provenance), backend, used), files: await joinFiles(upstream, used, host.machine),
    } };
  } catch (error) {
    // What the device says of this step must not be held against the next one.
    if (compute.backend === 'webgpu') await compute.settled().catch(() => undefined);
    if (host.signal.aborted) throw new Cancelled();
    throw error;
  } finally {
    compute.release(used.made);
  }
}

function checkOutputs(step: Step, definition: NodeDefinition, outputs: Made, wanted: Wanted): { readonly outputs: Readonly<Record<string, Value>>; readonly leftOut: readonly string[] } {
  const checked: Record<string, Value> = {}, leftOut: string[] = [];
  for (const [port, declared] of Object.entries(portsOf(definition, step.params).outputs)) {
    const value = outputs[port];
    if (!value && declared.lazy && wanted !== 'all' && !wanted.has(port)) {
      leftOut.push(port);
      continue;
    }
    if (!value || value.kind !== declared.kind) {
      throw new NodeError({
        en: `"${definition.title.en}" gave ${value ? `a value of kind ${value.kind}` : 'nothing'} on its output "${port}", which promises ${declared.kind}. This is a fault of the node.`,
        zh: `“${definition.title.zh}”在输出“${port}”上给出了${value ? `类型为 ${value.kind} 的值` : '空值'}，而该输出应为 ${declared.kind}。这是该节点的缺陷。`,
      }, { code: 'bad-output', port });
    }
    for (const { name, tensor } of tensorsOf(value)) {
      if (!tensor.data || tensor.data.length === elementCount(tensor.shape)) continue;
      throw new NodeError({
        en: `"${definition.title.en}" gave ${tensor.data.length} values for the shape [${tensor.shape.join(', ')}] (${name} of output "${port}"). This is a fault of the node.`,
        zh: `“${definition.title.zh}”的输出“${port}”（${name}）形状为 [${tensor.shape.join(', ')}]，却有 ${tensor.data.length} 个值。这是该节点的缺陷。`,
      }, { code: 'bad-output', port });
    }
    checked[port] = value;
  }
  return { outputs: checked, leftOut };
}

/** The remark on values that are not numbers. */
export function nonFiniteWarning(port: string, found: Pick<NonFinite, 'tensor' | 'count' | 'total'> & { readonly first?: readonly number[] }): StepResult['warnings'][number] {
  const at = found.first ? { en: `; the first is at [${found.first.join(', ')}]`, zh: `；第一个位于 [${found.first.join(', ')}]` } : { en: '', zh: '' };
  return { code: 'non-finite', port, message: {
    en: `Output "${port}" (${found.tensor}) holds ${found.count} of ${found.total} values that are not finite numbers (NaN or infinity)${at.en}. Look at the inputs and settings of this node.`,
    zh: `输出“${port}”（${found.tensor}）的 ${found.total} 个值中有 ${found.count} 个不是有限数（NaN 或无穷）${at.zh}。请检查该节点的输入和设置。`,
  } };
}

async function joinFiles(upstream: readonly StepResult[], used: Used, machine: Machine): Promise<StepResult['files']> {
  const files = new Map(upstream.flatMap((one) => one.files).map((file) => [file.path, file]));
  for (const path of used.shipped) files.set(path, { path, sha256: await shippedHash(machine, path) });
  return [...files.values()];
}

function joinProvenance(upstream: readonly StepResult['provenance'][], backend: StepResult['backend'], used: Used): StepResult['provenance'] {
  const weights = new Map([...upstream.flatMap((one) => one.weights), ...used.weights].map((one) => [one.sha256, one]));
  return {
    backends: [...new Set([...upstream.flatMap((one) => one.backends), backend])].sort(),
    weights: [...weights.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    photograph: used.photograph || upstream.some((one) => one.photograph),
  };
}
