import { PARTS, type FaceModel } from '../../model/types';

/** Columns of the painter's masks, in the head's attribute table after AT_MASKS. */
export const REGION_LIP = 0; // signed distance to the outer lip line, cm, + inside
export const REGION_EYE = 1; // distance outside the eye opening, cm
export const REGION_BLUSH = 2; // 0..1 where blood shows: cheeks, nose tip, ears, chin
export const REGION_OIL = 3; // 0..1 forehead middle, nose, chin
export const REGION_JAW = 4; // 0..1 where a full beard grows
export const REGION_CHIN = 5; // 0..1 goatee
export const REGION_MOUSTACHE = 6; // 0..1
export const REGION_FRONT = 7; // 1 where the frontal plane describes the surface, 0 at sides and back
export const REGION_EAR = 8; // 1 on the ears
export const REGION_LID = 9; // 0..1 on eyelids and under the eyes
export const REGION_SEAM = 10; // distance to the line where the lips meet, cm
export const REGION_COUNT = 11;

/** Points of the mean face's frontal plane that painting refers to, cm. Left is the subject's. */
export interface Landmarks2D {
  readonly points: Float64Array; // the 68 points, 2 each
  readonly lips: Float64Array;
  readonly eyes: readonly [right: Float64Array, left: Float64Array];
}

export interface Regions {
  readonly masks: Float32Array;
  readonly landmarks: Landmarks2D;
}

function outlinePoints(model: FaceModel, vertices: ArrayLike<number>): Float64Array {
  const out = new Float64Array(2 * vertices.length);
  for (let i = 0; i < vertices.length; i++) {
    out[2 * i] = model.mean[3 * vertices[i]!]!;
    out[2 * i + 1] = model.mean[3 * vertices[i]! + 1]!;
  }
  return out;
}

/** Signed distance to a closed polygon, + inside. */
export function polygonDistance(polygon: Float64Array, x: number, y: number): number {
  const n = polygon.length / 2;
  let nearest = Infinity, inside = false;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const ax = polygon[2 * j]!, ay = polygon[2 * j + 1]!, bx = polygon[2 * i]!, by = polygon[2 * i + 1]!;
    const ex = bx - ax, ey = by - ay;
    const t = Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey || 1)));
    nearest = Math.min(nearest, (ax + t * ex - x) ** 2 + (ay + t * ey - y) ** 2);
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest);
}

const bump = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): number => Math.exp(-(((x - cx) / rx) ** 2) - ((y - cy) / ry) ** 2);
const ramp = (from: number, to: number, x: number): number => {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/** Where blood, oil, beard and lids are on a model's mean face; they follow every morph because they live on the vertices. */
export function computeRegions(model: FaceModel): Regions {
  const n = model.vertexCount;
  const masks = new Float32Array(n * REGION_COUNT);
  const points = outlinePoints(model, model.landmarks68);
  const lips = outlinePoints(model, model.outlines.lipsOuter.vertices);
  const eyes = [outlinePoints(model, model.outlines.eyeRight.vertices), outlinePoints(model, model.outlines.eyeLeft.vertices)] as const;
  const seam = outlinePoints(model, model.outlines.lipsInner.vertices);
  const at = (i: number): [number, number] => [points[2 * i]!, points[2 * i + 1]!];
  const noseTip = at(30), noseBase = at(33), chin = at(8), upperLip = at(51), lowerLip = at(57), mouthRight = at(48), mouthLeft = at(54);
  const eyeX = (at(36)[0] + at(39)[0]) / -2, eyeY = (at(36)[1] + at(39)[1] + at(42)[1] + at(45)[1]) / 4;
  const mouthY = (at(48)[1] + at(54)[1]) / 2;
  const mouthHalf = (mouthLeft[0] - mouthRight[0]) / 2;

  const partOfVertex = new Uint8Array(n);
  for (let t = 0; t < model.triangleParts.length; t++) {
    for (let k = 0; k < 3; k++) partOfVertex[model.triangles[3 * t + k]!] = model.triangleParts[t]!;
  }
  const EARS = PARTS.indexOf('ears'), EYES = PARTS.indexOf('eyes'), MOUTH = PARTS.indexOf('mouth'), NECK = PARTS.indexOf('neck');

  for (let i = 0; i < n; i++) {
    const o = i * REGION_COUNT;
    const x = model.mean[3 * i]!, y = model.mean[3 * i + 1]!, z = model.mean[3 * i + 2]!, ax = Math.abs(x);
    const part = partOfVertex[i]!;
    const isSkin = part !== EYES && part !== MOUTH;
    const front = isSkin && part !== EARS ? ramp(-5.5, -2.5, z) : 0;
    masks[o + REGION_FRONT] = front;
    const ear = part === EARS ? 1 : 0;
    masks[o + REGION_EAR] = ear;
    const nearMouth = z > -3 && Math.abs(y - mouthY) < 4 && ax < 5;
    masks[o + REGION_LIP] = nearMouth && isSkin ? Math.max(-2, polygonDistance(lips, x, y)) : -2;
    masks[o + REGION_SEAM] = nearMouth && isSkin ? Math.min(2, Math.abs(polygonDistance(seam, x, y))) : 2;
    const eye = z > -4 && isSkin ? Math.max(0, -polygonDistance(eyes[x > 0 ? 1 : 0], x, y)) : 4;
    masks[o + REGION_EYE] = Math.min(4, eye);
    masks[o + REGION_BLUSH] = Math.min(1, front * (
      0.85 * bump(ax, y, eyeX + 0.75, (eyeY + noseBase[1]) / 2 - 0.9, 1.9, 1.55) + 0.75 * bump(ax, y, 0, noseTip[1] - 0.1, 1.25, 0.95)
      + 0.3 * bump(ax, y, 0, chin[1] + 1.2, 1.3, 0.9) + 0.25 * bump(ax, y, 0, eyeY + 4.5, 4.5, 1.8)) + 0.55 * ear);
    masks[o + REGION_OIL] = front * Math.min(1, bump(ax, y, 0, eyeY + 4.2, 3.6, 2.2) + bump(ax, y, 0, (noseTip[1] + eyeY) / 2 - 0.6, 0.95, 2.6) + 0.6 * bump(ax, y, 0, chin[1] + 1.2, 1.3, 1)
      + 0.45 * bump(ax, y, eyeX + 0.9, eyeY - 2, 1.5, 0.9));
    // The beard's upper edge runs from the sideburn below the cheek's middle to the corner of the mouth.
    const edge = mouthY + 0.2 + Math.max(0, ax - mouthHalf) * 0.62 + Math.max(0, ax - 5) * 0.9;
    const below = ramp(edge + 0.55, edge - 0.75, y);
    const neckFade = ramp(chin[1] - 3.6, chin[1] - 1.4, y);
    const sides = part === EARS ? 0 : ramp(-9.2, -7.2, z);
    masks[o + REGION_JAW] = isSkin ? below * neckFade * sides * (part === NECK ? 0.7 : 1) : 0;
    masks[o + REGION_CHIN] = isSkin ? ramp(mouthHalf + 1.0, mouthHalf + 0.1, ax) * ramp(lowerLip[1] + 0.15, lowerLip[1] - 0.35, y) * ramp(chin[1] - 2.0, chin[1] - 0.9, y) * front : 0;
    masks[o + REGION_MOUSTACHE] = isSkin ? front * ramp(mouthHalf + 0.9, mouthHalf + 0.1, ax) * ramp(noseBase[1] + 0.05, noseBase[1] - 0.35, y - Math.max(0, ax - 1.2) * -0.55)
      * ramp(mouthY - 0.9, mouthY - 0.1, y + 0.0 * upperLip[1]) : 0;
    const underEye = bump(ax, y, eyeX - 0.25, eyeY - 1.25, 1.25, 0.6);
    masks[o + REGION_LID] = isSkin ? Math.min(1, ramp(1.5, 0.15, eye) * 0.8 + 0.6 * underEye) * (part === EARS ? 0 : 1) : 0;
  }
  return { masks, landmarks: { points, lips, eyes } };
}
