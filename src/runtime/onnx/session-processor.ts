import * as ort from 'onnxruntime-web/wasm';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { OrtHost, type OrtModule } from './ort';

/** ONNX Runtime in WebAssembly alone: half as much to load and to compile as the build for graphics devices. */
export function loadOrtForProcessor(): OrtHost {
  ort.env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href), wasm: new URL(binaryUrl, self.location.href) };
  ort.env.wasm.numThreads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency || 1) : 1;
  ort.env.logLevel = 'error';
  return new OrtHost(ort as unknown as OrtModule, 'wasm');
}
