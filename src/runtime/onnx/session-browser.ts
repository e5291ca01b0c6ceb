import * as ort from 'onnxruntime-web/webgpu';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { OrtHost, type OrtModule } from './ort';

/** ONNX Runtime in the browser: its WebGPU and WASM paths from one package. The only file that imports it there. */
export function loadOrtInBrowser(): OrtHost {
  ort.env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href), wasm: new URL(binaryUrl, self.location.href) };
  ort.env.wasm.numThreads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency || 1) : 1;
  ort.env.logLevel = 'error';
  return new OrtHost(ort as unknown as OrtModule, 'wasm');
}
