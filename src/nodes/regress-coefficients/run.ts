import { evaluateShape } from '../../face/model/evaluate';
import { defineRun } from '../../runtime/define';
import type { CoefficientsValue } from '../../runtime/values';
import { faceModel } from '../shared/face/model';
import { remarkFar } from '../shared/familiarity/remark';
import { meshOf, readFace } from '../shared/swap-blocks/face-values';
import { cropPose } from '../shared/swap-blocks/pose';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  requireInferred(definition, { crop }, params);
  await remarkFar(context, crop);
  const model = await faceModel(context), { frame } = crop.image;
  const { alpha, beta, poseDeg } = await readFace(context, crop, params.network as 'coefficients' | 'shape-judge');
  const pose = cropPose(model, evaluateShape(model, { identity: alpha, expression: beta }), poseDeg);
  const coefficients: CoefficientsValue = { kind: 'coefficients', model: { name: model.name, version: model.version }, identity: alpha, expression: beta, pose, frame };
  return { coefficients, mesh: meshOf(model, coefficients, frame) };
});
