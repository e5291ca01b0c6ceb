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
  const a = (await readFace(context, first, network)).beta;
  const b = second.kind === 'crop' ? (await readFace(context, second, network)).beta : second.expression;
  const neutral = new Float32Array(model.identityModes.length);
  return {
    error: { kind: 'number', name: 'expression error', unit: '', better: 'lower', value: Math.hypot(...a.map((value, i) => value - (b[i] ?? 0))) },
    points: { kind: 'number', name: 'expression error of the landmarks', unit: 'mm', better: 'lower', value: landmarkGapMm(model, { identity: neutral, expression: a }, { identity: neutral, expression: b }) },
  };
});
