import { trace, type Field } from './field';
import { mix, smoothstep, spline, type Vec2, type Vec3 } from './vector';

/** Courses of the lip lines over |x| / half-width: cupid's bow, lower border, and the line where the lips meet; y in cm. */
const UPPER_BORDER: readonly Vec2[] = [[0, -6.4], [0.1, -6.34], [0.22, -6.26], [0.37, -6.34], [0.6, -6.58], [0.82, -6.81], [1, -6.95]];
const LOWER_BORDER: readonly Vec2[] = [[0, -7.98], [0.2, -7.96], [0.42, -7.83], [0.66, -7.54], [0.86, -7.17], [1, -6.95]];
const CONTACT: readonly Vec2[] = [[0, -7.11], [0.12, -7.1], [0.3, -7.04], [0.55, -7.05], [0.85, -7.02], [1, -6.95]];
const HALF_WIDTH_CM = 2.58;

/** Numbers of the rings that fill the mouth hole. */
export const LIP = { border: 3, contact: 7, inner: 8, vestibule: 10, last: 14 } as const;
/** From border (0) to contact line (1): share of the lip's height at rings 3..7. */
const SHARE = [0, 0.25, 0.52, 0.8, 1] as const;

/** Forward swell of the upper lip: a tubercle in the middle and one mass on either side, cm. */
function upperSwell(u: number): number {
  const a = Math.abs(u);
  return 0.2 * (1 - a ** 2.4) + 0.055 * Math.exp(-((a / 0.16) ** 2)) + 0.05 * Math.exp(-(((a - 0.42) / 0.2) ** 2));
}

/** Forward swell of the lower lip: two masses beside a shallow middle dent, cm. */
function lowerSwell(u: number): number {
  const a = Math.abs(u);
  return 0.22 * (1 - a ** 2.6) + 0.075 * Math.exp(-(((a - 0.24) / 0.22) ** 2));
}

/** Profile of a lip from border to contact line, as a share of the swell; and the fold back into the mouth, cm. */
const PROFILE: readonly Vec2[] = [[0, 0.28], [0.25, 0.72], [0.52, 1], [0.8, 0.86], [1, 0.1]];

const fromFront = (field: Field, x: number, y: number): Vec3 => trace(field, [x, y, 9], [0, 0, -1]) ?? [x, y, 1];

/** Where along the ring a column starts, −1 (subject's right corner) .. 1: a little denser towards the corners. */
const across = (along: number): number => mix(2 * along - 1, -Math.cos(Math.PI * along), 0.4);

/**
 * Position of one vertex of a mouth ring. Rings 1-2 lead from the grid to the lips, 3 is the vermilion border, 7 the line where the lips
 * meet, 8-10 line the lips inside, 11-14 are the cheeks' inside and the throat.
 */
export function lipPoint(field: Field, border: Vec3, ring: number, along: number, half: -1 | 0 | 1): { readonly position: Vec3; readonly canonical: Vec2 } {
  const u = across(along);
  const a = Math.abs(u);
  const upper = half >= 0;
  const borderY = spline(half === 0 ? CONTACT : upper ? UPPER_BORDER : LOWER_BORDER, a);
  const contactY = spline(CONTACT, a);
  const share = ring < LIP.border ? 0 : SHARE[Math.min(ring, LIP.contact) - LIP.border]!;
  const x = u * (HALF_WIDTH_CM + 0.04 - 0.17 * share);
  if (ring < LIP.border) {
    const t = ring === 1 ? 0.45 : 0.8;
    const px = mix(border[0], x * 1.015, t);
    const py = mix(border[1], borderY, t);
    const [, , z] = fromFront(field, px, py);
    const roll = ring === 2 ? 0.035 * (1 - a * a) : 0;
    return { position: [px, py, z + roll], canonical: [px, py] };
  }
  const y = mix(borderY, contactY, share) - (half === 0 ? 0 : half * 0.006 * smoothstep(0.9, 1, share));
  const swell = upper ? upperSwell(u) : lowerSwell(u);
  const corner = smoothstep(0.72, 1, a);
  const lipZ = (s: number): number => {
    const py = mix(borderY, contactY, s);
    return fromFront(field, x, py)[2] + swell * spline(PROFILE, s) + (0.06 * (1 - a * a) - 0.16 * corner * s);
  };
  if (ring <= LIP.contact) return { position: [x, y, lipZ(share)], canonical: [x, y] };
  return { position: insideMouth(ring, x, contactY, lipZ(1), half), canonical: [x, contactY] };
}

/** Lining of the lips and bag of the mouth behind the teeth. */
function insideMouth(ring: number, x: number, contactY: number, contactZ: number, half: -1 | 0 | 1): Vec3 {
  const mid = 1 - (Math.abs(x) / (HALF_WIDTH_CM - 0.13)) ** 2;
  const spread = half * Math.sqrt(Math.max(0, mid));
  switch (ring) {
    case 8: return [x * 0.985, contactY - half * 0.006 * mid, contactZ - 0.2];
    case 9: return [x * 0.975, contactY + 0.3 * spread, contactZ - 0.42];
    case 10: return [x * 0.97, contactY + 0.75 * spread, contactZ - 0.55 - 0.1 * mid];
    case 11: return [x * 1.02, -7.05 + 1.35 * spread, mix(contactZ - 0.6, 0.9, 0.35)];
    case 12: return [x * 1.02, -7.05 + 1.75 * spread, mix(contactZ, -0.3, 0.8)];
    case 13: return [x * 0.9, -7.05 + 1.7 * spread, -1.6];
    default: return [x * 0.45, -7.05 + 0.8 * spread, -3.4];
  }
}
