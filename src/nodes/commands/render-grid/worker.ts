import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { parseFaceModel } from '../../../face/model/load';
import { denseCoefficients } from '../../../face/model/evaluate';
import { renderScene } from '../../../face/render/render-scene';
import { createRenderScratch } from '../../../face/render/scratch';
import { gridRows, hasOccluder } from './scenes';
import type { GridPlan } from './scenes';

/** All rows of one scene, ready to be appended to the grid's files. */
export interface SceneAnswer {
  readonly scene: number;
  readonly colour: Uint8Array;
  readonly labels: Uint8Array;
  readonly truth: Float32Array;
}

const MODEL_FILE = new URL('../../../../public/models/face-model.bin', import.meta.url);

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const plan = workerData as GridPlan;
const model = parseFaceModel(readFileSync(MODEL_FILE));
const scratch = createRenderScratch();

port.on('message', (sceneIndex: number) => {
  const rows = gridRows(model, plan, sceneIndex);
  const pixels = plan.sizePx * plan.sizePx;
  const colour = new Uint8Array(rows.length * pixels * 3);
  const labels = new Uint8Array(rows.length * pixels);
  const truth: number[] = [];
  rows.forEach(({ identity, scene }, row) => {
    const face = renderScene(model, scene, { width: plan.sizePx, height: plan.sizePx, supersample: plan.supersample, layers: true }, scratch);
    colour.set(face.colour, row * pixels * 3);
    labels.set(face.layers!.labels, row * pixels);
    const { identity: alpha, expression: beta } = denseCoefficients(model, scene.identity.shape, scene.expression);
    const { key } = scene.light;
    truth.push(identity, sceneIndex, hasOccluder(scene) ? 1 : 0, ...alpha, ...beta, scene.pose.yawDeg, scene.pose.pitchDeg, scene.pose.rollDeg,
      key.azimuthDeg, key.elevationDeg, key.intensity, ...face.landmarks68.flatMap(({ x, y }) => [x, y]));
  });
  const answer: SceneAnswer = { scene: sceneIndex, colour, labels, truth: Float32Array.from(truth) };
  port.postMessage(answer, [colour.buffer, labels.buffer, answer.truth.buffer as ArrayBuffer]);
});
