import type { BothLanguages, InferProblem, NodeDefinition, RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { FeaturesValue, PyramidValue, Value, WireType } from '../../../runtime/values';

type Sides = { readonly width: number; readonly height: number };

function sidesOf(shape: readonly number[]): Sides {
  return { height: shape.at(-2)!, width: shape.at(-1)! };
}

/** What `infer` would have known of a value. */
export function typeOf(value: Value): WireType {
  switch (value.kind) {
    case 'crop': return { kind: 'crop', template: value.template, range: value.image.range, channels: value.image.pixels.shape[0]!, ...sidesOf(value.image.pixels.shape) };
    case 'image': case 'mask': return { kind: value.kind, channels: value.pixels.shape[0]!, ...sidesOf(value.pixels.shape) };
    case 'identity': return { kind: 'identity', recogniser: value.recogniser };
    case 'features': return { kind: 'features', net: value.net, layer: value.layer, channels: value.tensor.shape[0]!, ...sidesOf(value.tensor.shape) };
    case 'pyramid': return { kind: 'pyramid', net: value.net, levels: value.levels.map(({ tensor }) => ({ channels: tensor.shape[0]!, ...sidesOf(tensor.shape) })) };
    case 'coefficients': return { kind: 'coefficients', model: value.model.name };
    default: return { kind: value.kind };
  }
}

/** Refuses a running node's inputs with the words of its own `infer`, for whatever was unknown before. @throws NodeError */
export function requireInferred(definition: Pick<NodeDefinition, 'infer'>, inputs: Readonly<Record<string, Value | undefined>>, params: Readonly<Record<string, unknown>>): void {
  const types = Object.fromEntries(Object.entries(inputs).flatMap(([port, value]) => (value ? [[port, typeOf(value)]] : [])));
  refuse(definition.infer?.(types, params as never).problems ?? []);
}

/** @throws NodeError the first problem, if there is one. */
export function refuse(problems: readonly InferProblem[]): void {
  const first = problems[0];
  if (first) throw new NodeError(first.message, { code: 'refused', port: first.port, param: first.param, converter: first.converter });
}

/** Remarks that what a network is given comes from another one: it runs, but nobody trained it so. */
export function warnForeign(context: RunContext, value: FeaturesValue | PyramidValue, own: readonly string[], what: BothLanguages): void {
  if (own.includes(value.net)) return;
  context.warn({
    en: `Outside the training distribution: ${what.en} come from "${value.net}", and this network was trained on those of "${own[0]!}". Shapes agree, so it runs; the picture says nothing about either method's quality.`,
    zh: `超出训练分布：${what.zh}来自“${value.net}”，而该网络是用“${own[0]!}”的数据训练的。形状一致，因此可以运行；结果不代表任一方法的质量。`,
  });
}
