import * as ort from 'onnxruntime-web/wasm';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { processorOptions } from '../../../../src/runtime/onnx/ort';
import { networkInputs } from '../crops';
import { openPlainSwap, type PlainOrt } from '../plain';

ort.env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href), wasm: new URL(binaryUrl, self.location.href) };
ort.env.wasm.numThreads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
const read = async (name: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(new URL(`/models/${name}.onnx`, self.location.origin))).arrayBuffer());
/** Of AAD levels a worker of the name `asked` hands over only the maps that the next one takes. */
const swap = openPlainSwap(ort as unknown as PlainOrt, read, processorOptions('wasm'), self.name === 'asked' ? ['h_out'] : undefined);

self.onmessage = async ({ data: seed }: MessageEvent<number>) => { (self as unknown as Worker).postMessage(await (await swap)(networkInputs(seed))); };
