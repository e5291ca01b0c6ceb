import wasmLoader from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmBinary from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import { guardNetwork } from './network-guard';
import type { LandmarkedFace } from './service';

export type LandmarkerRequest =
  | { readonly kind: 'load'; readonly model: Uint8Array }
  | { readonly kind: 'detect'; readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray; readonly maxFaces: number; readonly minScore: number };
export type LandmarkerAnswer = { readonly faces: readonly LandmarkedFace[] } | { readonly fault: string };

// MediaPipe 1.x reports its use to its maker about a minute after it starts: every way out is closed before any of its code runs.
guardNetwork(globalThis, self.location.origin);

let landmarker: FaceLandmarker | undefined;

async function load(model: Uint8Array): Promise<void> {
  const { FaceLandmarker: Landmarker } = await import('@mediapipe/tasks-vision');
  const files = { wasmLoaderPath: new URL(wasmLoader, self.location.href).href, wasmBinaryPath: new URL(wasmBinary, self.location.href).href };
  landmarker = await Landmarker.createFromOptions(files, { baseOptions: { modelAssetBuffer: model, delegate: 'CPU' }, runningMode: 'IMAGE', outputFacialTransformationMatrixes: true });
}

async function detect(request: Extract<LandmarkerRequest, { kind: 'detect' }>): Promise<readonly LandmarkedFace[]> {
  if (!landmarker) throw new Error('the landmarker is not loaded');
  await landmarker.setOptions({ numFaces: request.maxFaces, minFaceDetectionConfidence: request.minScore });
  const picture = new ImageData(request.width, request.height);
  picture.data.set(request.rgba);
  const { faceLandmarks, facialTransformationMatrixes } = landmarker.detect(picture);
  return faceLandmarks.map((points, index) => {
    const matrix = facialTransformationMatrixes[index]?.data;
    return { points: Float32Array.from(points.flatMap(({ x, y }) => [x, y])), ...(matrix ? { matrix: Float32Array.from(matrix) } : {}) };
  });
}

self.onmessage = async ({ data }: MessageEvent<LandmarkerRequest>) => {
  let answer: LandmarkerAnswer;
  try {
    if (data.kind === 'load') await load(data.model);
    answer = { faces: data.kind === 'detect' ? await detect(data) : [] };
  } catch (error) {
    answer = { fault: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};
