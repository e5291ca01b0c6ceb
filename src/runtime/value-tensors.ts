import type { Tensor } from './tensor';
import type { ChannelStatistics, FeaturesValue, ImageValue, Value } from './values';

const STATISTICS = ['muIn', 'sigmaIn', 'gamma', 'beta', 'muOut', 'sigmaOut'] as const satisfies readonly (keyof ChannelStatistics)[];

/** The tensors a value holds, each with a name for messages. */
export function tensorsOf(value: Value): readonly { readonly name: string; readonly tensor: Tensor }[] {
  switch (value.kind) {
    case 'image': case 'mask': return [{ name: 'pixels', tensor: value.pixels }];
    case 'crop': return [{ name: 'pixels', tensor: value.image.pixels }];
    case 'identity': return [{ name: 'vector', tensor: value.vector }];
    case 'flow': return [{ name: 'tensor', tensor: value.tensor }];
    case 'features': return featureTensors(value, 'tensor');
    case 'pyramid': return value.levels.flatMap((level, index) => featureTensors(level, `level ${index + 1}`));
    default: return [];
  }
}

/** The same value with each tensor replaced; `change` is awaited one tensor after the other. */
export async function mapTensors(value: Value, change: (tensor: Tensor) => Promise<Tensor>): Promise<Value> {
  switch (value.kind) {
    case 'image': case 'mask': return { ...value, pixels: await change(value.pixels) };
    case 'crop': return { ...value, image: { ...value.image, pixels: await change(value.image.pixels) } satisfies ImageValue };
    case 'identity': return { ...value, vector: await change(value.vector) };
    case 'flow': return { ...value, tensor: await change(value.tensor) };
    case 'features': return mapFeatures(value, change);
    case 'pyramid': {
      const levels: FeaturesValue[] = [];
      for (const level of value.levels) levels.push(await mapFeatures(level, change));
      return { ...value, levels };
    }
    default: return value;
  }
}

function featureTensors({ tensor, statistics }: FeaturesValue, name: string): readonly { readonly name: string; readonly tensor: Tensor }[] {
  return [{ name, tensor }, ...statistics ? STATISTICS.map((key) => ({ name: `${name} ${key}`, tensor: statistics[key] })) : []];
}

async function mapFeatures(value: FeaturesValue, change: (tensor: Tensor) => Promise<Tensor>): Promise<FeaturesValue> {
  const tensor = await change(value.tensor);
  if (!value.statistics) return { ...value, tensor };
  const statistics: Partial<Record<keyof ChannelStatistics, Tensor>> = {};
  for (const key of STATISTICS) statistics[key] = await change(value.statistics[key]);
  return { ...value, tensor, statistics: statistics as ChannelStatistics };
}

function plainBytes(part: unknown): number {
  if (ArrayBuffer.isView(part)) return part.byteLength;
  if (typeof part === 'string') return part.length * 2;
  if (typeof part === 'number') return 8;
  if (typeof part !== 'object' || part === null) return 4;
  if ('buffer' in part && 'byteLength' in part) return part.byteLength as number;
  let sum = 16;
  for (const inner of Object.values(part)) sum += plainBytes(inner);
  return sum;
}

/** Bytes a value holds in memory, CPU and GPU together. */
export function byteSizeOf(value: Value): number {
  return plainBytes(value);
}
