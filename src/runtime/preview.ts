import type { OutputSummary, Preview } from './engine-types';
import { statsOf, type TensorStats } from './inspect-values';
import { shrink } from './kernels/shrink';
import type { Compute } from './machine';
import type { CpuTensor, Tensor } from './tensor';
import { mapTensors, tensorsOf } from './value-tensors';
import type { Value, WireType } from './values';

/** A picture of a value at most `maxSidePx` a side (0 = its own size), shrunk where the values are and read back small; other kinds come as they are. */
export async function previewOf(value: Value, maxSidePx: number, compute: Compute): Promise<Preview> {
  const source = pictureTensor(value);
  if (!source) return { kind: 'value', value: await cpuValueOf(value, compute) };
  const [channels = 1, fullHeight = 1, fullWidth = 1] = source.shape;
  const scale = maxSidePx > 0 ? Math.min(1, maxSidePx / Math.max(fullWidth, fullHeight)) : 1;
  const width = Math.max(1, Math.round(fullWidth * scale)), height = Math.max(1, Math.round(fullHeight * scale));
  const small = await readShrunk(source, [channels, height, width], compute);
  return { kind: 'picture', width, height, fullWidth, fullHeight, rgba: paint(small, value) };
}

async function readShrunk(source: Tensor, shape: readonly [number, number, number], compute: Compute): Promise<CpuTensor> {
  const [channels, height, width] = shape;
  const [, inHeight = 1, inWidth = 1] = source.shape;
  if (height === inHeight && width === inWidth) return compute.read(source);
  const made = await compute.kernel(shrink, { inputs: [source], uniforms: { channels, inHeight, inWidth, outHeight: height, outWidth: width }, outputs: [[...shape]] });
  try {
    return await compute.read(made[0]!);
  } finally {
    compute.release(made);
  }
}

function pictureTensor(value: Value): Tensor | undefined {
  switch (value.kind) {
    case 'image': case 'mask': return value.pixels;
    case 'crop': return value.image.pixels;
    case 'features': case 'flow': return value.tensor.shape.length === 3 ? value.tensor : undefined;
    case 'pyramid': return value.levels.find((level) => level.tensor.shape.length === 3)?.tensor;
    default: return undefined;
  }
}

/**
 * Straight-alpha sRGB RGBA. Feature maps (of a pyramid its first level) and flow fields show their energy over all channels, √mean(x²), on one scale from 0 to what
 * one pixel in a hundred exceeds: a single hot spot would otherwise leave all else black.
 */
function paint(tensor: CpuTensor, value: Value): Uint8ClampedArray {
  const { data, shape } = tensor;
  const [channels = 1, height = 1, width = 1] = shape;
  const area = width * height;
  const rgba = new Uint8ClampedArray(area * 4);
  const image = value.kind === 'crop' ? value.image : value.kind === 'image' ? value : undefined;
  if (!image) {
    const grey = channels === 1 ? data : energy(data, channels, area);
    let top = 1;
    if (value.kind === 'flow' || value.kind === 'pyramid' || (value.kind === 'features' && value.meaning === 'signed')) {
      const sizes = Float32Array.from(grey, Math.abs).sort();
      // Where nearly all is nothing, the largest of the rest.
      top = Math.max(1e-12, sizes[Math.floor(0.99 * (area - 1))]! || sizes.at(-1)!);
    }
    for (let i = 0; i < area; i++) {
      rgba[i * 4] = rgba[i * 4 + 1] = rgba[i * 4 + 2] = (Math.abs(grey[i]!) / top) * 255;
      rgba[i * 4 + 3] = 255;
    }
    return rgba;
  }
  const [gain, offset] = image.range === 'signed' ? [0.5, 0.5] : [1, 0];
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) {
      const light = data[Math.min(c, channels - 1) * area + i]! * gain + offset;
      rgba[i * 4 + c] = (image.colourSpace === 'linear' ? encodeSrgb(light) : light) * 255;
    }
    rgba[i * 4 + 3] = channels === 4 ? (data[3 * area + i]! * gain + offset) * 255 : 255;
  }
  return rgba;
}

function energy(data: Float32Array, channels: number, area: number): Float32Array {
  const sum = new Float32Array(area);
  for (let c = 0; c < channels; c++) for (let i = 0; i < area; i++) sum[i]! += data[c * area + i]! ** 2;
  for (let i = 0; i < area; i++) sum[i] = Math.sqrt(sum[i]! / channels);
  return sum;
}

/** IEC 61966-2-1. */
function encodeSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The same value with all tensors on the CPU and nothing of the GPU in it: it can cross a port. */
export function cpuValueOf(value: Value, compute: Compute): Promise<Value> {
  return mapTensors(value, async (tensor) => {
    const { shape, data } = await compute.read(tensor);
    return { shape, data };
  });
}

/** Type of a present value, and statistics over all its tensors together. */
export async function summaryOf(value: Value, compute: Compute): Promise<OutputSummary> {
  const parts: TensorStats[] = [];
  let counts = 0;
  const sizes: number[] = [];
  for (const tensor of carriedTensors(value)) {
    const { data } = await compute.read(tensor);
    parts.push(statsOf(data));
    sizes.push(data.length);
    counts += data.length;
  }
  const type = typeOf(value);
  return counts === 0 ? { kind: value.kind, type } : { kind: value.kind, type, stats: pooledStats(parts, sizes) };
}

/** The tensors that are the value itself; what a layer says about its channels is not part of it. */
function carriedTensors(value: Value): readonly Tensor[] {
  if (value.kind === 'features') return [value.tensor];
  return value.kind === 'pyramid' ? value.levels.map((level) => level.tensor) : tensorsOf(value).map(({ tensor }) => tensor);
}

/** Statistics of several tensors as if they were one. */
function pooledStats(parts: readonly TensorStats[], sizes: readonly number[]): TensorStats {
  const known = parts.map((part, i) => ({ ...part, finite: sizes[i]! - part.nonFinite })).filter(({ finite }) => finite > 0);
  const nonFinite = parts.reduce((sum, part) => sum + part.nonFinite, 0);
  const all = known.reduce((sum, { finite }) => sum + finite, 0);
  if (all === 0) return { min: 0, max: 0, mean: 0, std: 0, nonFinite };
  const mean = known.reduce((sum, part) => sum + part.mean * part.finite, 0) / all;
  const variance = known.reduce((sum, part) => sum + (part.std ** 2 + (part.mean - mean) ** 2) * part.finite, 0) / all;
  return { min: Math.min(...known.map(({ min }) => min)), max: Math.max(...known.map(({ max }) => max)), mean, std: Math.sqrt(variance), nonFinite };
}

/** What can be said of a value without its numbers. */
export function typeOf(value: Value): WireType {
  switch (value.kind) {
    case 'image': return { kind: 'image', ...sides(value.pixels), range: value.range };
    case 'mask': return { kind: 'mask', ...sides(value.pixels), range: 'unit' };
    case 'crop': return { kind: 'crop', ...sides(value.image.pixels), range: value.image.range, template: value.template };
    case 'faces': return { kind: 'faces', width: value.width, height: value.height };
    case 'identity': return { kind: 'identity', channels: value.vector.shape[0] ?? 0, recogniser: value.recogniser };
    case 'coefficients': return { kind: 'coefficients', model: value.model.name };
    case 'features': return { kind: 'features', ...sides(value.tensor), net: value.net, layer: value.layer };
    case 'pyramid': return { kind: 'pyramid', net: value.net, levels: value.levels.map((level) => sides(level.tensor)) };
    case 'flow': return { kind: 'flow', ...sides(value.tensor) };
    case 'mesh': return { kind: 'mesh', ...(value.model ? { model: value.model.name } : {}) };
    case 'number': case 'table': return { kind: value.kind };
  }
}

function sides(tensor: Tensor): { readonly channels: number; readonly height: number; readonly width: number } {
  const [channels = 0, height = 0, width = 0] = tensor.shape;
  return { channels, height, width };
}
