import { NodeError } from '../../../runtime/errors';
import type { FeatureGroup, PictureFeatures } from './picture-features';
import { FEATURE_COUNTS } from './picture-features';

/** The normal distribution of one group of features: principal directions with their spreads, and one spread for all the rest. */
export interface FeatureSpread {
  readonly mean: readonly number[];
  /** Standard deviation of each feature; directions are those of features divided by it. */
  readonly scale: readonly number[];
  /** Unit vectors, the widest first. */
  readonly directions: readonly (readonly number[])[];
  readonly spreads: readonly number[];
  /** Spread along each direction that is not listed; unused when all are. */
  readonly restSpread: number;
}

/** What `swapgraph learn-pictures` measured of the pictures that the built-in networks were trained on: the file public/models/training-pictures.json. */
export interface TrainingPictures {
  /** Of which pictures. */
  readonly data: { readonly pictures: number; readonly measured: number; readonly identities: number; readonly seed: number; readonly template: string; readonly sizePx: number; readonly model: string };
  /** sha256 of the networks it speaks for, by name. */
  readonly networks: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<FeatureGroup, FeatureSpread>>;
  /** Distances of training pictures that were kept out of the fit: the least, then each hundredth of them, to the largest: 101 numbers, rising. */
  readonly percentiles: readonly number[];
}

/** @throws NodeError when the file is not what this program writes. */
export function parseTrainingPictures(text: string): TrainingPictures {
  let raw: Partial<TrainingPictures>;
  try {
    raw = JSON.parse(text) as Partial<TrainingPictures>;
  } catch {
    raw = {};
  }
  const whole = raw.percentiles?.length === 101 && raw.data && raw.networks && raw.groups
    && (Object.keys(FEATURE_COUNTS) as FeatureGroup[]).every((group) => raw.groups![group]?.mean?.length === FEATURE_COUNTS[group] && raw.groups![group].directions.every((one) => one.length === FEATURE_COUNTS[group]));
  if (!whole) throw new NodeError({ en: 'public/models/training-pictures.json cannot be read. Make it again with "swapgraph learn-pictures".', zh: '无法读取 public/models/training-pictures.json。请用“swapgraph learn-pictures”重新生成。' }, { code: 'manifest' });
  return raw as TrainingPictures;
}

/** Mahalanobis distance by the number of features: about 1 for a usual picture. */
export function distanceIn({ mean, scale, directions, spreads, restSpread }: FeatureSpread, features: Float64Array): number {
  const count = features.length, z = new Float64Array(count);
  let rest = 0, sum = 0;
  for (let i = 0; i < count; i++) {
    const value = (features[i]! - mean[i]!) / scale[i]!;
    z[i] = value;
    rest += value * value;
  }
  for (let k = 0; k < directions.length; k++) {
    const direction = directions[k]!;
    let along = 0;
    for (let i = 0; i < count; i++) along += direction[i]! * z[i]!;
    rest -= along * along;
    sum += (along / spreads[k]!) ** 2;
  }
  if (directions.length < count) sum += Math.max(0, rest) / restSpread ** 2;
  return Math.sqrt(sum / count);
}

/** How far a crop lies from the training pictures: root mean square of its distances in texture and in layout. */
export function distanceFrom({ groups }: Pick<TrainingPictures, 'groups'>, features: PictureFeatures): number {
  return Math.hypot(distanceIn(groups.texture, features.texture), distanceIn(groups.layout, features.layout)) / Math.SQRT2;
}

/** Share of the training pictures that lie nearer than a distance, 0..1. */
export function shareNearer({ percentiles }: Pick<TrainingPictures, 'percentiles'>, distance: number): number {
  return percentiles.filter((limit) => limit < distance).length / percentiles.length;
}
