import type { Looks } from '../../../runtime/look-types';
import type { Pin } from '../../state';
import { paintSteps } from '../features/colour-maps';
import type { Raster } from './png';
import { beside, PAPER, picture, rect, SIZE, text, type Drawn } from './svg';

/** Channels in one figure; the rest is named in its caption. */
export const FIGURE_TILES = 64;
const TILE_PX = 72, ROOM_PX = 8 * (TILE_PX + 8), FETCH_PX = 144;

export interface TilesAsked { readonly pin: Pin; readonly level: number; readonly channels: readonly number[]; readonly height: number; readonly width: number; readonly range: (channel: number) => readonly [number, number]; readonly table: Uint8ClampedArray }

/** Pictures of channels, fetched at their own size or a little smaller; undefined without a result. */
export async function tileRasters(look: (pin: Pin, request: Looks['tiles']['request']) => Promise<Looks['tiles']['answer'] | undefined>, { pin, level, channels, height, width, range, table }: TilesAsked): Promise<readonly Raster[] | undefined> {
  const scale = Math.min(1, FETCH_PX / Math.max(height, width)), [h, w] = [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale))];
  const ranges = channels.map(range);
  const steps = await look(pin, { level, channels, lows: ranges.map(([low]) => low), highs: ranges.map(([, high]) => high), height: h, width: w });
  return steps && channels.map((_, index) => {
    const rgba = new Uint8ClampedArray(h * w * 4);
    paintSteps(steps.subarray(index * h * w, (index + 1) * h * w), table, rgba);
    return { width: w, height: h, rgba };
  });
}

/** Tiles with their numbers, eight in a row; of two tensors each channel's tiles stand side by side, A left of B. */
export function tilesDrawn(channels: readonly number[], a: readonly Raster[], b: readonly Raster[] | undefined, labelOf: (channel: number) => string): Drawn {
  const tiles = channels.map((channel, index): Drawn => {
    const pair = [a[index]!, ...b ? [b[index]!] : []];
    const side = Math.max(pair[0]!.width, pair[0]!.height), width = (TILE_PX * pair[0]!.width) / side, height = (TILE_PX * pair[0]!.height) / side;
    const body = pair.map((raster, at) => picture(at * (width + 2), 0, width, height, raster) + rect(at * (width + 2), 0, width, height, 'none', PAPER.line)).join('');
    return { width: width * pair.length + (b ? 2 : 0), height: height + 16, body: body + text(0, height + 12, labelOf(channel), { size: 10, colour: PAPER.muted }) };
  });
  return beside(tiles, 8, ROOM_PX);
}

/** Pictures side by side with names below them: principal components of A and B, a channel over its picture. */
export function paintingsDrawn(pictures: readonly { readonly raster: Raster; readonly name: string; readonly under?: Raster | undefined; readonly opacity?: number }[]): Drawn {
  const side = pictures.length > 1 ? 320 : 420;
  return beside(pictures.map(({ raster, name, under, opacity = 1 }): Drawn => {
    const scale = side / Math.max(raster.width, raster.height), [width, height] = [raster.width * scale, raster.height * scale];
    const map = picture(0, 0, width, height, raster);
    const body = (under ? picture(0, 0, width, height, under, true) : '') + (under && opacity < 1 ? `<g opacity="${opacity}">${map}</g>` : map);
    return { width, height: height + 20, body: body + rect(0, 0, width, height, 'none', PAPER.line) + text(width / 2, height + 15, name, { size: SIZE.small, anchor: 'middle' }) };
  }), 16);
}
