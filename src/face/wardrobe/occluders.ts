import { PARTS } from '../model/types';
import { headRotation } from '../render/pose';
import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import { createHandForm } from './hand-form';
import { MeshBuilder } from './mesh-builder';
import { plainSkin } from './skin-tone';
import { addTube } from './solids';
import { surfaceNets } from './surface-nets';
import { add, mix, rotate, scale, smoothStep, type Vec3 } from './vector';

/** Where an object before the face is: camera axes about the head's origin, turned in the picture plane and scaled. */
interface Placement {
  readonly centre: Vec3;
  readonly cos: number;
  readonly sin: number;
  readonly scale: number;
}

/** Camera-frame place of the occluder: over the scene's point of the face, just in front of everything of the head near it. */
function placeBefore(head: PosedHead, reachCm: number, thicknessCm: number, factor: number): Placement {
  const { centre, rotationDeg } = head.scene.occluder;
  const rotation = headRotation(head.scene.pose);
  const { positions } = head;
  let front: Vec3 = [0, 0, 0];
  let least = Infinity;
  for (let i = 0; i < positions.length; i += 3) {
    const d = (positions[i]! - centre[0]) ** 2 + (positions[i + 1]! - centre[1]) ** 2 - 0.3 * positions[i + 2]!;
    if (positions[i + 2]! < -4 || d >= least) continue;
    least = d;
    front = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
  }
  const seen = rotate(rotation, front);
  let nearest = seen[2];
  for (let i = 0; i < positions.length; i += 3) {
    const p = rotate(rotation, [positions[i]!, positions[i + 1]!, positions[i + 2]!]);
    if (Math.hypot(p[0] - seen[0], p[1] - seen[1]) < reachCm) nearest = Math.max(nearest, p[2]);
  }
  const angle = (rotationDeg * Math.PI) / 180;
  return { centre: [seen[0], seen[1], nearest + thicknessCm + 0.3], cos: Math.cos(angle), sin: Math.sin(angle), scale: factor };
}

function put(place: Placement, p: Vec3): Vec3 {
  const [x, y, z] = scale(p, place.scale);
  return [place.centre[0] + place.cos * x - place.sin * y, place.centre[1] + place.sin * x + place.cos * y, place.centre[2] + z];
}

const tone = (colour: Rgb, factor: number): Rgb => [colour[0] * factor, colour[1] * factor, colour[2] * factor];

/** Breadth of the hand over the knuckles that `sizeCm` is compared with. */
const HAND_BREADTH_CM = 8.8;

/** The person's own hand before the face, its back to the camera, with a sleeve below the wrist. Mirrored when it is on the subject's right. */
function hand(head: PosedHead, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { sizeCm, centre } = head.scene.occluder;
  const form = createHandForm(head.scene.identity.skin.textureSeed);
  const net = surfaceNets(form.distance, form.low, form.high, detail === 'full' ? 0.3 : 0.46);
  const factor = sizeCm / HAND_BREADTH_CM;
  const place = placeBefore(head, 5 * factor, 1.9 * factor, factor);
  const mirror = centre[0] >= 0 ? -1 : 1;
  const skin = plainSkin(head.scene.identity.skin);
  const nailTone: Rgb = [mix(skin[0], 0.8, 0.5), mix(skin[1], 0.52, 0.5), mix(skin[2], 0.48, 0.5)];
  const count = net.positions.length / 3;
  const positions = new Float32Array(3 * count), normals = new Float32Array(3 * count), colours = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [net.positions[3 * v]!, net.positions[3 * v + 1]!, net.positions[3 * v + 2]!];
    positions.set(put(place, [mirror * x, y, z]), 3 * v);
    const [nx, ny, nz] = [mirror * net.normals[3 * v]!, net.normals[3 * v + 1]!, net.normals[3 * v + 2]!];
    normals.set([place.cos * nx - place.sin * ny, place.sin * nx + place.cos * ny, nz], 3 * v);
    const nail = form.nail(x, y, z), crease = form.crease(x, y, z) * (1 - nail);
    const palmSide = smoothStep(-0.1, -0.9, net.normals[3 * v + 2]!);
    for (let c = 0; c < 3; c++) {
      const base = mix(skin[c]!, Math.min(1, skin[c]! * [1.12, 1.02, 1][c]!), palmSide);
      colours[3 * v + c] = mix(base * (1 - crease * [0.1, 0.24, 0.26][c]!), nailTone[c]!, nail);
    }
  }
  const triangles = mirror > 0 ? net.triangles : net.triangles.map((_, i, all) => all[i - (i % 3) + [0, 2, 1][i % 3]!]!);
  const sleeve = new MeshBuilder();
  const cuff = [[0, -6.1], [-0.05, -6.4], [-0.1, -7.4], [-0.3, -12], [-0.8, -22], [-1.5, -40]].map(([x, y]): Vec3 => put(place, [mirror * x!, y!, -0.2]));
  addTube(sleeve, cuff, (t) => scale2([3.1 + 1.6 * t, 2.6 + 1.7 * t], factor), 22, (t) => tone(head.scene.clothes.colour, t < 0.1 ? 0.75 : 0.95), false, [0, 0, 1]);
  return [
    { frame: 'camera', positions, normals, triangles, part: PARTS.indexOf('occluder'), material: 'skin', colours, doubleSided: false },
    sleeve.toProp({ part: 'occluder', material: 'cloth', frame: 'camera' }),
  ];
}

const scale2 = (pair: readonly [number, number], factor: number): readonly [number, number] => [pair[1] * factor, pair[0] * factor];

function ball(head: PosedHead): PropMesh[] {
  const { sizeCm, colour } = head.scene.occluder;
  const radius = 0.5 * sizeCm;
  const place = placeBefore(head, radius, radius * 0.9, 1);
  const mesh = new MeshBuilder();
  const second = tone(colour, 0.45);
  mesh.grid(25, 40, true, (u, v) => {
    const [e, a] = [(0.5 - u) * Math.PI, v * 2 * Math.PI];
    return put(place, scale([Math.cos(e) * Math.sin(a), Math.sin(e), Math.cos(e) * Math.cos(a)], radius));
  }, (u, v) => (Math.abs(Math.cos((0.5 - u) * Math.PI) * Math.sin(v * 2 * Math.PI + 0.6)) < 0.09 ? second : colour));
  return [mesh.toProp({ part: 'occluder', material: 'plastic', frame: 'camera' })];
}

/** A bar right across the picture, such as a rail or the edge of a door. */
function bar(head: PosedHead): PropMesh[] {
  const { sizeCm, colour } = head.scene.occluder;
  const place = placeBefore(head, sizeCm, 0.6 * sizeCm, 1);
  const mesh = new MeshBuilder();
  const path = Array.from({ length: 9 }, (_, i): Vec3 => put(place, [-60 + 15 * i, 0, 0]));
  addTube(mesh, path, () => [0.5 * sizeCm, 0.5 * sizeCm], 20, () => colour, false, [0, 0, 1]);
  return [mesh.toProp({ part: 'occluder', material: 'metal', frame: 'camera' })];
}

/** A mug: outside, rim, inside and a handle. */
function cup(head: PosedHead): PropMesh[] {
  const { sizeCm, colour } = head.scene.occluder;
  const place = placeBefore(head, 4, 4, sizeCm / 9);
  const profile: readonly (readonly [number, number])[] = [
    [0, -4.5], [3.0, -4.5], [3.5, -4.2], [3.7, -3.4], [3.9, 0], [4.1, 3.9], [4.15, 4.4], [4.02, 4.5], [3.85, 4.38], [3.7, 3.6], [3.5, -3.4], [0, -3.7],
  ];
  const mesh = new MeshBuilder();
  const inside = tone(colour, 0.8);
  mesh.grid(profile.length, 40, true, (u, v0) => {
    const [r, y] = profile[Math.round(u * (profile.length - 1))]!;
    const a = -v0 * 2 * Math.PI;
    return put(place, [r * Math.sin(a), y, r * Math.cos(a)]);
  }, (u) => (u > 0.75 ? inside : u > 0.2 && u < 0.28 ? tone(colour, 0.6) : colour));
  const handle = Array.from({ length: 13 }, (_, i): Vec3 => {
    const a = -1.35 + (2.7 * i) / 12;
    return put(place, add([3.7, 0.1, 0], [2.5 * Math.cos(a), 2.7 * Math.sin(a), 0]));
  });
  addTube(mesh, handle, () => [0.32 * place.scale, 0.5 * place.scale], 8, () => colour, false, [0, 0, 1]);
  return [mesh.toProp({ part: 'occluder', material: 'plastic', frame: 'camera' })];
}

/** The hand or object before the face; empty for `none` and for `mask`, which is clothing. */
export function buildOccluder(head: PosedHead, detail: 'thumbnail' | 'full'): PropMesh[] {
  switch (head.scene.occluder.kind) {
    case 'none':
    case 'mask':
      return [];
    case 'hand':
      return hand(head, detail);
    case 'ball':
      return ball(head);
    case 'bar':
      return bar(head);
    case 'cup':
      return cup(head);
  }
}
