import { BINS, channelHistogram } from '../kernels/channel-histogram';
import { channelDifferences } from '../kernels/channel-differences';
import { channelMoments, MOMENTS } from '../kernels/channel-moments';
import { channelTiles } from '../kernels/channel-tiles';
import type { ChannelNumbers, LevelView, Looks, Place } from '../look-types';
import type { Compute } from '../machine';
import { cpuTensor, type Tensor } from '../tensor';
import type { FeaturesValue, Value } from '../values';
import { divergenceOf } from './divergence';
import { projectToRgb } from './projection';

export interface Seen { readonly value: Value; readonly compute: Compute }

/** Most refinements of the 99.5 % bound: each narrows it 64 times. */
const REFINEMENTS = 3;
const KEPT_SHARE = 0.995;
/** Values that the bound is taken from on the CPU, about. */
const SAMPLES = 32768;

/**
 * Answers what a viewer asks of a value, computed where the value's tensors are. Numbers of channels are remembered as long as their tensor lives.
 * @throws RangeError for a level or channel that is not there.
 */
export class Looking {
  readonly #numbers = new WeakMap<Tensor, Promise<ChannelNumbers>>();
  readonly #find: (place: Place) => Promise<Seen | undefined>;

  constructor(find: (place: Place) => Promise<Seen | undefined>) {
    this.#find = find;
  }

  async look<K extends keyof Looks>(place: Omit<Place, 'level'>, kind: K, request: Looks[K]['request']): Promise<Looks[K]['answer'] | undefined> {
    const seen = await this.#find({ ...place, level: 0 });
    if (!seen) return undefined;
    const levels = levelsOf(seen.value);
    if (levels.length === 0 && kind !== 'divergence') return undefined;
    const answers: { readonly [Q in keyof Looks]: (asked: Looks[Q]['request']) => Promise<Looks[Q]['answer']> } = {
      levels: () => Promise.resolve(levels.map(viewOf)),
      channels: ({ level }) => this.#channels(at(levels, level).tensor, seen.compute),
      statistics: ({ level }) => statisticsOf(at(levels, level), seen.compute),
      histogram: ({ level, channel, low, high }) => histogramOf(at(levels, level).tensor, channel, low, high, seen.compute),
      tiles: (asked) => tilesOf(at(levels, asked.level).tensor, asked, seen.compute),
      plane: async ({ level, channel }) => {
        const { data, shape } = await seen.compute.read(at(levels, level).tensor);
        const area = (shape[1] ?? 1) * (shape[2] ?? 1);
        return data.slice(channel * area, (channel + 1) * area);
      },
      differences: ({ level, other }) => this.#differences(at(levels, level).tensor, other, seen.compute),
      projection: async ({ level, other }) => {
        const own = at(levels, level).tensor, second = other && await this.#tensorAt(other);
        if (other && !(second && sameShape(own, second.tensor))) return undefined;
        return projectToRgb([await seen.compute.read(own), ...second ? [await second.compute.read(second.tensor)] : []]);
      },
      divergence: async ({ other }) => {
        const second = await this.#find({ ...other, level: 0 });
        if (!second) return { comparable: false, why: 'no-result', own: '', other: '' };
        return divergenceOf(seen.value, second.value, seen.compute, async (tensor) => (second.compute === seen.compute ? tensor : second.compute.read(tensor)));
      },
    };
    return answers[kind](request);
  }

  async #tensorAt(place: Place): Promise<{ readonly tensor: Tensor; readonly compute: Compute } | undefined> {
    const seen = await this.#find(place);
    const level = seen && levelsOf(seen.value)[place.level];
    return level && seen && { tensor: level.tensor, compute: seen.compute };
  }

  #channels(tensor: Tensor, compute: Compute): Promise<ChannelNumbers> {
    const known = this.#numbers.get(tensor);
    if (known) return known;
    const made = numbersOf(tensor, compute);
    this.#numbers.set(tensor, made);
    return made;
  }

  async #differences(own: Tensor, other: Place, compute: Compute): Promise<Float32Array | undefined> {
    const second = await this.#tensorAt(other);
    if (!second || !sameShape(own, second.tensor)) return undefined;
    // Two backends may have made them; then the numbers meet where this tensor is.
    const there = second.compute === compute ? second.tensor : await second.compute.read(second.tensor);
    const [channels = 1] = own.shape;
    const found = await small(compute, channelDifferences, [own, there], { channels, area: areaOf(own) }, [channels, 2]);
    return Float32Array.from({ length: channels }, (_, c) => found[c * 2]!);
  }
}

/** A value as feature levels; pictures and masks count as one level. */
function levelsOf(value: Value): readonly FeaturesValue[] {
  const one = (tensor: Tensor, meaning: FeaturesValue['meaning']): readonly FeaturesValue[] => [{ kind: 'features', tensor, meaning, net: '', layer: value.kind }];
  switch (value.kind) {
    case 'features': return planar(value) ? [value] : [];
    case 'pyramid': return value.levels.filter(planar);
    case 'mask': return one(value.pixels, 'mask');
    case 'image': return one(value.pixels, value.range);
    case 'crop': return one(value.image.pixels, value.image.range);
    case 'flow': return one(value.tensor, 'signed');
    default: return [];
  }
}

function planar(level: FeaturesValue): boolean {
  return level.tensor.shape.length === 3;
}

function at(levels: readonly FeaturesValue[], level: number): FeaturesValue {
  const found = levels[level];
  if (!found) throw new RangeError(`There is no level ${level + 1}; this value has ${levels.length}.`);
  return found;
}

function viewOf({ tensor, meaning, net, layer, statistics }: FeaturesValue): LevelView {
  const [channels = 0, height = 0, width = 0] = tensor.shape;
  return { channels, height, width, meaning, net, layer, statistics: statistics !== undefined };
}

function areaOf(tensor: Tensor): number {
  return (tensor.shape[1] ?? 1) * (tensor.shape[2] ?? 1);
}

function sameShape(a: Tensor, b: Tensor): boolean {
  return a.shape.length === b.shape.length && a.shape.every((side, axis) => side === b.shape[axis]);
}

/** Runs a kernel and brings its small output back. */
async function small(compute: Compute, kernel: Parameters<Compute['kernel']>[0], inputs: readonly Tensor[], uniforms: Readonly<Record<string, number>>, shape: readonly number[]): Promise<Float32Array> {
  const made = await compute.kernel(kernel, { inputs, uniforms, outputs: [shape] });
  try {
    return (await compute.read(made[0]!)).data;
  } finally {
    compute.release(made);
  }
}

async function numbersOf(tensor: Tensor, compute: Compute): Promise<ChannelNumbers> {
  const [channels = 0] = tensor.shape;
  const found = await small(compute, channelMoments, [tensor], { channels, area: areaOf(tensor) }, [channels, MOMENTS]);
  const column = (index: number): Float32Array => Float32Array.from({ length: channels }, (_, c) => found[c * MOMENTS + index]!);
  const [min, max, mean, std, rms, nonFinite] = Array.from({ length: MOMENTS }, (_, index) => column(index)) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const largest = Math.max(min.reduce((most, x) => Math.max(most, Math.abs(x)), 0), max.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
  return { min, max, mean, std, rms, nonFinite, largest, robust: await robustBound(tensor, largest, compute) };
}

/** The least bound that holds 99.5 % of the finite |x|: of evenly spaced values where they are on the CPU, else the upper edge of a histogram's bin. */
async function robustBound(tensor: Tensor, largest: number, compute: Compute): Promise<number> {
  if (tensor.data) return sampledBound(tensor.data, largest);
  let bound = largest;
  for (let round = 0; round < REFINEMENTS && bound > 0; round++) {
    const counts = await histogramOf(tensor, undefined, -bound, bound, compute);
    const all = counts.reduce((sum, count) => sum + count, 0);
    let inside = 0, step = 0;
    while (step < BINS / 2 && inside < KEPT_SHARE * all) {
      inside += counts[BINS / 2 + step]! + counts[BINS / 2 - 1 - step]!;
      step++;
    }
    const next = (bound * step) / (BINS / 2);
    if (next === bound || step === 0) return bound;
    bound = next;
    // One bin of 64 is fine enough unless nearly everything fell into the first few.
    if (step > 8) return bound;
  }
  return bound;
}

function sampledBound(data: Float32Array, largest: number): number {
  // An odd step meets all columns of maps whose sides are even.
  const step = Math.max(1, Math.floor(data.length / SAMPLES) | 1);
  const sizes = new Float32Array(Math.ceil(data.length / step));
  let count = 0;
  for (let i = 0; i < data.length; i += step) {
    const x = Math.abs(data[i]!);
    if (x - x === 0) sizes[count++] = x;
  }
  if (count === 0) return largest;
  const sorted = sizes.subarray(0, count).sort();
  return sorted[Math.min(count - 1, Math.ceil(KEPT_SHARE * count))]! || largest;
}

async function histogramOf(tensor: Tensor, channel: number | undefined, low: number, high: number, compute: Compute): Promise<Float32Array> {
  const [channels = 0] = tensor.shape;
  const counts = await small(compute, channelHistogram, [tensor], { channels, area: areaOf(tensor), low, high }, [channels, BINS + 2]);
  if (channel !== undefined) return counts.slice(channel * (BINS + 2), (channel + 1) * (BINS + 2));
  const sum = new Float32Array(BINS + 2);
  for (let c = 0; c < channels; c++) for (let b = 0; b < BINS + 2; b++) sum[b]! += counts[c * (BINS + 2) + b]!;
  return sum;
}

async function tilesOf(tensor: Tensor, { channels, lows, highs, height, width }: Looks['tiles']['request'], compute: Compute): Promise<Uint16Array> {
  const [count = 0, mapHeight = 1, mapWidth = 1] = tensor.shape;
  if (channels.some((channel) => channel >= count)) throw new RangeError(`There are ${count} channels only.`);
  const wanted = cpuTensor([channels.length, 3], Float32Array.from(channels.flatMap((channel, i) => [channel, lows[i] ?? -1, highs[i] ?? 1])));
  const steps = await small(compute, channelTiles, [tensor, wanted], { height: mapHeight, width: mapWidth, tileHeight: height, tileWidth: width, tiles: channels.length }, [channels.length, height, width]);
  return Uint16Array.from(steps);
}

async function statisticsOf({ statistics }: FeaturesValue, compute: Compute): Promise<Looks['statistics']['answer']> {
  if (!statistics) return undefined;
  const read = async (tensor: Tensor): Promise<Float32Array> => (await compute.read(tensor)).data;
  return {
    muIn: await read(statistics.muIn), sigmaIn: await read(statistics.sigmaIn), gamma: await read(statistics.gamma),
    beta: await read(statistics.beta), muOut: await read(statistics.muOut), sigmaOut: await read(statistics.sigmaOut),
  };
}
