import { createRandom, mixSeeds } from '../random';
import { vertexNormals } from '../model/evaluate';
import { PARTS } from '../model/types';
import type { PosedHead, PropMesh } from '../render/types';
import { RibbonBuffer } from './hair/ribbons';
import { strandColour } from './hair/hair-colour';
import { bendStrand } from './hair/shape';
import { clamp, mix, normalise, smoothStep, type Vec3 } from './vector';

/** Canonical places that bound a beard, cm on the mean's frontal plane. */
interface BeardMap {
  readonly noseBase: number;
  readonly mouth: number;
  readonly lipTop: number;
  readonly lipBottom: number;
  readonly chin: number;
  readonly mouthHalf: number;
  readonly sideX: number;
  readonly sideY: number;
}

function beardMap(head: PosedHead): BeardMap {
  const { canonical, landmarks68 } = head.model;
  const x = (point: number): number => canonical[2 * landmarks68[point]!]!;
  const y = (point: number): number => canonical[2 * landmarks68[point]! + 1]!;
  return {
    noseBase: y(33), mouth: 0.5 * (y(48) + y(54)), lipTop: 0.5 * (y(50) + y(52)), lipBottom: y(57), chin: y(8),
    mouthHalf: 0.5 * (x(54) - x(48)), sideX: 0.5 * (x(15) - x(1)), sideY: 0.5 * (y(0) + y(16)),
  };
}

/** How densely hair of a style grows at a canonical place, 0..1. */
function growth(style: 'moustache' | 'goatee' | 'full', map: BeardMap, x: number, y: number): number {
  const side = Math.abs(x);
  const moustache = smoothStep(map.noseBase - 0.1, map.noseBase - 0.5, y) * smoothStep(map.mouth - 0.55, map.mouth - 0.15, y)
    * smoothStep(map.mouthHalf + 0.95, map.mouthHalf + 0.3, side) * outsideLips(map, side, y) * mix(0.55, 1, smoothStep(0.05, 0.4, side));
  if (style === 'moustache') return moustache * smoothStep(map.mouth - 0.3, map.mouth + 0.1, y);
  const chinWidth = mix(1.1, map.mouthHalf + 0.35, smoothStep(map.lipBottom, map.chin, y));
  const soul = smoothStep(0.75, 0.4, side) * smoothStep(map.lipBottom + 0.05, map.lipBottom - 0.25, y);
  const chin = Math.max(soul, smoothStep(chinWidth + 0.5, chinWidth - 0.2, side) * smoothStep(map.lipBottom - 0.25, map.lipBottom - 0.8, y)) * smoothStep(map.chin - 2.4, map.chin - 1.2, y);
  const strip = smoothStep(0.75, 0.35, Math.abs(side - map.mouthHalf - 0.45)) * smoothStep(map.mouth + 0.2, map.mouth - 0.1, y) * smoothStep(map.chin, map.lipBottom - 0.4, y);
  const goatee = Math.max(moustache, chin, 0.9 * strip);
  if (style === 'goatee') return goatee;
  const t = clamp((side - map.mouthHalf) / Math.max(0.5, map.sideX - map.mouthHalf), 0, 1.25);
  const upper = map.mouth + 0.35 + (map.sideY + 0.8 - map.mouth) * t ** 1.7;
  const cheeks = smoothStep(upper + 0.35, upper - 0.75, y) * smoothStep(map.mouthHalf - 0.1, map.mouthHalf + 0.5, side + smoothStep(map.lipBottom + 0.2, map.lipBottom - 0.5, y) * 4)
    * smoothStep(map.chin - 3.6, map.chin - 2.2, y) * smoothStep(map.sideX + 1.9, map.sideX + 1.1, side);
  return Math.max(goatee, cheeks * outsideLips(map, side, y));
}

function outsideLips(map: BeardMap, side: number, y: number): number {
  const middle = 0.5 * (map.lipTop + map.lipBottom);
  const half = 0.5 * (map.lipTop - map.lipBottom) + 0.08;
  const r = Math.hypot(side / (map.mouthHalf + 0.1), (y - middle) / half);
  return smoothStep(0.92, 1.12, r);
}

/** The shade of dense short hair under the strands: the beard's skin triangles, lifted a little, faded by the density. */
function undergrowth(head: PosedHead, density: Float32Array, cover: number): PropMesh | undefined {
  const { model, positions, normals } = head;
  const index = new Int32Array(model.vertexCount).fill(-1);
  const vertices: number[] = [];
  const triangles: number[] = [];
  const allowed = new Set<number>(['skin', 'neck', 'nose'].map((part) => PARTS.indexOf(part as 'skin')));
  for (let t = 0; t < model.triangleParts.length; t++) {
    if (!allowed.has(model.triangleParts[t]!)) continue;
    const corners = [model.triangles[3 * t]!, model.triangles[3 * t + 1]!, model.triangles[3 * t + 2]!];
    if (corners.every((v) => density[v]! < 0.02)) continue;
    for (const v of corners) {
      if (index[v]! < 0) {
        index[v] = vertices.length;
        vertices.push(v);
      }
      triangles.push(index[v]!);
    }
  }
  if (triangles.length === 0) return undefined;
  const { colour, style } = head.scene.identity.facialHair;
  const own = new Float32Array(3 * vertices.length), colours = new Float32Array(3 * vertices.length), alpha = new Float32Array(vertices.length);
  const tangents = new Float32Array(3 * vertices.length);
  vertices.forEach((v, i) => {
    for (let axis = 0; axis < 3; axis++) {
      own[3 * i + axis] = positions[3 * v + axis]! + 0.045 * normals[3 * v + axis]!;
      colours[3 * i + axis] = 0.7 * colour[axis]!;
    }
    tangents[3 * i + 1] = -1;
    alpha[i] = clamp(density[v]! * cover * (style === 'full' ? 0.85 : 0.7), 0, 0.9);
  });
  const indices = Uint32Array.from(triangles);
  return {
    frame: 'head', positions: own, normals: vertexNormals({ triangles: indices }, own), triangles: indices, part: PARTS.indexOf('hair'), material: 'hair', colours, tangents, alpha, doubleSided: false,
  };
}

/**
 * Moustache, goatee or full beard: short strands rooted on the skin by canonical coordinates, so they follow identity and jaw.
 * Empty for `none` and for `stubble`, which is paint.
 */
export function buildFacialHair(head: PosedHead, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { style, density, colour } = head.scene.identity.facialHair;
  if (style === 'none' || style === 'stubble') return [];
  const { model, positions, normals } = head;
  const { seed, greyness } = head.scene.identity.hair;
  const map = beardMap(head);
  const { canonical } = model;
  const perVertex = new Float32Array(model.vertexCount);
  const skin = new Set<number>(['skin', 'neck', 'nose'].map((part) => PARTS.indexOf(part as 'skin')));
  const places: number[] = [];
  const sums: number[] = [];
  let total = 0;
  for (let t = 0; t < model.triangleParts.length; t++) {
    if (!skin.has(model.triangleParts[t]!)) continue;
    const [a, b, c] = [model.triangles[3 * t]!, model.triangles[3 * t + 1]!, model.triangles[3 * t + 2]!];
    // Only the outer surface of the lower face.
    const y = canonical[2 * a + 1]!;
    if (y > map.noseBase + 6 || y < map.chin - 5) continue;
    let mean = 0;
    for (const v of [a, b, c]) {
      if (perVertex[v] === 0) perVertex[v] = growth(style, map, canonical[2 * v]!, canonical[2 * v + 1]!) + 1e-6;
      mean += perVertex[v]! / 3;
    }
    if (mean < 0.03) continue;
    total += mean * area(model.mean, a, b, c);
    places.push(t);
    sums.push(total);
  }
  if (total === 0) return [];
  const random = createRandom(mixSeeds(seed, 83));
  const bushy = random.next();
  const full = detail === 'full';
  const perSquareCm = (full ? 34 : 5) * mix(0.45, 1, density);
  const count = Math.min(full ? 4200 : 420, Math.round(total * perSquareCm));
  const points = full ? 6 : 4;
  const path = new Float32Array(3 * points);
  const buffer = new RibbonBuffer(count * points);
  const curl = { curlRadiusCm: 0.1 * random.next(), curlPitchCm: 0.7, waveCm: 0.06, waveLengthCm: 1.2, frizz: 0.5 } as const;
  for (let i = 0; i < count; i++) {
    const wanted = ((i + random.next()) / count) * total;
    const t = places[lowerBound(sums, wanted)]!;
    const corners = [model.triangles[3 * t]!, model.triangles[3 * t + 1]!, model.triangles[3 * t + 2]!] as const;
    let [u, v] = [random.next(), random.next()];
    if (u + v > 1) [u, v] = [1 - u, 1 - v];
    const weights = [1 - u - v, u, v] as const;
    const at = (from: Float32Array, width: number, axis: number): number =>
      weights[0] * from[width * corners[0] + axis]! + weights[1] * from[width * corners[1] + axis]! + weights[2] * from[width * corners[2] + axis]!;
    const x = at(canonical, 2, 0), y = at(canonical, 2, 1);
    const here = growth(style, map, x, y);
    const chance = [random.range(-1, 1), random.range(-1, 1), random.range(-1, 1)] as const;
    if (random.next() > here * 1.4) continue;
    const normal = normalise([at(normals, 3, 0), at(normals, 3, 1), at(normals, 3, 2)]);
    const onLip = y > map.lipTop - 0.1 && Math.abs(x) < map.mouthHalf + 0.4 ? 1 : 0;
    const chin = smoothStep(map.mouthHalf + 1.5, 0.4, Math.abs(x)) * smoothStep(map.lipBottom, map.chin, y);
    const comb: Vec3 = onLip ? [Math.sign(x) * mix(0.3, 1, Math.min(1, Math.abs(x))) + 0.15 * chance[0], -0.75, 0] : [0.25 * chance[0] - 0.12 * Math.sign(x), -1, 0.2 + 0.35 * chin];
    const toSkin = comb[0] * normal[0] + comb[1] * normal[1] + comb[2] * normal[2];
    const flat = normalise([comb[0] - toSkin * normal[0], comb[1] - toSkin * normal[1], comb[2] - toSkin * normal[2]]);
    const stand = (onLip ? 0.22 : mix(0.35, 0.5, chin)) + 0.15 * chance[1];
    const length = (onLip ? mix(0.5, 0.95, bushy) : mix(mix(0.5, 1.1, bushy), mix(0.9, 3, bushy * bushy), chin)) * mix(0.6, 1, here) * (1 + 0.25 * chance[2]);
    let [px, py, pz] = [at(positions, 3, 0), at(positions, 3, 1), at(positions, 3, 2)];
    for (let k = 0; k < points; k++) {
      path.set([px, py, pz], 3 * k);
      const lean = stand * (1 - (0.9 * k) / points) + 0.04;
      const d = normalise([flat[0] + lean * normal[0], flat[1] + lean * normal[1] - 0.15 * k / points, flat[2] + lean * normal[2]]);
      const step = length / (points - 1);
      px += d[0] * step;
      py += d[1] * step;
      pz += d[2] * step;
    }
    const centre: Vec3 = [path[0]! - 4 * normal[0], path[1]! - 4 * normal[1], path[2]! - 4 * normal[2]];
    bendStrand(path, points, curl, { chance }, length, 3 * chance[0], centre);
    buffer.strand(path, points, {
      widthCm: (full ? 0.055 : 0.16) * random.range(0.7, 1.2), colour: strandColour(colour, clamp(greyness * 1.1, 0, 1), 0.5 * chance[1], random),
      rootShade: 0.75, tipShade: 1.1, rootAlpha: 0.8, tipAlpha: 0.25, twist: 0.8 * chance[2],
    }, centre[0], centre[1], centre[2]);
  }
  const under = undergrowth(head, perVertex, mix(0.5, 1, density));
  return under ? [under, buffer.toProp()] : [buffer.toProp()];
}

function area(positions: Float32Array, a: number, b: number, c: number): number {
  const ux = positions[3 * b]! - positions[3 * a]!, uy = positions[3 * b + 1]! - positions[3 * a + 1]!, uz = positions[3 * b + 2]! - positions[3 * a + 2]!;
  const vx = positions[3 * c]! - positions[3 * a]!, vy = positions[3 * c + 1]! - positions[3 * a + 1]!, vz = positions[3 * c + 2]! - positions[3 * a + 2]!;
  return 0.5 * Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
}

/** Index of the first sum ≥ value. */
function lowerBound(sums: readonly number[], value: number): number {
  let low = 0, high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
