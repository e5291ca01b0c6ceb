import * as ort from 'onnxruntime-web/webgpu';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { OrtHost, type OrtModule } from './ort';

/** ONNX Runtime on the graphics device. */
export function loadOrtInBrowser(): OrtHost {
  ort.env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href), wasm: new URL(binaryUrl, self.location.href) };
  // The device computes; threads would only wait for it.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return new OrtHost(ort as unknown as OrtModule, 'wasm');
}
