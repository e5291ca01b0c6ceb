import { expose } from 'comlink';
import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import loaderUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import binaryUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import { guardNetwork } from './network-guard';
import type { FaceLandmarkerService, LandmarkedFace } from './service';

guardNetwork(globalThis, self.location.origin);

export interface LandmarkerWorker {
  /** Loads MediaPipe with its model; once, before `detect`. */
  start(model: Uint8Array): Promise<void>;
  detect(...args: Parameters<FaceLandmarkerService['detect']>): Promise<readonly LandmarkedFace[]>;
}

let landmarker: FaceLandmarker | undefined;
let shown = '';

const worker: LandmarkerWorker = {
  async start(model) {
    const { FaceLandmarker: Landmarker } = await import('@mediapipe/tasks-vision');
    const files = { wasmLoaderPath: new URL(loaderUrl, self.location.href).href, wasmBinaryPath: new URL(binaryUrl, self.location.href).href };
    landmarker = await Landmarker.createFromOptions(files, { baseOptions: { modelAssetBuffer: model, delegate: 'CPU' }, runningMode: 'IMAGE', outputFacialTransformationMatrixes: true });
  },
  async detect({ width, height, rgba }, { maxFaces, minScore }) {
    if (!landmarker) throw new Error('The landmarker has not been started.');
    const wishes = `${maxFaces} ${minScore}`;
    if (wishes !== shown) {
      await landmarker.setOptions({ numFaces: maxFaces, minFaceDetectionConfidence: minScore, minFacePresenceConfidence: minScore });
      shown = wishes;
    }
    const found = landmarker.detect(new ImageData(rgba as Uint8ClampedArray<ArrayBuffer>, width, height));
    return found.faceLandmarks.map((points, index) => {
      const matrix = found.facialTransformationMatrixes?.[index]?.data;
      return { points: Float32Array.from(points.flatMap(({ x, y }) => [x, y])), ...(matrix ? { matrix: Float32Array.from(matrix) } : {}) };
    });
  },
};

expose(worker);
