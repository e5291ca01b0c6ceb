import type { Json, JsonObject } from '../graph/types';
import type { Kernel } from './kernel';
import type { Tensor } from './tensor';
import type { Kind, Value, ValueOf, WireType } from './values';

export interface BothLanguages { readonly en: string; readonly zh: string }

export interface InputPort { readonly kind: Kind | readonly Kind[]; readonly title: BothLanguages; readonly help?: BothLanguages; readonly optional?: boolean }
export interface OutputPort {
  readonly kind: Kind;
  readonly title: BothLanguages;
  readonly help?: BothLanguages;
  /** `run` may leave it out where `context.wants` says that nobody reads it; when somebody does, the node runs again for it. */
  readonly lazy?: boolean;
}

interface ParamBase { readonly title: BothLanguages; readonly help?: BothLanguages; /** Shown only under "advanced". */ readonly advanced?: boolean }
export type Param = ParamBase & (
  | { readonly kind: 'number'; readonly initial: number; readonly min: number; readonly max: number; readonly step?: number; readonly integer?: boolean; readonly unit?: string; readonly scale?: 'linear' | 'log' }
  | { readonly kind: 'seed'; readonly initial: number }
  | { readonly kind: 'boolean'; readonly initial: boolean }
  | { readonly kind: 'choice'; readonly initial: string; readonly options: Readonly<Record<string, BothLanguages>> }
  | { readonly kind: 'choices'; readonly initial: readonly string[]; readonly options: Readonly<Record<string, BothLanguages>> }
  | { readonly kind: 'text'; readonly initial: string; readonly maxLength: number }
  /** Linear RGB 0..1. */
  | { readonly kind: 'colour'; readonly initial: readonly [number, number, number] }
  /** `sha256:…` of bytes in the platform's store, or a file path when run headless; '' = none yet. */
  | { readonly kind: 'file'; readonly initial: string; readonly accept: string }
  /** Named numbers, such as morph coefficients: one slider a name. */
  | { readonly kind: 'numbers'; readonly initial: Readonly<Record<string, number>>; readonly names: readonly { readonly name: string; readonly title: BothLanguages; readonly min: number; readonly max: number }[] }
  /** Any JSON, checked by the node itself; `initial` is its default. */
  | { readonly kind: 'json'; readonly initial: Json; /** Strokes, and the painting of a whole mask, are painted over the picture in the editor, an axis of a sweep is chosen from lists, anything else is written as text. */ readonly shownAs?: 'strokes' | 'painting' | 'axis' }
);

export type ParamValue<P extends Param> =
  P extends { kind: 'number' | 'seed' } ? number : P extends { kind: 'boolean' } ? boolean : P extends { kind: 'choice' | 'text' | 'file' } ? string :
  P extends { kind: 'choices' } ? readonly string[] : P extends { kind: 'colour' } ? readonly [number, number, number] :
  P extends { kind: 'numbers' } ? Readonly<Record<string, number>> : Json;

export type InputPorts = Readonly<Record<string, InputPort>>;
export type OutputPorts = Readonly<Record<string, OutputPort>>;
export type Params = Readonly<Record<string, Param>>;

type KindsOf<P extends InputPort> = P['kind'] extends readonly (infer K extends Kind)[] ? K : P['kind'] extends Kind ? P['kind'] : never;
export type InputValues<I extends InputPorts> = {
  readonly [K in keyof I]: I[K] extends { optional: true } ? ValueOf<KindsOf<I[K]>> | undefined : ValueOf<KindsOf<I[K]>>;
};
export type OutputValues<O extends OutputPorts> = { readonly [K in keyof O]: ValueOf<O[K]['kind']> };
/** What one run gives: all outputs but lazy ones that nobody reads. */
export type MadeValues<O extends OutputPorts> = { readonly [K in keyof O]: ValueOf<O[K]['kind']> | (O[K] extends { readonly lazy: true } ? undefined : never) };
export type ParamValues<P extends Params> = { readonly [K in keyof P]: ParamValue<P[K]> };

/** A refused wiring or setting: which port or param, why, and the node type that would convert, if there is one. */
export interface InferProblem { readonly port?: string; readonly param?: string; readonly message: BothLanguages; readonly converter?: string }
export interface Inferred { readonly outputs: Readonly<Record<string, WireType>>; readonly problems?: readonly InferProblem[] }

export const CATEGORIES = ['input', 'face', 'geometry', 'identity', 'faceshifter', 'hififace', 'image', 'measure', 'output', 'utility'] as const;
export type Category = (typeof CATEGORIES)[number];

/** A node type: data only, safe on the main thread. `src/nodes/<type>/node.ts` exports one as default. */
export interface NodeDefinition<I extends InputPorts = InputPorts, O extends OutputPorts = OutputPorts, P extends Params = Params> {
  readonly type: string;
  /** Starts at 1; each rise needs a migration. */
  readonly version: number;
  readonly category: Category;
  readonly title: BothLanguages;
  readonly summary: BothLanguages;
  /** Words a user may search for, both languages mixed. */
  readonly synonyms?: readonly string[];
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** Ports that depend on params (an ONNX file's own inputs). */
  readonly ports?: (params: JsonObject) => { readonly inputs: InputPorts; readonly outputs: OutputPorts };
  /** Shapes and tags before anything runs; absent inputs are undefined. Defaults to the plain kinds of the outputs. */
  infer?(inputs: Readonly<Record<string, WireType | undefined>>, params: ParamValues<P>): Inferred;
  /** Built-in networks (manifest names) that these params use: their sha256 enter the content key, and `context.onnx` refuses any other. */
  models?(params: ParamValues<P>): readonly string[];
  /**
   * Whether `run` takes long at these params (about 0.1 s or more) and may be computed in a helper thread, beside other steps. It is then plain TypeScript
   * that uses shipped files, `resource`, `progress` and `warn` of its context and nothing else; tensors it gives out belong to no resource.
   */
  heavy?(params: ParamValues<P>): boolean;
  /** A viewer or writer: what `run` without targets computes. */
  readonly sink?: boolean;
  /**
   * Computed from what comes in at many settings of the nodes before it, along the axes that its own params of these names hold (`readAxis` tells their form).
   * At each point `run` is called with the inputs there and those params empty; at last with no inputs and all of that in `context.sweep`.
   */
  readonly sweep?: { readonly axes: readonly string[] };
  /** KaTeX source of what the node computes. */
  readonly equation?: string;
  /** From version n (index 0 = version 1) to n + 1: params, and renamed ports. */
  readonly migrations?: readonly { readonly params: (params: JsonObject) => JsonObject; readonly inputs?: Readonly<Record<string, string>>; readonly outputs?: Readonly<Record<string, string>> }[];
}

/** Checks the shape of a definition at compile time and keeps its exact types. */
export function defineNode<const I extends InputPorts, const O extends OutputPorts, const P extends Params>(definition: NodeDefinition<I, O, P>): NodeDefinition<I, O, P> {
  return definition;
}

export type Backend = 'webgpu' | 'wasm' | 'native' | 'typescript';

/** A loaded network. Inputs and outputs by the file's own names. */
export interface OnnxModel {
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly shape: readonly (number | string)[] }[];
  readonly outputs: readonly { readonly name: string; readonly type: string; readonly shape: readonly (number | string)[] }[];
  /** @param wanted the outputs to hand over; all when absent. */
  run(inputs: Readonly<Record<string, Tensor>>, wanted?: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
  /** Of the file that was opened, as 64 hex digits. */
  readonly sha256?: string;
  /** A weight kept in the file, by name or the last of its list, on the CPU; absent for built-in networks. @throws NodeError when there is none. */
  storedWeight?(which: { readonly name: string } | 'last'): Tensor;
}

/** All that a running node may touch of the world. */
export interface RunContext {
  readonly signal: AbortSignal;
  /** Content key of this step: use `${stepKey}:port` as the `frame` of pictures made here. */
  readonly stepKey: string;
  /** Whether anybody reads this output now. A lazy one that nobody reads may be left out. */
  wants(port: string): boolean;
  /** Runs a kernel where the engine's backend says: WGSL on the device, or its TypeScript twin. */
  kernel(kernel: Kernel, call: KernelCall): Promise<readonly Tensor[]>;
  /** CPU values of a tensor; a GPU tensor is read back (counted). */
  read(tensor: Tensor): Promise<Float32Array>;
  /** A built-in model by manifest name, or a network from bytes, with inner tensors named in `taps` as further outputs. Its weights are named in the report of this step. */
  onnx(model: { readonly builtin: string } | { readonly bytes: Uint8Array; readonly name: string; readonly taps?: readonly string[] }): Promise<OnnxModel>;
  /** Bytes of a file param: from the platform's store, or from disk when headless. */
  asset(reference: string): Promise<Uint8Array>;
  /** Bytes of a file shipped under public/, such as `models/face-model.bin`. */
  shipped(path: string): Promise<Uint8Array>;
  /** Decodes PNG, JPEG, WebP … with EXIF orientation applied; straight-alpha sRGB RGBA, top row first. */
  decodeImage(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }>;
  /** Something expensive made once per engine and shared by steps, such as the parsed face model. On the CPU only: GPU tensors end with their step. */
  resource<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** A helper that only the browser has (MediaPipe's landmarker); undefined elsewhere. */
  service<T>(name: string): T | undefined;
  progress(fraction: number): void;
  /** A remark shown on the node; the run goes on. */
  warn(message: BothLanguages): void;
  /** What the points of a sweep gave; only for the last call of a node that sweeps. */
  readonly sweep?: SweepResult;
}

/** One axis of a sweep. */
export interface SweptAxis {
  /** The setting that it moves, as the document calls it: `node.param`. */
  readonly name: string;
  readonly title: BothLanguages;
  readonly unit: string;
  readonly values: readonly (number | string | boolean)[];
  /** What each value is called: numbers as they are, choices by their titles. */
  readonly labels: readonly BothLanguages[];
}

/** Every point of a sweep, the last axis running fastest. */
export interface SweepResult {
  readonly axes: readonly SweptAxis[];
  /** Place on each axis, and the node's own outputs there; undefined where the point failed. */
  readonly points: readonly { readonly at: readonly number[]; readonly outputs: Readonly<Record<string, Value>> | undefined }[];
}

export interface KernelCall {
  readonly inputs: readonly Tensor[];
  readonly uniforms: Readonly<Record<string, number>>;
  /** Shape of each output. */
  readonly outputs: readonly (readonly number[])[];
}

export type RunFunction<I extends InputPorts, O extends OutputPorts, P extends Params> =
  (inputs: InputValues<I>, params: ParamValues<P>, context: RunContext) => Promise<MadeValues<O>>;

/** What the engine calls, types forgotten. `src/nodes/<type>/run.ts` exports one as default. */
export type AnyRun = (inputs: Readonly<Record<string, Value | undefined>>, params: Readonly<Record<string, Json>>, context: RunContext) => Promise<Readonly<Record<string, Value | undefined>>>;

/** Ties a run function to its definition's types. */
export function defineRun<I extends InputPorts, O extends OutputPorts, P extends Params>(_definition: NodeDefinition<I, O, P>, run: RunFunction<I, O, P>): AnyRun {
  return run as unknown as AnyRun;
}
