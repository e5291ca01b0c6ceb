import type { FaceModel } from '../../face/model/types';
import { defineRun } from '../../runtime/define';
import { faceModel, requireModel } from '../shared/face/model';
import { landmarkGapMm, readFace } from '../shared/swap-blocks/face-values';
import type { Reader } from '../shared/swap-blocks/judge-param';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ first, second }, params, context) => {
  requireInferred(definition, { first, second }, params);
  const model = await faceModel(context), network = params.network as Reader;
  if (second.kind === 'coefficients') requireModel(model, second, 'second');
  const a = faceOnly(model, (await readFace(context, first, network)).alpha);
  const b = faceOnly(model, second.kind === 'crop' ? (await readFace(context, second, network)).alpha : second.identity);
  const still = new Float32Array(model.expressionModes.length);
  return {
    points: { kind: 'number', name: 'shape error', unit: 'mm', better: 'lower', value: landmarkGapMm(model, { identity: a, expression: still }, { identity: b, expression: still }) },
    error: { kind: 'number', name: 'shape error of the coefficients', unit: '', better: 'lower', value: Math.hypot(...a.map((value, i) => value - b[i]!)) },
  };
});

/** Cranium, ears and neck stay with the target in a swap, so they do not count. */
function faceOnly(model: FaceModel, alpha: Float32Array): Float32Array {
  return Float32Array.from(model.identityModes, ({ region }, i) => (region === 'face' ? alpha[i] ?? 0 : 0));
}
