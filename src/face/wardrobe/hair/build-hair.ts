import type { PropMesh } from '../../render/types';
import type { Scene } from '../../scene/types';
import { createHairline } from '../hairline';
import type { MeasuredHead } from '../wardrobe-cache';
import { plainSkin } from '../skin-tone';
import { buildCap } from './cap';
import { coiledStrands } from './coiled';
import { combedStrands, type HairSetting } from './combed';
import { groomOf, type Groom } from './groom';
import { mixRgb, shadeRgb } from './hair-colour';
import { tiedStrands } from './tied';

export type HairDetail = 'thumbnail' | 'full';

interface StrandBudget {
  readonly strands: number;
  readonly segments: number;
  readonly widthCm: number;
}

/** Strands, points and widths: the fewer, the wider, so that the scalp is covered about as often. */
function budgetOf(style: Scene['identity']['hair']['style'], groom: Groom, detail: HairDetail): StrandBudget {
  const thumbnail = detail === 'thumbnail';
  if (style === 'buzz') return thumbnail ? { strands: 600, segments: 2, widthCm: 0.2 } : { strands: 6500, segments: 2, widthCm: 0.06 };
  if (groom.kind === 'coiled') return thumbnail ? { strands: 650, segments: 4, widthCm: 0.34 } : { strands: 6500, segments: 7, widthCm: 0.13 };
  if (groom.kind === 'tied') return thumbnail ? { strands: 620, segments: 6, widthCm: 0.42 } : { strands: 4200, segments: 11, widthCm: 0.13 };
  if (style === 'curly') return thumbnail ? { strands: 560, segments: 9, widthCm: 0.42 } : { strands: 4400, segments: 17, widthCm: 0.13 };
  if (groom.hangs) return thumbnail ? { strands: 600, segments: 7, widthCm: 0.58 } : { strands: 5600, segments: 12, widthCm: 0.135 };
  return thumbnail ? { strands: 680, segments: 4, widthCm: 0.38 } : { strands: 5600, segments: 8, widthCm: 0.11 };
}

/**
 * The hair of a scene on a measured head: the scalp sheet, then strands and whatever holds them. Empty for `bald`.
 * With `underHat` it is tied where a hat leaves room. Depends on identity and on the hair's own fields, not on the expression.
 */
export function buildHair(identity: Pick<Scene['identity'], 'hair' | 'skin'>, head: MeasuredHead, detail: HairDetail, underHat = false): readonly PropMesh[] {
  const { hair } = identity;
  if (hair.style === 'bald') return [];
  const { field, measures, shoulders } = head;
  const drawn = groomOf(hair.style, hair.seed, measures);
  // Under a hat hair is tied low, in the nape.
  const groom = underHat && drawn.kind === 'tied' ? { ...drawn, tieElevationDeg: -16 } : drawn;
  const hairline = createHairline(field, measures, { recessionCm: groom.recessionCm, raiseCm: groom.raiseCm, seed: hair.seed });
  const budget = budgetOf(hair.style, groom, detail);
  const setting: HairSetting = { groom, field, hairline, measures, shoulders, colour: hair.colour, greyness: hair.greyness, seed: hair.seed, ...budget };
  const isBuzz = hair.style === 'buzz';
  const cap = buildCap(field, hairline, {
    // Cropped hair lets the scalp shine through.
    colour: mixRgb(shadeRgb(hair.colour, 0.6), plainSkin(identity.skin), isBuzz ? 0.12 : 0),
    greyness: hair.greyness,
    heightCm: isBuzz ? 0.16 : 0.12,
    fadeCm: isBuzz ? 0.9 : 0.6,
    cover: 0.97,
    crownCover: 0.97 * groom.crownCover,
    grain: 1,
    seed: hair.seed,
    columns: detail === 'full' ? 180 : 72,
    rows: detail === 'full' ? 40 : 14,
  });
  if (groom.kind === 'combed') return [cap, combedStrands(setting).toProp()];
  const { strands, solids } = groom.kind === 'tied' ? tiedStrands(setting) : coiledStrands(setting);
  return [cap, ...solids, strands.toProp()];
}
