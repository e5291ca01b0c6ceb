import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { encode } from 'fast-png';
import { parseFaceModel } from '../../../face/model/load';
import { renderScene } from '../../../face/render/render-scene';
import { createRenderScratch } from '../../../face/render/scratch';
import { galleryItem } from './galleries';
import { layerFiles } from './layer-files';
import type { RenderAnswer, RenderJob, RenderTask } from './pool';
import { recordOf } from './record';

const MODEL_FILE = new URL('../../../../public/models/face-model.bin', import.meta.url);

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const { options, scenes } = workerData as RenderTask;
const model = parseFaceModel(readFileSync(MODEL_FILE));
const scratch = createRenderScratch();

port.on('message', ({ index }: RenderJob) => {
  const { sizePx, supersample, layers, out } = options;
  const given = scenes?.[index];
  const { label, scene } = given === undefined ? galleryItem(options.gallery, model, options.seed, index) : { label: 'scene', scene: given };
  const face = renderScene(model, scene, { width: sizePx, height: sizePx, supersample, layers }, scratch);
  const name = fileName(index, label);
  const record = recordOf(model, scene, face, { file: `${name}.png`, label, index });
  const files: [string, Uint8Array][] = [];
  const layerNames: Record<string, string> = {};
  if (out !== undefined) {
    files.push([`${name}.png`, encode({ width: sizePx, height: sizePx, data: face.colour, channels: 3, depth: 8 })]);
    for (const { suffix, bytes } of layerFiles(face)) {
      files.push([`${name}-${suffix}.png`, bytes]);
      layerNames[suffix] = `${name}-${suffix}.png`;
    }
  }
  const answer: RenderAnswer = {
    index, colour: face.colour, files,
    record: JSON.stringify(files.length > 1 ? { ...record, layers: layerNames } : record),
  };
  port.postMessage(answer);
});

/** `face-000012`, or `pair-000004-swap` in a list of pairs. */
function fileName(index: number, label: string): string {
  const padded = (value: number): string => String(value).padStart(6, '0');
  return scenes === undefined && options.gallery === 'swaps' ? `pair-${padded(Math.floor(index / 3))}-${label}` : `face-${padded(index)}`;
}
