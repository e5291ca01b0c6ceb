import { createRandom, mixSeeds } from '../random';
import type { PosedHead, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import { bodySection } from './body';
import { MeshBuilder } from './mesh-builder';
import { plainSkin } from './skin-tone';
import { addTube } from './solids';
import type { Torso } from './torso';
import { mix, mixVec, smoothStep, type Vec3 } from './vector';

function bodyAt(torso: Torso, down: number, azimuth: number): Vec3 {
  const { halfWidth: width, halfDepth: deep, middleZ, power } = bodySection(down, torso.size);
  const [s, c] = [Math.sin(azimuth), Math.cos(azimuth)];
  const r = (Math.abs(s / width) ** power + Math.abs(c / deep) ** power) ** (-1 / power);
  // Towards the collar the body takes over the neck's own outline.
  const neck = torso.ring.radius(azimuth, -down) + 0.3;
  const blended = mix(neck, r, smoothStep(-0.4, 2.6, down));
  return [blended * s, -down, blended * c + middleZ];
}

/** `covered`: a shawl lies over the opening, which then is wide and plain. */
type Collar = PosedHead['scene']['clothes']['collar'] | 'covered';

/** How far below the collar's level the neck opening reaches at an azimuth, cm. */
function opening(collar: Collar, azimuth: number): number {
  const front = Math.abs(azimuth);
  const roundNeck = mix(1.2, -0.1, smoothStep(0, 2.2, front));
  if (collar === 'crew') return roundNeck;
  const blunt = Math.sqrt(front * front + 0.008);
  if (collar === 'vneck') return roundNeck + 7.5 * Math.max(0, 1 - blunt / 0.85) ** 1.15;
  if (collar === 'covered') return 2.6;
  return 0.2 + 4 * Math.max(0, 1 - blunt / 0.42) ** 1.2;
}

/** Shoulders and chest with a collar, and the skin in the collar's opening. Camera frame: the body turns less than the head. */
export function buildClothes(head: PosedHead, torso: Torso, detail: 'thumbnail' | 'full'): PropMesh[] {
  const { colour } = head.scene.clothes;
  const collar: Collar = head.scene.headwear.style === 'headscarf' ? 'covered' : head.scene.clothes.collar;
  const columns = detail === 'full' ? 96 : 44, rows = detail === 'full' ? 44 : 20;
  const random = createRandom(mixSeeds(head.scene.identity.hair.seed, 101));
  const folds = Array.from({ length: 6 }, () => ({ turn: random.range(2, 9), shift: random.range(0, 6.3), slant: random.range(-0.5, 0.5), size: random.range(0.1, 0.3) }));
  const cloth = new MeshBuilder();
  const azimuthOf = (v: number): number => v * 2 * Math.PI - Math.PI;
  const surface = (down: number, azimuth: number, lift: number): Vec3 => {
    const p = bodyAt(torso, down, azimuth);
    const wrinkle = folds.reduce((sum, fold) => sum + fold.size * Math.sin(fold.turn * azimuth + fold.slant * down + fold.shift), 0) * smoothStep(1.5, 9, down);
    const length = Math.hypot(p[0], p[2]);
    const factor = (length + lift + wrinkle) / length;
    return [p[0] * factor, p[1] + 0.4 * lift, p[2] * factor];
  };
  const downOf = (u: number, azimuth: number): number => opening(collar, azimuth) + (34 - opening(collar, azimuth)) * u ** 1.7;
  cloth.grid(rows, columns, true, (u, v) => torso.toCamera(surface(downOf(u, azimuthOf(v)), azimuthOf(v), u === 0 ? 0.05 : 0.3)), (u, v) => {
    const nearPlacket = collar === 'shirt' && Math.abs(azimuthOf(v)) < 0.06 && u > 0.1 ? 0.8 : 1;
    return tone(colour, nearPlacket);
  });
  const rim = Array.from({ length: columns }, (_, k): Vec3 => {
    const azimuth = azimuthOf(k / columns);
    return torso.toCamera(surface(opening(collar, azimuth) + 0.1, azimuth, 0.22));
  });
  if (collar === 'shirt') addShirtCollar(cloth, torso, surface, colour);
  else if (collar !== 'covered') addTube(cloth, rim, () => [0.3, 0.42], 6, () => tone(colour, 0.88), true);

  const garment = cloth.toProp({ part: 'clothes', material: 'cloth', frame: 'camera', doubleSided: true });
  if (collar === 'covered') return [garment];
  const skin = new MeshBuilder();
  const tint = plainSkin(head.scene.identity.skin);
  skin.grid(15, detail === 'full' ? 64 : 32, true, (u, v) => {
    const azimuth = azimuthOf(v);
    const down = mix(-2.4, opening(collar, azimuth > Math.PI ? azimuth - 2 * Math.PI : azimuth) + 0.9, u ** 1.2);
    const stub = neckStub(torso, azimuth, down);
    const p = mixVec(stub, bodyAt(torso, down, azimuth), smoothStep(-0.2, 1.6, down));
    const sunk = 1 - 0.04 * smoothStep(0.6, 2.5, down);
    return torso.toCamera([p[0] * sunk, p[1], p[2] * sunk]);
  }, () => tint);
  return [
    garment,
    skin.toProp({ part: 'neck', material: 'skin', frame: 'camera' }),
  ];
}

/** The bust's skin lies over the lower end of the head's neck and slips inside it farther up, so the neck's end is not seen. */
function neckStub(torso: Torso, azimuth: number, down: number): Vec3 {
  const r = torso.ring.radius(azimuth, -down) + mix(0.3, -0.9, smoothStep(0.6, -2.2, down));
  return [r * Math.sin(azimuth), -down, r * Math.cos(azimuth)];
}

const tone = (colour: Rgb, factor: number): Rgb => [colour[0] * factor, colour[1] * factor, colour[2] * factor];

/** A band that stands round the neck and two leaves folded over it, open at the throat. */
function addShirtCollar(mesh: MeshBuilder, torso: Torso, surface: (down: number, azimuth: number, lift: number) => Vec3, colour: Rgb): void {
  const gap = 0.16;
  const around = (v: number): number => gap + v * 2 * (Math.PI - gap);
  for (const inside of [true, false]) {
    mesh.grid(6, 49, false, (u, v0) => {
      const v = inside ? v0 : 1 - v0;
      const azimuth = around(v);
      const signed = azimuth > Math.PI ? azimuth - 2 * Math.PI : azimuth;
      const front = smoothStep(1.5, 0.1, Math.abs(signed));
      const height = mix(2.6, 1.2, front);
      const base = surface(opening('shirt', signed) * 0.6, signed, 0.12);
      const top: Vec3 = [base[0] * 0.99, base[1] + height, base[2] * 0.99 - 0.25 * front];
      if (inside) return torso.toCamera([mix(base[0], top[0], u), mix(base[1], top[1], u), mix(base[2], top[2], u)]);
      const leaf = surface(mix(0.9, 3.6, front ** 1.6), signed + Math.sign(signed) * 0.12 * front, 0.6);
      const bow = 0.35 * Math.sin(Math.PI * u);
      const p: Vec3 = [mix(top[0], leaf[0], u), mix(top[1], leaf[1], u), mix(top[2], leaf[2], u)];
      const r = Math.hypot(p[0], p[2]);
      return torso.toCamera([p[0] * (1 + bow / r), p[1] + (u === 0 ? 0.08 : 0), p[2] * (1 + bow / r)]);
    }, (u) => tone(colour, inside ? 0.8 : u > 0.85 ? 0.94 : 1.03));
  }
}
