import { fivePointsOf68 } from '../../face/align/templates';
import type { Point, Similarity } from '../../face/align/similarity';
import { applySimilarity, inverseSimilarity } from '../../face/align/similarity';
import type { Face } from '../../runtime/values';

/** Side of the picture that `face-detector` takes, of a cell of its maps, and the unit of its boxes and points, in pixels of that picture. */
export const DETECTOR_PX = 192;
export const CELL_PX = 8;
const UNIT_PX = 32;
/** Side of the crop that `face-landmarks` takes, and how much larger than the face's box it is. */
export const CROP_PX = 128;
const CROP_OF_BOX = 1.5;
/** The forehead rises above the brows by this part of the way from the mouth to the eyes. */
const FOREHEAD = 0.5;

/** A part of a picture, in its pixels. */
export interface Region { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
/** What the detector says of one face, in pixels of the picture: a box as in `Face`, five points, x and y by turns, and a score of 0..1. */
export type Candidate = Pick<Face, 'box' | 'score' | 'points5'>;

/** Picture pixels → detector pixels: the region fits the square as large as it can, in its middle. */
export function letterbox({ left, top, width, height }: Region): Similarity {
  const a = DETECTOR_PX / Math.max(width, height);
  return { a, b: 0, tx: DETECTOR_PX / 2 - a * (left + width / 2), ty: DETECTOR_PX / 2 - a * (top + height / 2) };
}

/** Where faces are looked for when the whole picture shows none: four parts that overlap by a fifth, so that small faces appear larger. */
export function parts(width: number, height: number): readonly Region[] {
  const size = { width: width * 0.6, height: height * 0.6 };
  return [0, 0.4].flatMap((y) => [0, 0.4].map((x) => ({ left: x * width, top: y * height, ...size })));
}

/**
 * Faces in the maps of `face-detector`, in pixels of the picture, in the maps' order and with overlaps: score [1, n, n] in 0..1; box [4, n, n], centre − cell
 * and natural logarithm of the sides; points [10, n, n], point − cell; in units of 32 px. A cell's place is its middle.
 */
export function decodeFaces(maps: { readonly score: Float32Array; readonly box: Float32Array; readonly points: Float32Array }, toDetector: Similarity, minScore: number): readonly Candidate[] {
  const columns = DETECTOR_PX / CELL_PX, cells = maps.score.length, back = inverseSimilarity(toDetector);
  const faces: Candidate[] = [];
  for (let i = 0; i < cells; i++) {
    const score = maps.score[i]!;
    if (!(score >= minScore)) continue;
    const cell = { x: (i % columns + 0.5) * CELL_PX, y: (Math.floor(i / columns) + 0.5) * CELL_PX };
    const place = (of: Float32Array, plane: number): Point => applySimilarity(back, { x: cell.x + of[plane * cells + i]! * UNIT_PX, y: cell.y + of[(plane + 1) * cells + i]! * UNIT_PX });
    const centre = place(maps.box, 0), [width, height] = [2, 3].map((plane) => Math.exp(maps.box[plane * cells + i]!) * UNIT_PX * back.a) as [number, number];
    const points5 = Float32Array.from([0, 2, 4, 6, 8].flatMap((plane) => { const { x, y } = place(maps.points, plane); return [x, y]; }));
    if ([centre.x, centre.y, width, height, ...points5].every(Number.isFinite)) faces.push({ box: [centre.x - width / 2, centre.y - height / 2, width, height], score, points5 });
  }
  return faces;
}

/** Best first, without those that share more than half of the smaller box with a better one: a face within a face is a nose or a cheek. */
export function withoutNested<F extends Pick<Face, 'box' | 'score'>>(faces: readonly F[]): readonly F[] {
  const kept: F[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) if (kept.every((better) => shared(better.box, face.box) <= 0.5)) kept.push(face);
  return kept;
}

/** Common area of two boxes as a part of the smaller one's. */
function shared(a: Face['box'], b: Face['box']): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]), height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height) / Math.max(1e-6, Math.min(a[2] * a[3], b[2] * b[3]));
}

/** Picture pixels → crop pixels for a detected face: its box in the middle, its eyes level. */
export function cropOfCandidate({ box: [left, top, width, height], points5 }: Candidate): Similarity {
  return cropAround({ x: left + width / 2, y: top + height / 2 }, Math.max(width, height), Math.atan2(points5[3]! - points5[1]!, points5[2]! - points5[0]!));
}

/** The same for a face whose 68 points are known; the box is that of the levelled points. */
export function cropOfPoints(points: readonly Point[]): Similarity {
  const [left, right] = fivePointsOf68(points);
  const rollRad = Math.atan2(right.y - left.y, right.x - left.x);
  const level: Similarity = { a: Math.cos(rollRad), b: -Math.sin(rollRad), tx: 0, ty: 0 };
  const [x, y, width, height] = boxOfPoints(points.map((point) => applySimilarity(level, point)));
  return cropAround(applySimilarity(inverseSimilarity(level), { x: x + width / 2, y: y + height / 2 }), Math.max(width, height), rollRad);
}

function cropAround(centre: Point, sidePx: number, rollRad: number): Similarity {
  const scale = CROP_PX / (CROP_OF_BOX * Math.max(sidePx, 1e-3)), a = scale * Math.cos(rollRad), b = -scale * Math.sin(rollRad);
  return { a, b, tx: CROP_PX / 2 - a * centre.x + b * centre.y, ty: CROP_PX / 2 - b * centre.x - a * centre.y };
}

/** The network's 68 points (0..1 of the crop, x and y by turns) in pixels of the picture. */
export function pointsInPicture(fractions: Float32Array, toCrop: Similarity): readonly Point[] {
  const back = inverseSimilarity(toCrop);
  return Array.from({ length: fractions.length / 2 }, (_, i) => applySimilarity(back, { x: fractions[2 * i]! * CROP_PX, y: fractions[2 * i + 1]! * CROP_PX }));
}

/** x, y, width and height of the upright box around 68 points and a forehead above them: the box that the detector learnt. */
export function boxOfPoints(points: readonly Point[]): Face['box'] {
  const [left, right, , mouthLeft, mouthRight] = fivePointsOf68(points) as [Point, Point, Point, Point, Point];
  const up = { x: (left.x + right.x - mouthLeft.x - mouthRight.x) / 2 * FOREHEAD, y: (left.y + right.y - mouthLeft.y - mouthRight.y) / 2 * FOREHEAD };
  const every = [...points, ...points.slice(17, 27).map(({ x, y }) => ({ x: x + up.x, y: y + up.y }))];
  const xs = every.map(({ x }) => x), ys = every.map(({ y }) => y), x = Math.min(...xs), y = Math.min(...ys);
  return [x, y, Math.max(...xs) - x, Math.max(...ys) - y];
}

/** A face of 68 points in pixels; `visible` holds the network's estimate of each, 0..1. */
export function faceOfPoints(points: readonly Point[], visible: Float32Array, score: number): Face {
  const pairs = (of: readonly Point[]): Float32Array => Float32Array.from(of.flatMap(({ x, y }) => [x, y]));
  return {
    box: boxOfPoints(points), score, points5: pairs(fivePointsOf68(points)),
    dense: { scheme: '68', points: pairs(points), visible: Uint8Array.from(visible, (value) => (value >= 0.5 ? 1 : 0)) },
  };
}
