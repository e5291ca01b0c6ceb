import { parseScene } from '../../face/scene/parse';
import { trueSwap } from '../../face/scene/true-swap';
import type { Scene } from '../../face/scene/types';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { CoefficientsValue } from '../../runtime/values';
import { faceModel } from '../shared/face/model';
import { drawPerson } from '../shared/face/person';
import { imageValue } from '../shared/picture/pictures';
import definition from './node';

export default defineRun(definition, async ({ source, target }, _params, context) => {
  const model = await faceModel(context);
  const sceneOf = (value: CoefficientsValue, port: string): Scene => {
    if (value.scene !== undefined) return parseScene(value.scene, model).scene;
    throw new NodeError({
      en: `The true swap needs to know the whole scene, and the coefficients on "${port}" have none: they were fitted or mixed. Link the output "coefficients" of a Synthetic face.`,
      zh: `真实换脸需要完整场景，而“${port}”上的系数没有场景信息（来自拟合或混合）。请连接“合成人脸”的“系数”输出。`,
    }, { code: 'no-scene', port });
  };
  const scene = trueSwap(sceneOf(source, 'source'), sceneOf(target, 'target'), model);
  // The truth lies on the target's pixel grid, so that it can be compared with swaps of that picture.
  const sizePx = target.pose?.width ?? 512;
  const frame = target.frame ?? `${context.stepKey}:image`;
  const person = await drawPerson(context, model, scene, sizePx, frame, false);
  return { image: imageValue(person.pixels, frame), coefficients: person.coefficients, mesh: person.mesh };
});
