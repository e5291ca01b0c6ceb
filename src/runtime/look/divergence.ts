import { channelDifferences } from '../kernels/channel-differences';
import { channelMoments, MOMENTS } from '../kernels/channel-moments';
import type { Divergence } from '../look-types';
import type { Compute } from '../machine';
import { elementCount, type Tensor } from '../tensor';
import type { Value } from '../values';

interface Sums { readonly difference: number; readonly first: number; readonly second: number; readonly nonFinite: number }

/** What of a value is compared: its tensors, or plain numbers as tensors; undefined for kinds that are no numbers. */
function numbersIn(value: Value): readonly Tensor[] | undefined {
  const one = (data: Float32Array): Tensor => ({ shape: [data.length], data });
  switch (value.kind) {
    case 'image': case 'mask': return [value.pixels];
    case 'crop': return [value.image.pixels];
    case 'identity': return [value.vector];
    case 'features': case 'flow': return [value.tensor];
    case 'pyramid': return value.levels.map(({ tensor }) => tensor);
    case 'coefficients': return [one(value.identity), one(value.expression)];
    case 'mesh': return [one(value.positions)];
    case 'faces': return value.faces.map(({ points5 }) => one(points5));
    case 'number': return [one(Float32Array.of(value.value))];
    case 'table': return undefined;
  }
}

/**
 * How far two values are apart: relative L2, √(Σ(a − b)² / ½(Σa² + Σb²)), which is 0 for equal values, √2 for unrelated ones of mean 0 and 2 for opposite ones,
 * whichever of the two is called the first. Sums are taken where the tensors are; values of two machines meet on the first.
 */
export async function divergenceOf(a: Value, b: Value, compute: Compute, fetch: (tensor: Tensor) => Promise<Tensor>): Promise<Divergence> {
  const mine = numbersIn(a), others = numbersIn(b);
  const refused = (why: Extract<Divergence, { comparable: false }>['why']): Divergence => ({ comparable: false, why, own: wordsOf(a, mine), other: wordsOf(b, others) });
  if (a.kind !== b.kind || !mine || !others) return refused('kinds');
  if (mine.length !== others.length || mine.some(({ shape }, i) => shape.join() !== others[i]!.shape.join())) return refused('shapes');
  let difference = 0, first = 0, second = 0;
  for (const [i, tensor] of mine.entries()) {
    const sums = await sumsOf(tensor, await fetch(others[i]!), compute);
    if (sums.nonFinite > 0) return refused('not-numbers');
    difference += sums.difference;
    first += sums.first;
    second += sums.second;
  }
  const scale = (first + second) / 2;
  return { comparable: true, relativeL2: scale === 0 ? 0 : Math.sqrt(difference / scale), shape: wordsOf(a, mine) };
}

async function sumsOf(a: Tensor, b: Tensor, compute: Compute): Promise<Sums> {
  if (a.data && b.data) return plainSums(a.data, b.data);
  if (a.shape.length !== 3) return plainSums((await compute.read(a)).data, (await compute.read(b)).data);
  const [channels = 1] = a.shape, area = elementCount(a.shape) / channels;
  const run = async (kernel: typeof channelMoments, inputs: readonly Tensor[], columns: number): Promise<Float32Array> => {
    const made = await compute.kernel(kernel, { inputs, uniforms: { channels, area }, outputs: [[channels, columns]] });
    try {
      return (await compute.read(made[0]!)).data;
    } finally {
      compute.release(made);
    }
  };
  const moments = [await run(channelMoments, [a], MOMENTS), await run(channelMoments, [b], MOMENTS)] as const;
  const gaps = await run(channelDifferences, [a, b], 2);
  let difference = 0, first = 0, second = 0, nonFinite = 0;
  for (let c = 0; c < channels; c++) {
    difference += area * gaps[c * 2 + 1]! ** 2;
    first += area * moments[0][c * MOMENTS + 4]! ** 2;
    second += area * moments[1][c * MOMENTS + 4]! ** 2;
    nonFinite += moments[0][c * MOMENTS + 5]! + moments[1][c * MOMENTS + 5]!;
  }
  return { difference, first, second, nonFinite };
}

function plainSums(a: Float32Array, b: Float32Array): Sums {
  let difference = 0, first = 0, second = 0, nonFinite = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!, y = b[i]!;
    if (x - x !== 0 || y - y !== 0) {
      nonFinite++;
      continue;
    }
    difference += (x - y) ** 2;
    first += x * x;
    second += y * y;
  }
  return { difference, first, second, nonFinite };
}

/** "3 × 128 × 128"; of several tensors each. */
function wordsOf(value: Value, tensors: readonly Tensor[] | undefined): string {
  if (!tensors) return value.kind;
  const shapes = tensors.map(({ shape }) => shape.join(' × '));
  return value.kind === 'pyramid' ? `${shapes.length}: ${shapes.join(', ')}` : shapes.join(', ');
}
