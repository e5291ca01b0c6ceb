import { createRandom, mixSeeds } from '../random';
import { add, cross, dot, normalise, scale, smoothStep, subtract, type Vec3 } from './vector';

/** A tapered capsule. */
export interface Bone {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly fromRadius: number;
  readonly toRadius: number;
}

/** A hand of mean size seen from its back: palm middle at the origin, fingers up (+y), back towards +z, thumb at +x; cm. */
export interface HandForm {
  /** Signed distance to the skin, cm, negative inside. */
  distance(x: number, y: number, z: number): number;
  /** How much of a place is nail, and how much a crease over a joint, 0..1 each. */
  nail(x: number, y: number, z: number): number;
  crease(x: number, y: number, z: number): number;
  readonly low: Vec3;
  readonly high: Vec3;
}

interface Nail {
  readonly centre: Vec3;
  readonly axis: Vec3;
  readonly side: Vec3;
  readonly radius: number;
}

/** Root of each finger, its three bone lengths, its radius at the root and its sideways angle, cm and degrees. */
const FINGERS = [
  { root: [3.0, 3.7, 0.1], bones: [4.3, 2.5, 2.0], radius: 0.92, fan: 6 },
  { root: [1.05, 4.15, 0.25], bones: [4.8, 2.9, 2.1], radius: 0.94, fan: 1.5 },
  { root: [-0.9, 3.8, 0.2], bones: [4.5, 2.7, 2.1], radius: 0.9, fan: -3 },
  { root: [-2.7, 3.0, -0.05], bones: [3.5, 2.0, 1.8], radius: 0.78, fan: -9 },
] as const;
const WRIST = [[1.25, -4.6, -0.15], [0.45, -4.8, 0.05], [-0.4, -4.8, 0], [-1.2, -4.6, -0.2]] as const;

function direction(fanDeg: number, curlDeg: number): Vec3 {
  const [f, c] = [(fanDeg * Math.PI) / 180, (curlDeg * Math.PI) / 180];
  return [Math.sin(f) * Math.cos(c), Math.cos(f) * Math.cos(c), -Math.sin(c)];
}

/** Distance to a tapered capsule (without the exact cone: the radius is interpolated along the axis). */
function boneDistance(bone: Bone, x: number, y: number, z: number): number {
  const ax = bone.to[0] - bone.from[0], ay = bone.to[1] - bone.from[1], az = bone.to[2] - bone.from[2];
  const px = x - bone.from[0], py = y - bone.from[1], pz = z - bone.from[2];
  let t = (px * ax + py * ay + pz * az) / (ax * ax + ay * ay + az * az);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  const dx = px - t * ax, dy = py - t * ay, dz = pz - t * az;
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - (bone.fromRadius + t * (bone.toRadius - bone.fromRadius));
}

/** Smooth minimum with a polynomial fillet of size k. */
function blend(a: number, b: number, k: number): number {
  const h = k - Math.abs(a - b);
  return h <= 0 ? Math.min(a, b) : Math.min(a, b) - (h * h) / (4 * k);
}

/** A hand in a pose drawn from the seed: fingers a little bent, each differently, more or less spread. */
export function createHandForm(seed: number): HandForm {
  const random = createRandom(mixSeeds(seed, 131));
  const bend = random.range(6, 26), spread = random.range(0.6, 2.2);
  const palm: Bone[] = [];
  const chains: Bone[][] = [];
  const nails: Nail[] = [];
  const joints: Vec3[] = [];
  const addChain = (root: Vec3, bones: readonly number[], radius: number, fan: number, curls: readonly number[], roll: Vec3): void => {
    const chain: Bone[] = [];
    let at = root;
    let curl = 0;
    bones.forEach((length, i) => {
      curl += curls[i]!;
      const d = direction(fan, curl);
      const to = add(at, scale(d, length - (i === bones.length - 1 ? radius * 0.6 : 0)));
      const [r0, r1] = [radius * (1 - 0.1 * i), radius * (0.92 - 0.11 * i)];
      chain.push({ from: at, to, fromRadius: r0, toRadius: r1 });
      if (i > 0) {
        // The joint is a little thicker than the bones it links.
        chain.push({ from: add(at, [0, -0.05, 0.03]), to: add(at, [0, 0.05, 0.05]), fromRadius: r0, toRadius: r0 * 1.01 });
        joints.push(at);
      }
      if (i === bones.length - 1) {
        const side = normalise(cross(d, roll));
        const back = normalise(cross(side, d));
        nails.push({ centre: add(subtract(to, scale(d, 0.12)), scale(back, r1 * 0.95)), axis: d, side, radius: r1 });
      }
      at = to;
    });
    chains.push(chain);
  };
  FINGERS.forEach((finger, i) => {
    const own = bend * random.range(0.6, 1.3);
    palm.push({ from: WRIST[i]!, to: finger.root, fromRadius: 1.15, toRadius: finger.radius * 1.12 });
    addChain(finger.root, finger.bones, finger.radius, finger.fan * spread, [own * 0.8, own * 1.2, own * 0.8], [0, 0, 1]);
  });
  palm.push({ from: [0.2, -2, -0.5], to: [0.2, 1.6, -0.35], fromRadius: 1.35, toRadius: 1.15 });
  const thumbRoot: Vec3 = [2.9, -1.9, -0.7];
  palm.push({ from: [1.2, -3.7, -0.4], to: thumbRoot, fromRadius: 1.25, toRadius: 1.15 });
  const thumbFan = random.range(28, 44);
  addChain(thumbRoot, [2.9, 2.5], 0.98, thumbFan, [10, 12 + 0.5 * bend], normalise([0.75, 0, 0.66]));
  const forearm: Bone = { from: [0, -4.4, 0], to: [-0.2, -9, -0.3], fromRadius: 1.95, toRadius: 2.45 };

  const distance = (x: number, y: number, z: number): number => {
    let body = boneDistance(palm[0]!, x, y, z);
    for (let i = 1; i < palm.length; i++) body = blend(body, boneDistance(palm[i]!, x, y, z), 0.9);
    // The wrist is flatter than it is wide.
    body = blend(body, boneDistance(forearm, x * 0.84, y, z * 1.12), 1);
    let fingers = Infinity;
    for (const chain of chains) {
      let finger = Infinity;
      for (const bone of chain) finger = blend(finger, boneDistance(bone, x, y, z), 0.3);
      fingers = fingers === Infinity ? finger : blend(fingers, finger, 0.1);
    }
    return blend(body, fingers, 0.6);
  };
  return {
    distance,
    nail: (x, y, z) => {
      let most = 0;
      for (const nail of nails) {
        const d: Vec3 = subtract([x, y, z], nail.centre);
        const lengthwise = dot(d, nail.axis) / (0.95 * nail.radius), sideways = dot(d, nail.side) / (0.72 * nail.radius);
        const off = Math.abs(dot(d, cross(nail.side, nail.axis))) / nail.radius;
        most = Math.max(most, smoothStep(1.1, 0.85, Math.max(Math.hypot(lengthwise, sideways * 0.95), off * 1.6)));
      }
      return most;
    },
    crease: (x, y, z) => {
      let most = 0;
      for (const joint of joints) {
        const along = Math.abs(y - joint[1]), near = Math.hypot(x - joint[0], z - joint[2]);
        most = Math.max(most, smoothStep(0.5, 0.1, along) * smoothStep(1.2, 0.6, near));
      }
      return most;
    },
    low: [-6.5, -9.2, -8.5],
    high: [8, 14.5, 2.6],
  };
}
