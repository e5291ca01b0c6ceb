import type { Operation, Sides } from './shape-types';

type Side = number | string;
const UNKNOWN = '?';
const whole = (side: Side | undefined): side is number => typeof side === 'number';

/** Product of two sides; a side times 1 keeps its name. */
export function times(a: Side, b: Side | undefined): Side {
  if (whole(a) && whole(b)) return a * b;
  return b === 1 ? a : a === 1 && b !== undefined ? b : UNKNOWN;
}

const axisOf = (axis: number | undefined, rank: number, otherwise = 0): number => { const at = axis ?? otherwise; return at < 0 ? at + rank : at; };
const numbersOf = (sides: Sides | undefined): readonly number[] | undefined => (sides?.every(whole) ? sides : undefined);

/** NumPy's rule, over any number of inputs. */
export function broadcast({ shapes }: Operation): Sides | undefined {
  if (shapes.length === 0 || shapes.some((shape) => !shape)) return undefined;
  const rank = Math.max(...shapes.map((shape) => shape!.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sides = shapes.map((shape) => shape![axis - rank + shape!.length] ?? 1).filter((side) => side !== 1);
    return sides.length === 0 ? 1 : sides.find(whole) ?? (sides.every((side) => side === sides[0]) ? sides[0]! : UNKNOWN);
  });
}

/** One spatial side after a sliding window. */
function windowed(side: Side, axis: number, kernel: number, { node }: Operation): Side {
  const stride = node.ints['strides']?.[axis] ?? 1, reach = (kernel - 1) * (node.ints['dilations']?.[axis] ?? 1) + 1;
  const pads = node.ints['pads'] ?? [], both = (pads[axis] ?? 0) + (pads[axis + pads.length / 2] ?? 0);
  const padding = node.texts['auto_pad'] ?? 'NOTSET';
  if (stride === 1 && (padding.startsWith('SAME') || reach === both + 1)) return side;
  if (!whole(side) || !(stride > 0)) return UNKNOWN;
  if (padding.startsWith('SAME')) return Math.ceil(side / stride);
  const room = (side + both - reach) / stride;
  return (node.ints['ceil_mode']?.[0] === 1 ? Math.ceil(room) : Math.floor(room)) + 1;
}

export function convolved(operation: Operation): Sides | undefined {
  const [x, weight] = operation.shapes;
  const kernel = operation.node.ints['kernel_shape'] ?? numbersOf(weight?.slice(2));
  if (!x || x.length < 3 || !weight || !kernel) return undefined;
  return [x[0]!, weight[0]!, ...x.slice(2).map((side, axis) => windowed(side, axis, kernel[axis] ?? 1, operation))];
}

export function pooled(operation: Operation): Sides | undefined {
  const [x] = operation.shapes, kernel = operation.node.ints['kernel_shape'];
  if (!x || x.length < 3 || !kernel) return undefined;
  return [x[0]!, x[1]!, ...x.slice(2).map((side, axis) => windowed(side, axis, kernel[axis] ?? 1, operation))];
}

export function transposedConv({ node, shapes: [x, weight] }: Operation): Sides | undefined {
  const kernel = node.ints['kernel_shape'] ?? numbersOf(weight?.slice(2));
  if (!x || x.length < 3 || !weight || !kernel) return undefined;
  const pads = node.ints['pads'] ?? [], same = node.texts['auto_pad']?.startsWith('SAME') ?? false;
  return [x[0]!, times(weight[1]!, node.ints['group']?.[0] ?? 1), ...x.slice(2).map((side, axis) => {
    if (!whole(side)) return UNKNOWN;
    const stated = node.ints['output_shape']?.[axis], stride = node.ints['strides']?.[axis] ?? 1;
    if (stated !== undefined || same) return stated ?? side * stride;
    const reach = ((kernel[axis] ?? 1) - 1) * (node.ints['dilations']?.[axis] ?? 1) + 1;
    return stride * (side - 1) + (node.ints['output_padding']?.[axis] ?? 0) + reach - (pads[axis] ?? 0) - (pads[axis + pads.length / 2] ?? 0);
  })];
}

export function reduced({ node, shapes: [x], values: [, listed] }: Operation): Sides | undefined {
  if (!x) return undefined;
  const keep = (node.ints['keepdims']?.[0] ?? 1) === 1;
  if (node.inputs.length > 1 && !listed) return undefined;
  const axes = (numbersOf(listed) ?? node.ints['axes'] ?? x.map((_, axis) => axis)).map((axis) => axisOf(axis, x.length));
  return keep ? x.map((side, axis) => (axes.includes(axis) ? 1 : side)) : x.filter((_, axis) => !axes.includes(axis));
}

export function concatenated({ node, shapes }: Operation): Sides | undefined {
  const [first] = shapes;
  if (!first || shapes.some((shape) => shape?.length !== first.length)) return undefined;
  const at = axisOf(node.ints['axis']?.[0], first.length);
  return first.map((side, axis) => {
    const sides = shapes.map((shape) => shape![axis]!);
    if (axis === at) return sides.every(whole) ? sides.reduce((sum, one) => sum + one, 0) : UNKNOWN;
    return sides.find(whole) ?? side;
  });
}

export function gathered({ node, shapes: [x, indices] }: Operation): Sides | undefined {
  if (!x || !indices) return undefined;
  const at = axisOf(node.ints['axis']?.[0], x.length);
  return [...x.slice(0, at), ...indices, ...x.slice(at + 1)];
}

export function reshaped({ node, shapes: [x], values: [, listed] }: Operation): Sides | undefined {
  const wanted: Sides | undefined = listed ?? node.ints['shape'];
  if (!wanted) return undefined;
  const sides = wanted.map((side, axis) => (side === 0 && node.ints['allowzero']?.[0] !== 1 ? x?.[axis] ?? UNKNOWN : side));
  const open = sides.indexOf(-1);
  if (open < 0) return sides;
  const all = numbersOf(x)?.reduce((product, side) => product * side, 1), rest = numbersOf(sides.filter((_, axis) => axis !== open))?.reduce((product, side) => product * side, 1);
  const left = all !== undefined && rest !== undefined && rest > 0 ? all / rest : UNKNOWN;
  return sides.map((side, axis) => (axis === open ? left : side));
}

export function resized({ node, shapes: [x], values }: Operation): Sides | undefined {
  if (!x) return undefined;
  const sizes = values[3]?.length === x.length ? values[3] : undefined;
  const scales: Sides | undefined = [values[2], values[1], node.floats['scales']].find((list) => list?.length === x.length);
  return x.map((side, axis) => {
    const scale = scales?.[axis];
    if (sizes) return sizes[axis]!;
    if (scale === 1) return side;
    return whole(side) && whole(scale) ? Math.floor(side * scale) : UNKNOWN;
  });
}

export function sliced({ node, shapes: [x], values }: Operation): Sides | undefined {
  if (!x) return undefined;
  const starts = values[1] ?? node.ints['starts'], ends = values[2] ?? node.ints['ends'], steps: Sides = values[4] ?? [];
  const axes: Sides | undefined = node.inputs.length > 3 && node.inputs[3] !== '' ? values[3] : node.ints['axes'] ?? starts?.map((_, axis) => axis);
  if (!axes) return undefined;
  return x.map((side, axis) => {
    const at = axes.findIndex((one) => whole(one) && axisOf(one, x.length) === axis);
    if (at < 0) return axes.every(whole) ? side : UNKNOWN;
    const from = starts?.[at], to = ends?.[at], step = steps[at] ?? 1;
    if (!whole(side) || !whole(from) || !whole(to) || !whole(step) || step === 0) return UNKNOWN;
    const inside = (value: number): number => Math.min(step < 0 ? side - 1 : side, Math.max(step < 0 ? -1 : 0, value < 0 ? value + side : value));
    return Math.max(0, Math.ceil((inside(to) - inside(from)) / step));
  });
}

export function transposed({ node, shapes: [x] }: Operation): Sides | undefined {
  const order = node.ints['perm'] ?? x?.map((_, axis) => axis).reverse();
  return x && order?.map((axis) => x[axis] ?? UNKNOWN);
}

export function squeezed({ node, shapes: [x], values: [, listed] }: Operation): Sides | undefined {
  if (!x || (node.inputs.length > 1 && !listed)) return undefined;
  const axes = (numbersOf(listed) ?? node.ints['axes'])?.map((axis) => axisOf(axis, x.length));
  return x.filter((side, axis) => (axes ? !axes.includes(axis) : side !== 1));
}

export function unsqueezed({ node, shapes: [x], values: [, listed] }: Operation): Sides | undefined {
  const axes = numbersOf(listed) ?? node.ints['axes'];
  if (!x || !axes) return undefined;
  const rank = x.length + axes.length, at = axes.map((axis) => axisOf(axis, rank)), rest = [...x];
  return Array.from({ length: rank }, (_, axis) => (at.includes(axis) ? 1 : rest.shift() ?? UNKNOWN));
}

/** DepthToSpace (direction 1) and SpaceToDepth (direction −1). */
export function spaced({ node, shapes: [x] }: Operation, direction: 1 | -1): Sides | undefined {
  const block = node.ints['blocksize']?.[0] ?? 1;
  if (x?.length !== 4) return undefined;
  const scaled = (side: Side, factor: number): Side => (whole(side) ? side * factor : UNKNOWN);
  return [x[0]!, scaled(x[1]!, (direction === 1 ? 1 / block : block) ** 2), ...x.slice(2).map((side) => scaled(side, direction === 1 ? block : 1 / block))];
}
