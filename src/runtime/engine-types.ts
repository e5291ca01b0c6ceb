import type { GraphDocument, JsonObject } from '../graph/types';
import type { Backend, BothLanguages } from './define';
import type { Looks } from './look-types';
import type { InnerTensor } from './onnx/tensors';
import type { Kind, Value, WireType } from './values';

export type { InnerTensor } from './onnx/tensors';

/** What is wrong with a document or a run, as data, in words, at its place. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly node?: string;
  readonly port?: string;
  readonly param?: string;
  readonly message: BothLanguages;
  /** What the user can do, when one step mends it. */
  readonly remedy?: { readonly message: BothLanguages; readonly insertNode?: string };
}

export interface WeightsUsed { readonly name: string; readonly sha256: string }

export type StepState = 'fresh' | 'cached' | 'dirty' | 'running' | 'ran' | 'failed' | 'blocked' | 'cancelled';

export interface StepReport {
  readonly node: string;
  readonly type: string;
  readonly state: 'ran' | 'cached' | 'failed' | 'blocked' | 'cancelled';
  readonly ms: number;
  readonly backend: Backend;
  readonly weights: readonly WeightsUsed[];
  /** Bytes of the outputs. */
  readonly bytes: number;
  readonly key: string;
  readonly problems: readonly Problem[];
  /** Everything upstream included: what made this result. */
  readonly provenance: { readonly backends: readonly Backend[]; readonly weights: readonly WeightsUsed[]; readonly photograph: boolean };
}

export interface RunReport {
  readonly runId: string;
  readonly ms: number;
  readonly backend: Backend;
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly steps: readonly StepReport[];
  readonly problems: readonly Problem[];
  readonly readbacks: number;
}

export type RunEvent =
  | { readonly kind: 'step-started'; readonly runId: string; readonly node: string }
  | { readonly kind: 'step-progress'; readonly runId: string; readonly node: string; readonly fraction: number }
  | { readonly kind: 'step-done'; readonly runId: string; readonly step: StepReport }
  | { readonly kind: 'done'; readonly runId: string; readonly report: RunReport };

export interface RunRequest {
  readonly runId: string;
  readonly document: GraphDocument;
  /** Node ids to compute, with all they need; absent = every sink. */
  readonly targets?: readonly string[];
  readonly backend?: 'auto' | 'webgpu' | 'cpu';
  /** The results come beside those that are shown and leave them as they are, until the next run aside; its nodes need ids that the shown graph does not have. */
  readonly aside?: boolean;
}

/** A small picture or numbers of one output, for thumbnails and viewers; transferable over a port. */
export type Preview =
  | { readonly kind: 'picture'; readonly width: number; readonly height: number; readonly fullWidth: number; readonly fullHeight: number; readonly rgba: Uint8ClampedArray }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'none'; readonly why: BothLanguages };

export interface OutputSummary {
  readonly kind: Kind;
  readonly type: WireType;
  readonly stats?: { readonly min: number; readonly max: number; readonly mean: number; readonly std: number; readonly nonFinite: number };
}

/** One engine, the same in process, over a worker's port and on the command line. */
export interface Engine {
  /** Problems, inferred types and what would run, without running. */
  check(document: GraphDocument): Promise<{ readonly problems: readonly Problem[]; /** Keyed `node.port`. */ readonly types: Readonly<Record<string, WireType>>; readonly dirty: Readonly<Record<string, 'fresh' | 'dirty'>> }>;
  run(request: RunRequest, onEvent?: (event: RunEvent) => void): Promise<RunReport>;
  /** Stops between steps; a running network call ends first. */
  cancel(runId: string): Promise<void>;
  /** Picture of an output of the last run, at most `maxSidePx` a side (0 = full size). `undefined` node results give kind none. */
  preview(node: string, port: string, maxSidePx: number): Promise<Preview>;
  /** The whole value, tensors on the CPU. */
  value(node: string, port: string): Promise<Value | undefined>;
  summary(node: string, port: string): Promise<OutputSummary | undefined>;
  /** Tiles, numbers of channels, differences … of an output with feature maps, computed where they are; undefined without a result. */
  look<K extends keyof Looks>(node: string, port: string, kind: K, request: Looks[K]['request']): Promise<Looks[K]['answer'] | undefined>;
  /** Stores bytes under their sha256 and returns `sha256:…`. */
  putAsset(bytes: Uint8Array, mediaType: string): Promise<string>;
  /** Reads an ONNX file's ports, as params for the `onnx-model` node: `{ ports: { inputs, outputs } }`. */
  describeOnnx(reference: string): Promise<JsonObject>;
  /** Every tensor that an ONNX file computes inside. @throws NodeError, in words, for files that are refused. */
  onnxTensors(reference: string): Promise<readonly InnerTensor[]>;
  info(): Promise<{ readonly backend: Backend; readonly adapter: string; readonly software: boolean; readonly cacheBytes: number; readonly cacheLimitBytes: number }>;
  dispose(): Promise<void>;
}
