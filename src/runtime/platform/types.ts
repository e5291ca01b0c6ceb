import type { Backend, OnnxModel } from '../define';
import type { Tensor } from '../tensor';

export interface DecodedImage { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/** A network ready to run, and which machine it runs on. After a failed `run` it must not be used again. */
export interface OnnxSession extends OnnxModel {
  readonly backend: Backend;
  release(): Promise<void>;
}

/** How a session takes and leaves tensors on our device. */
export interface SessionGpu {
  readonly device: GPUDevice;
  /** The tensor's buffer on the device, uploaded for this call when it is on the CPU only. */
  bufferOf(tensor: Tensor): GPUBuffer;
  /** A tensor of ours with a copy of the session's own output buffer. */
  copyOf(source: GPUBuffer, shape: readonly number[]): Tensor;
}

export interface SessionOptions {
  readonly name: string;
  readonly gpu?: SessionGpu;
  /** Layout of convolutions on the GPU; ONNX Runtime's own choice when absent. */
  readonly layout?: 'NCHW';
}

export interface GpuAccess {
  readonly device: GPUDevice;
  readonly adapterName: string;
  /** A processor that pretends to be a graphics card: right, and very slow. */
  readonly software: boolean;
}

/** All of the outside world that the engine touches: one for the browser's worker, one for Node. */
export interface Platform {
  readonly name: 'browser' | 'node';
  /** Picture files as straight-alpha sRGB RGBA, top row first, EXIF orientation applied. @throws NodeError for anything that is no picture or too large. */
  decodeImage(bytes: Uint8Array): Promise<DecodedImage>;
  /** Bytes of a file param. @throws NodeError when there are none. */
  asset(reference: string): Promise<Uint8Array>;
  /** What stands for a file param in content keys: its sha256, or undefined when it cannot be read. */
  assetHash(reference: string): Promise<string | undefined>;
  /** Stores bytes under their sha256 and returns `sha256:…`. */
  putAsset(bytes: Uint8Array, mediaType: string): Promise<string>;
  /** Bytes of a file under public/. @throws NodeError when it is missing. */
  shipped(path: string): Promise<Uint8Array>;
  /** A device, or undefined where there is no WebGPU. */
  requestGpu(): Promise<GpuAccess | undefined>;
  /** What networks run on when not on WebGPU; undefined when ONNX Runtime cannot be loaded at all. */
  onnxBackend(): Promise<'wasm' | 'native' | undefined>;
  createSession(bytes: Uint8Array, options: SessionOptions): Promise<OnnxSession>;
  /** Helpers only this platform has. */
  readonly services: Readonly<Record<string, unknown>>;
  /** Lets waiting messages in (a cancel), then goes on. */
  yield(): Promise<void>;
  dispose(): Promise<void>;
}
