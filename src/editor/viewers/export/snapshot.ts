import type { OrbitStage } from '../orbit-stage';
import { legendOf, type LegendFacts } from './legend';
import { below, PAPER, picture, rect, type Drawn } from './svg';

/** Longest side of a 3D view in a figure; its pixels are twice as fine. */
const SIDE_PX = 560;

/** A 3D view from where its camera stands, with the legend of its colours. */
export function snapshotDrawn(stage: Pick<OrbitStage, 'snapshot'>, legend?: LegendFacts): Drawn {
  const raster = stage.snapshot(2 * SIDE_PX), scale = SIDE_PX / Math.max(raster.width, raster.height), [width, height] = [raster.width * scale, raster.height * scale];
  return below([{ width, height, body: picture(0, 0, width, height, raster, true) + rect(0, 0, width, height, 'none', PAPER.line) }, ...legend ? [legendOf(legend)] : []]);
}
