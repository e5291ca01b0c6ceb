import { encode } from 'fast-png';
import { TEMPLATES, YUNET_PATCH } from './stand-ins';

/** Side of the painted photographs, px. */
export const SIDE = 240;
type Point = readonly [number, number];

/** Where a fraction of a crop lies in the picture: the crop is a square of 150 px, turned by 8°, about (122, 128). OpenCV's pixel frame: centres at whole numbers. */
export function inPicture([u, v]: Point): Point {
  const turn = 8 * Math.PI / 180, x = (u - 0.5) * 150, y = (v - 0.5) * 150;
  return [122 + x * Math.cos(turn) - y * Math.sin(turn), 128 + x * Math.sin(turn) + y * Math.cos(turn)];
}

/** The five points of a face that fits a template exactly, px. */
export function facePoints(template: string): readonly Point[] {
  return TEMPLATES[template]!.map(inPicture);
}

/** Colours of the dots on the source's five points, 0..1. */
export const DOTS = [[0.9, 0.2, 0.4], [0.3, 0.8, 0.1], [0.6, 0.5, 0.9], [0.1, 0.4, 0.7], [0.8, 0.7, 0.2]] as const;

/** Middle of a blue spot on the target's face, as a fraction of the crop; its radius in the picture is 15 px. */
export const BLUE_SPOT: Point = [0.8, 0.8];

/** The target's colour at a place, 0..1: slow waves, none of the channels alike, red before blue but for the spot. */
export function targetColour(x: number, y: number): readonly [number, number, number] {
  const [spotX, spotY] = inPicture(BLUE_SPOT);
  if (Math.hypot(x - spotX, y - spotY) <= 15) return [0.2, 0.4, 0.9];
  return [0.85 + 0.08 * Math.sin(x / 41 + 0.3), 0.45 + 0.25 * Math.sin(y / 37 + 1), 0.35 + 0.2 * Math.sin((x + y) / 53 + 2)];
}

function painted(colour: (x: number, y: number) => readonly number[]): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const rgb = x < 24 && y < 24 ? YUNET_PATCH.map((value) => value / 255) : colour(x, y);
      for (let c = 0; c < 3; c++) data[(y * SIDE + x) * 3 + c] = Math.round(255 * rgb[c]!);
    }
  }
  return encode({ width: SIDE, height: SIDE, channels: 3, depth: 8, data });
}

/** A target photograph as PNG. */
export function targetPicture(): Uint8Array {
  return painted(targetColour);
}

/** A source photograph as PNG: grey, with a coloured dot on each of the five points of a face of this template. */
export function sourcePicture(template: string): Uint8Array {
  const points = facePoints(template);
  return painted((x, y) => DOTS[points.findIndex(([px, py]) => Math.hypot(x - px, y - py) <= 4.5)] ?? [0.5, 0.5, 0.5]);
}

/** The fifteen numbers that a source stand-in should read: R of the five dots, then G, then B. */
export const READ = [0, 1, 2].flatMap((c) => DOTS.map((dot) => dot[c]!));

