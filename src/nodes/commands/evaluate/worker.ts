import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { parseFaceModel } from '../../../face/model/load';
import { renderScene } from '../../../face/render/render-scene';
import { createRenderScratch } from '../../../face/render/scratch';
import type { Scene } from '../../../face/scene/types';
import { PAIR_SIZE_PX, pairScenes } from './pairs';

/** Three pictures [H, W, 3] in bytes, and the part labels of the two that share a scene. */
export interface PairPictures {
  readonly index: number;
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly trueSwap: Uint8Array;
  readonly targetLabels: Uint8Array;
  readonly trueLabels: Uint8Array;
}

const MODEL_FILE = new URL('../../../../public/models/face-model.bin', import.meta.url);

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const { pairs, seed } = workerData as { readonly pairs: number; readonly seed: number };
const model = parseFaceModel(readFileSync(MODEL_FILE));
const scratch = createRenderScratch();

/** The renderer may reuse its buffers, so what is sent is a copy. */
function draw(scene: Scene): { readonly colour: Uint8Array; readonly labels: Uint8Array } {
  const face = renderScene(model, scene, { width: PAIR_SIZE_PX, height: PAIR_SIZE_PX, supersample: 2, layers: true }, scratch);
  return { colour: Uint8Array.from(face.colour), labels: Uint8Array.from(face.layers!.labels) };
}

port.on('message', (index: number) => {
  const scenes = pairScenes(model, pairs, seed, index);
  const source = draw(scenes.source), target = draw(scenes.target), trueSwap = draw(scenes.trueSwap);
  const answer: PairPictures = { index, source: source.colour, target: target.colour, trueSwap: trueSwap.colour, targetLabels: target.labels, trueLabels: trueSwap.labels };
  port.postMessage(answer);
});
