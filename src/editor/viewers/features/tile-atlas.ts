import type { Looks } from '../../../runtime/look-types';
import { paintSteps } from './colour-maps';

/** Longest side of a tile as it is fetched; larger maps are shrunk where they are. */
const TILE_PX = 96;
/** Tiles a request: small enough that the first come at once. */
const BATCH = 48;

export type AskTiles = (request: Looks['tiles']['request']) => Promise<Looks['tiles']['answer'] | undefined>;

/** Pictures of channels, fetched when they come into view and kept on one canvas. */
export class TileAtlas {
  readonly tileWidth: number;
  readonly tileHeight: number;
  private readonly canvas: OffscreenCanvas;
  private readonly columns: number;
  private readonly context: OffscreenCanvasRenderingContext2D | null;
  /** 0 absent, 1 asked for, 2 painted; -1 painted for a range that no longer holds. */
  private readonly state: Int8Array;
  private generation = 0;
  private ranges: (channel: number) => readonly [number, number] = () => [-1, 1];
  private table: Uint8ClampedArray;

  constructor(private readonly level: number, private readonly channels: number, height: number, width: number, table: Uint8ClampedArray, private readonly ask: AskTiles, private readonly painted: () => void) {
    const scale = Math.min(1, TILE_PX / Math.max(height, width));
    this.tileWidth = Math.max(1, Math.round(width * scale));
    this.tileHeight = Math.max(1, Math.round(height * scale));
    this.columns = Math.ceil(Math.sqrt(channels));
    this.canvas = new OffscreenCanvas(this.columns * this.tileWidth, Math.ceil(channels / this.columns) * this.tileHeight);
    // Painted by the processor: tiles come from there, and a graphics card would be handed each one by one.
    this.context = this.canvas.getContext('2d', { willReadFrequently: true });
    this.state = new Int8Array(channels);
    this.table = table;
  }

  /** Other colours or ranges: what is painted stays until it is painted anew. */
  recolour(table: Uint8ClampedArray, ranges: (channel: number) => readonly [number, number]): void {
    this.table = table;
    this.ranges = ranges;
    this.generation++;
    for (let c = 0; c < this.channels; c++) if (this.state[c]! > 0) this.state[c] = this.state[c] === 2 ? -1 : 0;
  }

  /** Fetches what is missing of the channels. */
  want(channels: readonly number[]): void {
    const missing = channels.filter((channel) => this.state[channel]! < 1);
    for (let from = 0; from < missing.length; from += BATCH) void this.fetch(missing.slice(from, from + BATCH));
  }

  /** Draws one tile; returns false while it is not there. */
  draw(onto: CanvasRenderingContext2D, channel: number, x: number, y: number, width: number, height: number): boolean {
    const state = this.state[channel]!;
    if (state !== 2 && state !== -1) return false;
    onto.drawImage(this.canvas, (channel % this.columns) * this.tileWidth, Math.floor(channel / this.columns) * this.tileHeight, this.tileWidth, this.tileHeight, x, y, width, height);
    return true;
  }

  private async fetch(channels: readonly number[]): Promise<void> {
    const { generation, tileHeight: height, tileWidth: width } = this;
    const before = channels.map((channel) => this.state[channel]!);
    for (const channel of channels) this.state[channel] = 1;
    const ranges = channels.map(this.ranges);
    const steps = await this.ask({ level: this.level, channels, lows: ranges.map(([low]) => low), highs: ranges.map(([, high]) => high), height, width }).catch(() => undefined);
    if (generation !== this.generation) return;
    if (!steps || !this.context) {
      channels.forEach((channel, i) => { this.state[channel] = before[i]!; });
      return;
    }
    const area = width * height;
    for (const [i, channel] of channels.entries()) {
      const image = new ImageData(width, height);
      paintSteps(steps.subarray(i * area, (i + 1) * area), this.table, image.data);
      this.context.putImageData(image, (channel % this.columns) * width, Math.floor(channel / this.columns) * height);
      this.state[channel] = 2;
    }
    this.painted();
  }
}
