import type { OnnxFile, OnnxNode } from './inspect';
import { broadcast, concatenated, convolved, gathered, pooled, reduced, reshaped, resized, sliced, spaced, squeezed, times, transposed, transposedConv, unsqueezed } from './shape-rules';
import type { Operation, Sides } from './shape-types';
import { constantsOf } from './shape-values';

export interface KnownTensor { readonly type: string; readonly shape: Sides }

type Rule = (operation: Operation) => Sides | undefined;

const same: Rule = ({ shapes }) => shapes[0];
const every = (rule: Rule, ...operators: readonly string[]): readonly (readonly [string, Rule])[] => operators.map((operator) => [operator, rule] as const);

/** The shape of an operator's first output, for the operators that networks of pictures are made of. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ...every(same, 'Relu', 'LeakyRelu', 'PRelu', 'Sigmoid', 'HardSigmoid', 'HardSwish', 'Tanh', 'Elu', 'Selu', 'Softplus', 'Softsign', 'Gelu', 'Mish', 'Celu', 'ThresholdedRelu', 'Clip', 'Erf', 'Exp', 'Log', 'Sqrt',
    'Reciprocal', 'Neg', 'Abs', 'Floor', 'Ceil', 'Round', 'Sign', 'Sin', 'Cos', 'Softmax', 'LogSoftmax', 'Hardmax', 'BatchNormalization', 'InstanceNormalization', 'GroupNormalization', 'LayerNormalization', 'LRN',
    'MeanVarianceNormalization', 'LpNormalization', 'Dropout', 'Cast', 'CastLike', 'Identity', 'Not', 'CumSum', 'DequantizeLinear', 'QuantizeLinear', 'IsNaN', 'IsInf', 'Trilu', 'ScatterND', 'ScatterElements'),
  ...every(broadcast, 'Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'Sum', 'Mean', 'Mod', 'Where', 'Equal', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'And', 'Or', 'Xor', 'BitShift'),
  ...every(convolved, 'Conv', 'ConvInteger'), ...every(transposedConv, 'ConvTranspose'),
  ...every(pooled, 'MaxPool', 'AveragePool', 'LpPool'),
  ...every(({ shapes: [x] }) => x?.map((side, axis) => (axis < 2 ? side : 1)), 'GlobalAveragePool', 'GlobalMaxPool', 'GlobalLpPool'),
  ...every(reduced, 'ReduceMean', 'ReduceSum', 'ReduceMax', 'ReduceMin', 'ReduceProd', 'ReduceL1', 'ReduceL2', 'ReduceSumSquare', 'ReduceLogSumExp', 'ReduceLogSum'),
  ...every(concatenated, 'Concat'), ...every(gathered, 'Gather'), ...every(reshaped, 'Reshape'), ...every(resized, 'Resize', 'Upsample'), ...every(sliced, 'Slice'), ...every(transposed, 'Transpose'),
  ...every(squeezed, 'Squeeze'), ...every(unsqueezed, 'Unsqueeze'),
  ...every((operation) => spaced(operation, 1), 'DepthToSpace'), ...every((operation) => spaced(operation, -1), 'SpaceToDepth'),
  ...every(({ values: [shape] }) => shape, 'ConstantOfShape'),
  ...every(({ shapes: [x], values: [, to] }) => x && to && broadcast({ node: NOTHING, shapes: [x, to], values: [] }), 'Expand'),
  ...every(({ shapes: [x], values: [, repeats] }) => x?.map((side, axis) => times(side, repeats?.[axis])), 'Tile'),
  ...every(({ shapes: [x], values: [, pads], node }) => {
    const list: Sides | undefined = pads ?? node.ints['pads'];
    return x?.map((side, axis) => { const before = list?.[axis], after = list?.[axis + x.length]; return typeof side === 'number' && typeof before === 'number' && typeof after === 'number' ? side + before + after : '?'; });
  }, 'Pad'),
  ...every(({ shapes: [x] }) => (x ? [x.length] : undefined), 'Shape'), ...every(() => [], 'Size'),
  ...every(({ shapes: [x], node }) => {
    if (!x) return undefined;
    const axis = node.ints['axis']?.[0] ?? 1, cut = axis < 0 ? axis + x.length : axis;
    return [x.slice(0, cut), x.slice(cut)].map((part) => part.reduce<number | string>(times, 1));
  }, 'Flatten'),
  ...every(({ shapes: [a, b], node: { ints } }) => (a?.length === 2 && b?.length === 2 ? [a[ints['transA']?.[0] === 1 ? 1 : 0]!, b[ints['transB']?.[0] === 1 ? 0 : 1]!] : undefined), 'Gemm'),
  ...every(({ shapes: [a, b] }) => {
    if (!a || !b || a.length < 2 || b.length < 2) return undefined;
    const batch = broadcast({ node: NOTHING, shapes: [a.slice(0, -2), b.slice(0, -2)], values: [] });
    return batch && [...batch, a.at(-2)!, b.at(-1)!];
  }, 'MatMul'),
  ...every(({ node: { ints }, shapes: [x] }) => {
    if (!x) return undefined;
    const axis = (ints['axis']?.[0] ?? 0) + ((ints['axis']?.[0] ?? 0) < 0 ? x.length : 0);
    return (ints['keepdims']?.[0] ?? 1) === 1 ? x.map((side, i) => (i === axis ? 1 : side)) : x.filter((_, i) => i !== axis);
  }, 'ArgMax', 'ArgMin'),
  ...every(({ node, shapes: [x], values: [, listed] }) => {
    if (!x) return undefined;
    const axis = (node.ints['axis']?.[0] ?? 0) + ((node.ints['axis']?.[0] ?? 0) < 0 ? x.length : 0), side = x[axis];
    const first = listed?.[0] ?? node.ints['split']?.[0] ?? (typeof side === 'number' ? Math.ceil(side / node.outputs.length) : '?');
    return x.map((own, i) => (i === axis ? first : own));
  }, 'Split'),
]);

const NOTHING: OnnxNode = { name: '', operator: '', domain: '', inputs: [], outputs: [], ints: {}, floats: {}, texts: {}, tensors: {} };

/**
 * Types and shapes of a network's tensors, by name: what the file says, and what follows from it for the operators known here, one pass in the order of the
 * file. Sides that stay free carry their name or '?'; tensors of which nothing follows are absent. Never throws: a file that contradicts itself gives fewer shapes.
 */
export function inferShapes(file: OnnxFile): ReadonlyMap<string, KnownTensor> {
  const known = new Map<string, KnownTensor>();
  const ranked = new Map(file.inner.map((port) => [port.name, port] as const));
  for (const { name, type, shape } of [...file.inputs, ...file.initializers]) known.set(name, { type, shape });
  const constants = constantsOf(file.initializers);
  for (const node of file.nodes) {
    const operation: Operation = { node, shapes: node.inputs.map((name) => known.get(name)?.shape), values: node.inputs.map((name) => constants.get(name)) };
    const shape = node.domain === '' || node.domain === 'ai.onnx' ? shapeOf(operation) : undefined;
    constants.learn(operation);
    node.outputs.forEach((name, index) => {
      if (name === '') return;
      const stated = ranked.get(name), inferred = index === 0 ? shape : undefined;
      const best = stated && stated.shape.length > 0 ? merged(stated.shape, inferred) : inferred ?? stated?.shape;
      if (best) known.set(name, { type: stated?.type ?? typeOf(node, known), shape: best });
    });
  }
  for (const { name, type, shape } of file.outputs) {
    const inferred = known.get(name)?.shape;
    if (shape.length > 0 || !inferred) known.set(name, { type, shape: merged(shape, inferred) });
  }
  return known;
}

function shapeOf(operation: Operation): Sides | undefined {
  const { node } = operation;
  if (node.operator === 'Constant') return node.tensors['value']?.shape ?? (node.ints['value_ints'] ? [node.ints['value_ints'].length] : node.ints['value_int'] || node.floats['value_float'] ? [] : undefined);
  const shape = RULES.get(node.operator)?.(operation);
  return shape?.every((side) => typeof side === 'string' || (Number.isFinite(side) && side >= 0)) ? shape : undefined;
}

/** Numbers win over names; where two numbers disagree the inferred one is what would be computed. */
function merged(stated: Sides, inferred: Sides | undefined): Sides {
  if (inferred?.length !== stated.length) return stated;
  return stated.map((side, axis) => (typeof inferred[axis] === 'number' ? inferred[axis] : side));
}

const WHOLE_NUMBERS = new Set(['Shape', 'Size', 'ArgMax', 'ArgMin', 'NonZero']);
const TRUTHS = new Set(['Equal', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'And', 'Or', 'Xor', 'Not', 'IsNaN', 'IsInf']);

function typeOf(node: OnnxNode, known: ReadonlyMap<string, KnownTensor>): string {
  if (node.operator === 'Constant') return node.tensors['value']?.type ?? 'float32';
  if (WHOLE_NUMBERS.has(node.operator)) return 'int64';
  if (TRUTHS.has(node.operator)) return 'bool';
  if (node.operator === 'Cast') return castType(node.ints['to']?.[0]);
  return known.get(node.operator === 'Where' ? node.inputs[1] ?? '' : node.inputs[0] ?? '')?.type ?? 'float32';
}

const CAST_TYPES: Readonly<Record<number, string>> = { 1: 'float32', 2: 'uint8', 3: 'int8', 6: 'int32', 7: 'int64', 9: 'bool', 10: 'float16', 11: 'float64' };
const castType = (to: number | undefined): string => CAST_TYPES[to ?? 1] ?? 'float32';
