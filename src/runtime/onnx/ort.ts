import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-common';
import type { Backend } from '../define';
import { NodeError } from '../errors';
import { Fifo } from '../fifo';
import type { OnnxSession, SessionOptions } from '../platform/types';
import type { Tensor } from '../tensor';
import { BROKEN_RUNTIME } from './broken';
import { checkFeeds, fromElementType, toElementType, type OrtData } from './convert';
import { inspectOnnx, type OnnxPort } from './inspect';
import { widenWeights } from './widen';

/** What we use of ONNX Runtime, the same in all its packages. */
export interface OrtModule {
  readonly InferenceSession: { create(bytes: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  readonly Tensor: {
    new (type: OrtTensor.Type, data: OrtData, dims: readonly number[]): OrtTensor;
    fromGpuBuffer?(buffer: GPUBuffer, options: { readonly dataType: 'float32'; readonly dims: readonly number[] }): OrtTensor;
  };
}

/**
 * How networks are opened on the processor. Each session has threads of its own, which otherwise go on spinning for a while after a run, and take the cores from the next
 * network of a chain and from everything between: with this a chain of eleven networks takes two thirds of the time on two cores.
 */
export function processorOptions(provider: 'cpu' | 'wasm'): InferenceSession.SessionOptions {
  return { executionProviders: [provider], logSeverityLevel: 4, extra: { session: { force_spinning_stop: '1' } } };
}

/** ONNX Runtime behind one queue: overlapping create, run and release calls corrupt its memory. */
export class OrtHost {
  readonly #ort: OrtModule;
  readonly #queue = new Fifo();
  readonly processor: Backend;

  constructor(ort: OrtModule, processor: 'wasm' | 'native') {
    this.#ort = ort;
    this.processor = processor;
  }

  /** @throws NodeError when the network uses what ONNX Runtime cannot run. */
  async createSession(bytes: Uint8Array, options: SessionOptions): Promise<OnnxSession> {
    const { inputs, outputs } = inspectOnnx(bytes);
    const { gpu, layout } = options;
    const onDevice = gpu && { executionProviders: [{ name: 'webgpu', device: gpu.device, validationMode: 'wgpuOnly', ...(layout ? { preferredLayout: layout } : {}) }] as never, logSeverityLevel: 4, preferredOutputLocation: 'gpu-buffer' } as const;
    const session = await this.#open(bytes, options.name, onDevice ?? processorOptions(this.processor === 'native' ? 'cpu' : 'wasm'));
    return {
      inputs, outputs, backend: gpu ? 'webgpu' : this.processor,
      run: (given, wanted) => {
        checkFeeds(options.name, inputs, given);
        return this.#queue.add(() => this.#run(session, inputs, wanted ? outputs.filter(({ name }) => wanted.includes(name)) : outputs, given, options));
      },
      release: () => this.#queue.add(() => session.release()),
    };
  }

  /** Apart from `createSession`: what that gives would hold on to the file for as long as the session is open. */
  #open(bytes: Uint8Array, name: string, options: InferenceSession.SessionOptions): Promise<InferenceSession> {
    return this.#queue.add(async () => {
      try {
        return await this.#ort.InferenceSession.create(this.processor === 'native' ? bytes : widenWeights(bytes), options);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new NodeError({ en: `The network "${name}" cannot be loaded: ${why}`, zh: `无法加载网络“${name}”：${why}` }, { code: 'onnx-load' });
      }
    });
  }

  async #run(session: InferenceSession, inputs: readonly OnnxPort[], outputs: readonly OnnxPort[], given: Readonly<Record<string, Tensor>>, { name, gpu }: SessionOptions): Promise<Record<string, Tensor>> {
    const feeds: Record<string, OrtTensor> = {};
    for (const port of inputs) {
      const tensor = given[port.name]!;
      const dims = port.shape.length === 0 ? [] : [...tensor.shape];
      if (gpu && port.type === 'float32' && this.#ort.Tensor.fromGpuBuffer) feeds[port.name] = this.#ort.Tensor.fromGpuBuffer(gpu.bufferOf(tensor), { dataType: 'float32', dims });
      else if (tensor.data) feeds[port.name] = new this.#ort.Tensor(port.type as OrtTensor.Type, toElementType(tensor.data, port.type), dims);
      else throw new TypeError(`Input "${port.name}" is on the GPU, but the session is not.`);
    }
    let results: InferenceSession.OnnxValueMapType;
    try {
      results = await session.run(feeds, outputs.map((port) => port.name), { logSeverityLevel: 4 });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const code = error instanceof WebAssembly.RuntimeError ? BROKEN_RUNTIME : 'onnx-run';
      throw new NodeError({ en: `The network "${name}" failed while running: ${why}`, zh: `网络“${name}”运行失败：${why}` }, { code });
    }
    const tensors: Record<string, Tensor> = {};
    for (const { name: output } of outputs) {
      const value = results[output] as OrtTensor | undefined;
      if (!value) continue;
      const shape = [...value.dims];
      if (gpu && value.location === 'gpu-buffer') tensors[output] = gpu.copyOf(value.gpuBuffer as GPUBuffer, shape);
      else tensors[output] = { shape, data: fromElementType(value.data as ArrayLike<number>, value.type) };
      value.dispose();
    }
    return tensors;
  }
}
