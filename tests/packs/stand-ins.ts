import { writeOnnx, type TestNode, type TestPort, type TestWeight } from '../../src/runtime/onnx/test-models';

/**
 * Tiny networks with the names, shapes, ranges and colour order of public ones, written down here a second time and not read from the packs: what they draw
 * tells whether a pack kept the contract. Each channel is changed in its own way, so that swapped colours show even when they are swapped back.
 */

/** Per channel, RGB: what a swapper or restorer stand-in draws is gain · picture + offset, 0..1. */
export const GAIN = [-0.5, 0.5, 0.25] as const;
export const OFFSET = [0.9, 0.1, 0.5] as const;
/** Colour of the marks drawn where the five points of the template are. */
export const MARK = [1, 0, 1] as const;

type Points = readonly (readonly [number, number])[];
/** Published templates, fractions of the crop: eyes, nose, mouth corners. */
export const TEMPLATES: Readonly<Record<string, Points>> = {
  arcface_112_v1: [[0.35473, 0.45659], [0.64527, 0.45659], [0.5, 0.61154], [0.37913, 0.77688], [0.62087, 0.77688]],
  arcface_112_v2: [[38.2946 / 112, 51.6963 / 112], [73.5318 / 112, 51.5014 / 112], [56.0252 / 112, 71.7366 / 112], [41.5493 / 112, 92.3655 / 112], [70.7299 / 112, 92.2041 / 112]],
  arcface_128: [[46.2946 / 128, 51.6963 / 128], [81.5318 / 128, 51.5014 / 128], [64.0252 / 128, 71.7366 / 128], [49.5493 / 128, 92.3655 / 128], [78.7299 / 128, 92.2041 / 128]],
  mtcnn_512: [[0.36563, 0.46734], [0.63305, 0.46586], [0.50019, 0.61943], [0.39033, 0.77599], [0.61179, 0.77476]],
  ffhq_512: [[0.37692, 0.46865], [0.62286, 0.46913], [0.50124, 0.61332], [0.39309, 0.72541], [0.6115, 0.7249]],
};

/** How a network numbers colours: value = scale · colour + shift, per channel RGB. */
export interface Numbering { readonly scale: readonly number[]; readonly shift: readonly number[] }
export const ZERO_TO_ONE: Numbering = { scale: [1, 1, 1], shift: [0, 0, 0] };
export const MINUS_ONE_TO_ONE: Numbering = { scale: [2, 2, 2], shift: [-1, -1, -1] };
export const IMAGENET: Numbering = { scale: [1 / 0.229, 1 / 0.224, 1 / 0.225], shift: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225] };

/** What a swapper stand-in shows of its source: numbers 0..1, drawn as grey squares at `SQUARES`. */
export const SQUARES: Points = [[0.34, 0.29], [0.42, 0.29], [0.5, 0.29], [0.58, 0.29], [0.66, 0.29], [0.46, 0.36], [0.54, 0.36]];
/** Which of the fifteen numbers of a source (R of five points, then G, then B) squares 1 to 6 show; square 0 shows a quarter of the vector's length. */
export const SHOWN = [0, 1, 2, 5, 10, 14] as const;
const SQUARE = 0.03, MARK_RADIUS = 0.015;

const weight = (name: string, shape: readonly number[], values: readonly number[] | Float32Array): TestWeight => ({ name, shape, values });
const whole = (name: string, values: readonly number[], shape: readonly number[] = [values.length]): TestWeight => ({ name, shape, values, type: 'int64' });
const op = (operator: string, inputs: string, output: string, ints: Record<string, number | readonly number[]> = {}): TestNode => ({ operator, inputs: inputs.split(' '), outputs: [output], ints });

function drawn(size: number, inside: (x: number, y: number) => boolean): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) => (inside((i % size) / size, Math.floor(i / size) / size) ? 1 : 0));
}

/** From a network's numbers to colours, marks at the template's points, and back to numbers: `in` → `out`. */
function recolour(size: number, from: Numbering, to: Numbering, template: Points | undefined, squares: boolean): { readonly nodes: readonly TestNode[]; readonly weights: readonly TestWeight[] } {
  const marks = template ? drawn(size, (x, y) => template.some(([u, v]) => Math.hypot(x - u, y - v) <= MARK_RADIUS)) : new Float32Array(size * size);
  const cells = SQUARES.flatMap(([u, v]) => [...drawn(size, (x, y) => Math.abs(x - u) <= SQUARE && Math.abs(y - v) <= SQUARE)]);
  return {
    nodes: [
      op('Sub', 'in from.shift', 'unshifted'), op('Div', 'unshifted from.scale', 'colour'), op('Mul', 'colour gain', 'gained'), op('Add', 'gained offset', 'changed'),
      op('Sub', 'mark.colour changed', 'mark.step'), op('Mul', 'mark.step marks', 'mark.part'), op('Add', 'changed mark.part', 'marked'),
      ...(squares ? [op('Mul', 'cells shown', 'cells.part'), op('ReduceSum', 'cells.part channel', 'cells.grey', { keepdims: 1 }), op('Mul', 'marked uncovered', 'free'), op('Add', 'free cells.grey', 'picture')] : [op('Identity', 'marked', 'picture')]),
      op('Mul', 'picture to.scale', 'scaled'), op('Add', 'scaled to.shift', 'out'),
    ],
    weights: [
      weight('from.shift', [1, 3, 1, 1], from.shift), weight('from.scale', [1, 3, 1, 1], from.scale), weight('to.scale', [1, 3, 1, 1], to.scale), weight('to.shift', [1, 3, 1, 1], to.shift),
      weight('gain', [1, 3, 1, 1], GAIN), weight('offset', [1, 3, 1, 1], OFFSET), weight('mark.colour', [1, 3, 1, 1], MARK), weight('marks', [1, 1, size, size], marks), whole('channel', [1]),
      ...(squares ? [weight('cells', [1, SQUARES.length, size, size], Float32Array.from(cells)), weight('uncovered', [1, 1, size, size], Float32Array.from({ length: size * size }, (_, i) => 1 - SQUARES.reduce((sum, _square, k) => sum + cells[k * size * size + i]!, 0)))] : []),
    ],
  };
}

/** Colours 0..1 of a picture [1, 3, S, S] at the template's points, R of all, then G, then B: [1, 15], as tensor `name`. */
function readPoints(input: string, size: number, from: Numbering, template: Points, name: string): { readonly nodes: readonly TestNode[]; readonly weights: readonly TestWeight[] } {
  const places = template.map(([x, y]) => Math.round(y * size) * size + Math.round(x * size));
  return {
    nodes: [op('Sub', `${input} ${name}.shift`, `${name}.a`), op('Div', `${name}.a ${name}.scale`, `${name}.b`), op('Reshape', `${name}.b ${name}.rows`, `${name}.c`), op('Gather', `${name}.c ${name}.places`, `${name}.d`, { axis: 2 }), op('Reshape', `${name}.d ${name}.flat`, name)],
    weights: [weight(`${name}.shift`, [1, 3, 1, 1], from.shift), weight(`${name}.scale`, [1, 3, 1, 1], from.scale), whole(`${name}.rows`, [1, 3, size * size]), whole(`${name}.places`, places), whole(`${name}.flat`, [1, 15])],
  };
}

const picture = (name: string, size: number): TestPort => ({ name, shape: [1, 3, size, size] });

/** arcface_w600k_r50: `input` [1, 3, 112, 112] RGB −1..1 on arcface_112_v2 → 512 numbers: 7 × (the fifteen colours, a 1, zeros). */
export const ARCFACE_LENGTH = 7;
export function arcface(template = 'arcface_112_v2'): Uint8Array {
  const points = readPoints('input', 112, MINUS_ONE_TO_ONE, TEMPLATES[template]!, 'points');
  return writeOnnx({
    nodes: [...points.nodes, op('Concat', 'points rest', 'short', { axis: 1 }), op('Mul', 'short length', 'output')],
    weights: [...points.weights, weight('rest', [1, 497], Float32Array.from({ length: 497 }, (_, i) => (i === 0 ? 1 : 0))), weight('length', [1], [ARCFACE_LENGTH])],
    inputs: [picture('input', 112)], outputs: [{ name: 'output', shape: [1, 512] }],
  });
}

/** crossface_*: `input` [1, 512] raw → 3 × (the unit vector, turned round, with a twenty-fifth of the raw length as first number). */
export const CONVERTED_LENGTH = 3;
export function crossface(): Uint8Array {
  return writeOnnx({
    nodes: [
      op('ReduceL2', 'input', 'norm', { axes: [1], keepdims: 1 }), op('Div', 'input norm', 'unit'), op('Gather', 'unit backwards', 'turned', { axis: 1 }),
      op('Mul', 'norm share', 'said'), op('Add', 'turned said', 'sum'), op('Mul', 'sum length', 'output'),
    ],
    weights: [whole('backwards', Array.from({ length: 512 }, (_, i) => 511 - i)), weight('share', [1, 512], Float32Array.from({ length: 512 }, (_, i) => (i === 0 ? 0.04 : 0))), weight('length', [1], [CONVERTED_LENGTH])],
    inputs: [{ name: 'input', shape: [1, 512] }], outputs: [{ name: 'output', shape: [1, 512] }], opset: 13,
  });
}

export interface SwapperStandIn {
  readonly size: number;
  readonly template: string;
  readonly from: Numbering;
  readonly to: Numbering;
  /** Where the fifteen numbers are in the vector it takes; or the picture it takes. */
  readonly source: { readonly at: (k: number) => number; readonly emap?: boolean } | { readonly size: number; readonly template: string; readonly from: Numbering };
  /** Has a second output `mask` [1, 1, S, S]: 1 in the left half of the crop. */
  readonly mask?: boolean;
}

/** Number of places by which the stand-in's `emap` turns a vector; it also doubles it. */
export const EMAP_TURN = 7;

export function swapper({ size, template, from, to, source, mask }: SwapperStandIn): Uint8Array {
  const drawing = recolour(size, from, to, TEMPLATES[template], true);
  const vector = 'at' in source;
  const seen = vector
    ? {
      nodes: [
        op('ReduceL2', 'source', 'norm', { axes: [1], keepdims: 1 }), op('Mul', 'norm quarter', 'square0'), op('Div', 'source norm', 'unit'), op('Gather', 'unit places', 'rest', { axis: 1 }),
        op('Concat', 'square0 rest', 'row', { axis: 1 }),
      ],
      weights: [weight('quarter', [1], [0.25]), whole('places', SHOWN.map((k) => source.at(k)))],
    }
    : (() => {
      const points = readPoints('source', source.size, source.from, TEMPLATES[source.template]!, 'points');
      return { nodes: [...points.nodes, op('Gather', 'points places', 'rest', { axis: 1 }), op('Concat', 'half rest', 'row', { axis: 1 })], weights: [...points.weights, weight('half', [1, 1], [0.5]), whole('places', [...SHOWN])] };
    })();
  const emap = vector && source.emap ? [weight('emap', [512, 512], Float32Array.from({ length: 512 * 512 }, (_, i) => ((Math.floor(i / 512) + EMAP_TURN) % 512 === i % 512 ? 2 : 0)))] : [];
  return writeOnnx({
    nodes: [
      ...seen.nodes, op('Reshape', 'row column', 'shown'), op('Identity', 'target', 'in'), ...drawing.nodes, op('Identity', 'out', 'output'),
      ...(mask ? [op('Identity', 'left', 'mask')] : []),
    ],
    weights: [...seen.weights, ...drawing.weights, whole('column', [1, SQUARES.length, 1, 1]), ...(mask ? [weight('left', [1, 1, size, size], drawn(size, (x) => x < 0.5))] : []), ...emap],
    inputs: [vector ? { name: 'source', shape: [1, 512] } : picture('source', source.size), picture('target', size)],
    outputs: [picture('output', size), ...(mask ? [{ name: 'mask', shape: [1, 1, size, size] }] : [])], opset: 13,
  });
}

/** GFPGAN, GPEN, CodeFormer: `input` RGB −1..1 → −1..1; CodeFormer also takes `weight`, float64 [1], which square 3 shows here. */
export function restorer(size: number, template: string, fidelity = false): Uint8Array {
  const drawing = recolour(size, MINUS_ONE_TO_ONE, MINUS_ONE_TO_ONE, TEMPLATES[template], fidelity);
  return writeOnnx({
    nodes: [
      op('Identity', 'input', 'in'), ...(fidelity ? [{ ...op('Cast', 'weight', 'weight32'), ints: { to: 1 } }, op('Mul', 'weight32 ones', 'shown')] : []), ...drawing.nodes, op('Identity', 'out', 'output'),
    ],
    weights: [...drawing.weights, ...(fidelity ? [weight('ones', [1, SQUARES.length, 1, 1], SQUARES.map(() => 1))] : [])],
    inputs: [picture('input', size), ...(fidelity ? [{ name: 'weight', shape: [1], type: 11 }] : [])], outputs: [picture('output', size)],
  });
}

/** xseg_*: `input` [1, 256, 256, 3], BGR 0..1, → [1, 256, 256, 1]: the third channel, which is red. */
export function xseg(): Uint8Array {
  return writeOnnx({
    nodes: [op('Gather', 'input third', 'output', { axis: 3 })], weights: [whole('third', [2])],
    inputs: [{ name: 'input', shape: [1, 256, 256, 3] }], outputs: [{ name: 'output', shape: [1, 256, 256, 1] }],
  });
}

/** bisenet_*: `input` [1, 3, 512, 512] RGB ImageNet → [1, 19, 512, 512]: skin (1) is as likely as red, hair (17) as blue, background (0) 0.72. */
export function bisenet(): Uint8Array {
  const classes = new Float32Array(19 * 3), bias = new Float32Array(19).fill(-9);
  bias[0] = 0.72;
  for (const [one, channel] of [[1, 0], [17, 2]] as const) {
    classes[one * 3 + channel] = 1 / IMAGENET.scale[channel]!;
    bias[one] = -IMAGENET.shift[channel]! / IMAGENET.scale[channel]!;
  }
  return writeOnnx({
    nodes: [op('Conv', 'input classes bias', 'output')], weights: [weight('classes', [19, 3, 1, 1], classes), weight('bias', [19], bias)],
    inputs: [picture('input', 512)], outputs: [{ name: 'output', shape: [1, 19, 512, 512] }],
  });
}

/** Colour of the patch (the first 24 × 24 px of the picture) without which the YuNet stand-in sees no face. */
export const YUNET_PATCH = [230, 30, 60] as const;

/** YuNet: `input` [1, 3, 640, 640], BGR 0..255, twelve outputs. One face with these points (px of a square picture of `side`), if the patch has its colour. */
export function yunet(points: Points, side: number): Uint8Array {
  const scale = 640 / side, stride = 32, columns = 640 / stride, column = 10, row = 10, cell = row * columns + column;
  const nodes: TestNode[] = [op('Slice', 'input starts ends', 'patch'), op('ReduceMean', 'patch', 'mean', { axes: [2, 3], keepdims: 0 }), op('Sub', 'mean wanted', 'gap'), op('Abs', 'gap', 'far'), op('ReduceMax', 'far', 'farthest', { axes: [1], keepdims: 1 }), op('Mul', 'farthest slope', 'fall'), op('Add', 'fall one', 'near'), op('Relu', 'near', 'score2'), op('Reshape', 'score2 cube', 'score')];
  const weights: TestWeight[] = [whole('starts', [0, 0, 16, 16]), whole('ends', [1, 3, 48, 48]), weight('wanted', [1, 3], [...YUNET_PATCH].reverse()), weight('slope', [1], [-1 / 20]), weight('one', [1], [1]), whole('cube', [1, 1, 1])];
  const outputs: TestPort[] = [];
  const make = (name: string, count: number, width: number, values: (k: number) => number, scored: boolean): void => {
    const at = (i: number): number => (count === columns * columns && Math.floor(i / width) === cell ? values(i % width) : 0);
    weights.push(weight(`${name}.map`, [1, count, width], Float32Array.from({ length: count * width }, (_, i) => at(i))));
    nodes.push(scored ? op('Mul', `${name}.map score`, name) : op('Identity', `${name}.map`, name));
    outputs.push({ name, shape: [1, count, width] });
  };
  for (const part of ['cls', 'obj', 'bbox', 'kps']) {
    for (const one of [8, 16, 32]) {
      const count = (640 / one) ** 2;
      if (part === 'bbox') make(`bbox_${one}`, count, 4, (k) => (k < 2 ? 0 : Math.log(8)), false);
      else if (part === 'kps') make(`kps_${one}`, count, 10, (k) => points[k >> 1]![k & 1]! * scale / stride - (k % 2 === 0 ? column : row), false);
      else make(`${part}_${one}`, count, 1, () => 1, true);
    }
  }
  return writeOnnx({ nodes, weights, inputs: [picture('input', 640)], outputs, opset: 13 });
}
