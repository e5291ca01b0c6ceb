import { OrtHost, type OrtModule } from './ort';

/** ONNX Runtime in Node: native where it installed, else the WASM build of onnxruntime-web; undefined where neither loads. */
export async function loadOrtInNode(): Promise<OrtHost | undefined> {
  try {
    return new OrtHost(await import('onnxruntime-node') as unknown as OrtModule, 'native');
  } catch {
    try {
      const ort = await import('onnxruntime-web');
      ort.env.wasm.numThreads = 1;
      return new OrtHost(ort as unknown as OrtModule, 'wasm');
    } catch {
      return undefined;
    }
  }
}
