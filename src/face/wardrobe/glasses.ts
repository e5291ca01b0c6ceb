import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import type { FrontDepth } from './front-depth';
import { landmark, type HeadMeasures } from './measure';
import { MeshBuilder } from './mesh-builder';
import type { ScalpField } from './scalp';
import { addTube } from './solids';
import { add, along, mix, normalise, scale, smoothStep, subtract, type Vec3 } from './vector';

interface Frame {
  /** Exponent of the super-ellipse: 2 is round, 4 squarish. */
  readonly power: number;
  /** Half width and half height of a lens as shares of the eye distance. */
  readonly half: readonly [width: number, height: number];
  /** How much narrower the lens is below, 0..1. */
  readonly drop: number;
  readonly rimCm: readonly [across: number, deep: number];
  readonly material: 'plastic' | 'metal';
  readonly lensAlpha: number;
}

const FRAMES: Record<'round' | 'square' | 'thin' | 'sun', Frame> = {
  round: { power: 2.1, half: [0.37, 0.35], drop: 0, rimCm: [0.15, 0.17], material: 'plastic', lensAlpha: 0.06 },
  square: { power: 4, half: [0.415, 0.295], drop: 0.07, rimCm: [0.2, 0.2], material: 'plastic', lensAlpha: 0.06 },
  thin: { power: 2.7, half: [0.385, 0.29], drop: 0.05, rimCm: [0.085, 0.1], material: 'metal', lensAlpha: 0.05 },
  sun: { power: 2.9, half: [0.44, 0.39], drop: 0.16, rimCm: [0.17, 0.19], material: 'plastic', lensAlpha: 0.93 },
};

/**
 * Glasses on a head: rims before the eyes clear of brows and lashes, a bridge and pads on the nose, temples along the head to the ears.
 * Placed by the eyes, the nose bridge and the ears of the head without its expression.
 */
export function buildGlasses(head: PosedHead, measures: HeadMeasures, field: ScalpField, depth: FrontDepth): PropMesh[] {
  const { style, colour } = head.scene.glasses;
  if (style === 'none') return [];
  const frame = FRAMES[style];
  const at = (point: number): Vec3 => landmark(head.model, measures.neutral, point);
  const eye = (first: number): Vec3 => scale([0, 1, 2, 3, 4, 5].reduce<Vec3>((sum, k) => add(sum, at(first + k)), [0, 0, 0]), 1 / 6);
  const right = eye(36), left = eye(42);
  const span = left[0] - right[0];
  const halfWidth = frame.half[0] * span, halfHeight = frame.half[1] * span;
  const middleY = 0.5 * (left[1] + right[1]) - 0.1 * halfHeight;
  const lensX = Math.max(0.5 * span, halfWidth + 0.12 * span) + 0.01 * span;
  const wrap = style === 'sun' ? 0.022 : 0.012;
  // The front stands before cornea, brow and the bridge of the nose, whichever comes farthest.
  let front = Math.max(left[2], right[2]) + 0.9;
  for (let i = 0; i < 48; i++) {
    const [dx, dy] = rim(frame, (i / 48) * 2 * Math.PI);
    for (const side of [-1, 1]) {
      const x = side * lensX + dx * halfWidth, y = middleY + dy * halfHeight;
      front = Math.max(front, depth.z(x, y) + 0.22 + wrap * x * x);
    }
  }
  const bridgeY = middleY + 0.3 * halfHeight;
  front = Math.max(front, depth.z(0, bridgeY) + 0.12);
  front = Math.min(front, Math.max(left[2], right[2]) + 2.1);
  const place = (x: number, y: number, z = 0): Vec3 => [x, y - 0.06 * z, front - wrap * x * x + z - 0.03 * (y - middleY) ** 2 * 0.2];

  const mesh = new MeshBuilder();
  const lenses = new MeshBuilder();
  const plain = (): Rgb => colour;
  for (const side of [-1, 1]) {
    const outline = Array.from({ length: 40 }, (_, i): Vec3 => {
      const [dx, dy] = rim(frame, (i / 40) * 2 * Math.PI);
      return place(side * lensX + side * dx * halfWidth * (1 + frame.drop * dy), middleY + dy * halfHeight);
    });
    addTube(mesh, outline, () => [frame.rimCm[1], frame.rimCm[0]], 6, plain, true, [0, 0, 1]);
    addLens(lenses, outline, place(side * lensX, middleY, 0.12), side, style === 'sun' ? colourOfSunLens(colour) : [0.75, 0.8, 0.82], frame.lensAlpha);
    addTemple(mesh, side > 0 ? measures.ears.left : measures.ears.right, side, place(side * (lensX + halfWidth), middleY + 0.42 * halfHeight), frame, field, plain);
    addPad(mesh, side, middleY, halfHeight, lensX - halfWidth, front, depth, frame, plain);
  }
  const inner = lensX - halfWidth;
  const bridge = Array.from({ length: 9 }, (_, i): Vec3 => {
    const u = (i / 8) * 2 - 1;
    const x = u * (inner + 0.1);
    const y = bridgeY + 0.32 * (1 - u * u) * Math.min(1, inner);
    return [x, y, Math.max(place(x, y)[2], depth.z(x, y) + 0.1 + frame.rimCm[1])];
  });
  addTube(mesh, bridge, () => [frame.rimCm[1] * 0.95, frame.rimCm[0] * 1.05], 6, plain, false, [0, 0, 1]);
  return [
    mesh.toProp({ part: 'glasses', material: frame.material }),
    lenses.toProp({ part: 'glasses', material: 'glass', doubleSided: true }),
  ];
}

/** A point of the rim's outline, −1..1, anticlockwise from the outer end. */
function rim(frame: Frame, angle: number): readonly [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const r = (Math.abs(c) ** frame.power + Math.abs(s) ** frame.power) ** (-1 / frame.power);
  return [r * c, r * s];
}

function colourOfSunLens(frame: Rgb): Rgb {
  return [0.012 + 0.04 * frame[0], 0.012 + 0.03 * frame[1], 0.014 + 0.03 * frame[2]];
}

function addLens(mesh: MeshBuilder, outline: readonly Vec3[], centre: Vec3, side: number, colour: Rgb, alpha: number): void {
  const rings = 4;
  const middle = mesh.vertex(centre, colour, alpha);
  const indices = Array.from({ length: rings }, (_, ring) => outline.map((point) => {
    const t = (ring + 1) / rings;
    const bulge = 0.12 * (1 - t * t);
    const p: Vec3 = add(scale(point, t), scale([centre[0], centre[1], centre[2] - 0.12], 1 - t));
    return mesh.vertex([p[0], p[1], p[2] + bulge], colour, alpha);
  }));
  const flip = side < 0;
  for (let k = 0; k < outline.length; k++) {
    const n = (k + 1) % outline.length;
    const [a, b] = flip ? [n, k] : [k, n];
    mesh.triangle(middle, indices[0]![a]!, indices[0]![b]!);
    for (let ring = 0; ring + 1 < rings; ring++) mesh.quad(indices[ring]![a]!, indices[ring + 1]![a]!, indices[ring + 1]![b]!, indices[ring]![b]!);
  }
}

/** The arm: straight from the hinge to the top of the ear, then down behind it. */
function addTemple(mesh: MeshBuilder, ear: HeadMeasures['ears']['left'], side: number, hinge: Vec3, frame: Frame, field: ScalpField, colour: () => Rgb): void {
  const earTop: Vec3 = [side * (ear.rootX + 0.28), ear.top - 0.25, 0.35 * ear.front + 0.65 * ear.back];
  const tip: Vec3 = [side * (ear.rootX + 0.05), mix(ear.top, ear.bottom, 0.5), ear.back + 0.1];
  const path: Vec3[] = [];
  const straight = subtract(earTop, hinge);
  for (let i = 0; i <= 9; i++) {
    const t = i / 9;
    // The hinge bends the arm backwards within its first centimetre.
    const p = along(hinge, straight, t);
    path.push([side * Math.max(Math.abs(p[0]), mix(Math.abs(hinge[0]), Math.abs(earTop[0]), t * t)) , p[1], p[2]]);
  }
  for (const t of [0.35, 0.7, 1]) path.push([mix(earTop[0], tip[0], t), mix(earTop[1], tip[1], t ** 1.4), mix(earTop[2], tip[2], t ** 0.7)]);
  const clear = path.map((p): Vec3 => {
    const height = field.height(p[0], p[1], p[2]);
    return height >= 0.14 ? p : add(p, scale(normalise([p[0], 0, 0.25 * (p[2] - field.centre[2])]), 0.14 - height));
  });
  const [across, deep] = frame.material === 'metal' ? [0.07, 0.06] : [0.1, 0.19];
  addTube(mesh, clear, (t) => [across, deep * mix(1.1, 0.85, smoothStep(0.2, 1, t))], 6, colour, false, [0, 1, 0]);
}

function addPad(
  mesh: MeshBuilder, side: number, middleY: number, halfHeight: number, inner: number, front: number, depth: FrontDepth, frame: Frame, colour: () => Rgb,
): void {
  const y = middleY - 0.18 * halfHeight;
  const x = side * Math.max(0.55, inner * 0.92);
  const z = Math.min(front - 0.1, depth.z(x, y) + 0.16);
  const arm: Vec3[] = [[side * (inner + 0.1), y + 0.15, front - 0.05], [side * (inner - 0.02), y + 0.12, mix(front, z, 0.5)], [x, y, z]];
  if (frame.material === 'metal') addTube(mesh, arm, () => 0.035, 5, colour);
  addTube(mesh, [[x * 0.97, y + 0.36, z + 0.04], [x, y, z], [x * 1.08, y - 0.32, z - 0.06]], (t) => [0.07, 0.14 * Math.sin(Math.PI * (0.15 + 0.7 * t))], 6, colour, false, [side, 0, 0.6]);
}
