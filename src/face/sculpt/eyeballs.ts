import { EYE } from './anatomy';
import { addSite, bridgeRings, capRing, type Sculpture } from './mesh';
import { bell, type Vec3 } from './vector';

export const EYEBALL_SEGMENTS = 24;
/** Angle from the optical axis of each ring, radians; the third lies on the rim of the iris, the eighth on the equator. */
const IRIS_EDGE = Math.asin(EYE.irisRadiusCm / EYE.radiusCm);
export const EYEBALL_RINGS = [0.17, 0.33, IRIS_EDGE, 0.58, 0.78, 1.03, 1.3, Math.PI / 2, 1.9, 2.3, 2.72];
export const EQUATOR_RING = 7;

/** An eyeball with a cornea, looking along +z; open at its back, where nobody sees it. */
export function sculptEyeball(into: Sculpture, side: 1 | -1): void {
  const group = side > 0 ? 'eyeLeft' : 'eyeRight';
  const centre: Vec3 = [side * EYE.centre[0], EYE.centre[1], EYE.centre[2]];
  const at = (angle: number, turn: number): Vec3 => {
    const radius = EYE.radiusCm + 0.09 * bell(angle / 0.68);
    return [centre[0] + side * radius * Math.sin(angle) * Math.cos(turn), centre[1] + radius * Math.sin(angle) * Math.sin(turn), centre[2] + radius * Math.cos(angle)];
  };
  const site = (position: Vec3): number => addSite(into, { position, canonical: [position[0], position[1]], group, slide: 0 });
  const front = site(at(0, 0));
  const rings = EYEBALL_RINGS.map((angle) => {
    const ring: number[] = [];
    for (let k = 0; k < EYEBALL_SEGMENTS; k += 1) ring.push(site(at(angle, (2 * Math.PI * k) / EYEBALL_SEGMENTS)));
    return side > 0 ? ring.reverse() : ring;
  });
  for (let r = rings.length - 1; r > 0; r -= 1) bridgeRings(into, rings[r]!, rings[r - 1]!);
  capRing(into, rings[0]!, front);
}
