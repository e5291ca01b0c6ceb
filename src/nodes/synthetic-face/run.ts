import { PARTS } from '../../face/model/types';
import { defineRun } from '../../runtime/define';
import { cpuTensor } from '../../runtime/tensor';
import type { CpuTensor } from '../../runtime/tensor';
import { faceModel } from '../shared/face/model';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { drawPerson } from '../shared/face/person';
import { imageValue } from '../shared/picture/pictures';
import definition from './node';
import { sceneOf } from './scene';

const MOST_REMARKS = 3;

export default defineRun(definition, async (_inputs, params, context) => {
  const model = await faceModel(context);
  const { scene, problems } = sceneOf(model, params);
  for (const { message } of problems.slice(0, MOST_REMARKS)) context.warn({ en: `Scene: ${message.en}`, zh: `场景：${message.zh}` });
  const frame = `${context.stepKey}:image`;
  const person = await drawPerson(context, model, scene, params.sizePx, frame, true);
  return {
    image: imageValue(person.pixels, frame),
    faces: person.faces,
    coefficients: person.coefficients,
    mesh: person.mesh,
    labels: { kind: 'features', tensor: oneHot(person.rendered.layers!.labels, params.sizePx), meaning: 'mask', net: FACE_MODEL_NAME, layer: 'parts' },
  };
});

/** [parts, H, W]: 1 in the plane of each pixel's part. */
function oneHot(labels: Uint8Array, sizePx: number): CpuTensor {
  const planes = cpuTensor([PARTS.length, sizePx, sizePx]), pixels = sizePx * sizePx;
  for (let i = 0; i < pixels; i++) planes.data[labels[i]! * pixels + i] = 1;
  return planes;
}
