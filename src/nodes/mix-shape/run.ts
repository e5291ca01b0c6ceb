import { defineRun } from '../../runtime/define';
import type { CoefficientsValue } from '../../runtime/values';
import { faceModel, requireModel } from '../shared/face/model';
import { meshOf } from '../shared/swap-blocks/face-values';
import definition from './node';

export default defineRun(definition, async ({ source, target }, params, context) => {
  const model = await faceModel(context);
  requireModel(model, source, 'source');
  requireModel(model, target, 'target');
  const coefficients: CoefficientsValue = {
    kind: 'coefficients', model: { name: model.name, version: model.version },
    identity: target.identity.map((value, i) => params.a * (source.identity[i] ?? 0) + params.b * value), expression: target.expression,
    ...(target.pose ? { pose: target.pose } : {}), ...(target.frame === undefined ? {} : { frame: target.frame }),
  };
  return { coefficients, mesh: meshOf(model, coefficients, `${context.stepKey}:mesh`) };
});
