import { evaluateShape } from '../../face/model/evaluate';
import { defineRun } from '../../runtime/define';
import { faceModel, requireModel } from '../shared/face/model';
import { projectionOf } from '../shared/face/poses';
import definition from './node';

export default defineRun(definition, async ({ source, target }, params, context) => {
  const model = await faceModel(context);
  requireModel(model, source, 'source');
  requireModel(model, target, 'target');
  const mix = (from: Float32Array, to: Float32Array, share: (index: number) => number): Float32Array => to.map((value, i) => value + share(i) * ((from[i] ?? 0) - value));
  const identity = mix(source.identity, target.identity, (i) => (model.identityModes[i]!.region === 'head' ? (params.head === 'source' ? 1 : 0) : params.identity));
  const expression = mix(source.expression, target.expression, () => params.expression);
  const base = params.pose === 'source' ? source : target;
  const tag = { name: model.name, version: model.version };
  const positions = evaluateShape(model, { identity, expression });
  return {
    coefficients: {
      kind: 'coefficients', model: tag, identity, expression,
      ...(base.pose ? { pose: base.pose } : {}), ...(base.frame === undefined ? {} : { frame: base.frame }),
    },
    mesh: {
      kind: 'mesh', positions, triangles: Uint32Array.from(model.triangles), uv: model.uv, units: 'cm', frame: 'head', model: tag,
      ...(base.pose ? { projected: projectionOf(base.pose, positions, base.frame ?? `${context.stepKey}:mesh`) } : {}),
    },
  };
});
