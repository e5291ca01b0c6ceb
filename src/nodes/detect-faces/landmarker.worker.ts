import wasmLoader from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmBinary from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import type { FaceLandmarker } from '@mediapipe/tasks-vision';
import type { LandmarkedFace } from './service';

export type LandmarkerRequest =
  | { readonly kind: 'load'; readonly model: Uint8Array }
  | { readonly kind: 'detect'; readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray; readonly maxFaces: number; readonly minScore: number };
export type LandmarkerAnswer = { readonly faces: readonly LandmarkedFace[] } | { readonly fault: string };

/**
 * MediaPipe 1.x reports its use to its maker about a minute after it starts. This worker asks no host but its own: whatever the
 * library sends elsewhere is refused here, before any of its code runs, and by the policy on this script's response.
 */
function stayHome(): void {
  const real = self.fetch.bind(self);
  const own = self.location.origin;
  const isOwn = (url: string | URL): boolean => ['blob:', 'data:'].includes(new URL(url, own).protocol) || new URL(url, own).origin === own;
  self.fetch = (input, init) => (isOwn(input instanceof Request ? input.url : input) ? real(input, init) : Promise.reject(new TypeError('This worker asks no other host.')));
  const open = XMLHttpRequest.prototype.open as (this: XMLHttpRequest, method: string, url: string | URL, ...rest: unknown[]) => void;
  XMLHttpRequest.prototype.open = function guarded(this: XMLHttpRequest, method: string, url: string | URL, ...rest: unknown[]): void {
    if (!isOwn(url)) throw new TypeError('This worker asks no other host.');
    open.call(this, method, url, ...(rest.length > 0 ? rest : [true]));
  };
}

stayHome();
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
