import type { Random } from '../../random';
import type { Hairline } from '../hairline';
import type { Root } from './grow';

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Lowest elevation with hair is well above this sine. */
const LOWEST_SINE = -0.75;

/** Points spread evenly over the sphere above `LOWEST_SINE`, those above the hairline kept: about `wanted` of them. */
export function scalpRoots(hairline: Hairline, wanted: number, random: Random): Root[] {
  const probe = 600;
  let inside = 0;
  for (let i = 0; i < probe; i++) if (isInside(hairline, i, probe)) inside++;
  const total = Math.round((wanted * probe) / Math.max(1, inside));
  const jitter = 0.7 / Math.sqrt(total);
  const roots: Root[] = [];
  for (let i = 0; i < total; i++) {
    const azimuth = (i * GOLDEN_ANGLE) % (2 * Math.PI);
    const elevation = Math.asin(1 - (1 - LOWEST_SINE) * ((i + 0.5) / total)) + jitter * random.normal();
    const turned = (azimuth > Math.PI ? azimuth - 2 * Math.PI : azimuth) + (jitter * random.normal()) / Math.max(0.1, Math.cos(elevation));
    const chance = [random.range(-1, 1), random.range(-1, 1), random.range(-1, 1)] as const;
    const layer = random.next();
    const lengthScale = 1 + 0.16 * random.normal();
    if (elevation > 1.55 || elevation < hairline.elevation(turned)) continue;
    roots.push({ azimuth: turned, elevation, layer, lengthScale: Math.min(1.4, Math.max(0.5, lengthScale)), chance });
  }
  return roots;
}

function isInside(hairline: Hairline, index: number, total: number): boolean {
  const elevation = Math.asin(1 - (1 - LOWEST_SINE) * ((index + 0.5) / total));
  return elevation > hairline.elevation((index * GOLDEN_ANGLE) % (2 * Math.PI));
}

/** Roots along the hairline itself: the short fine hairs that soften its edge. */
export function hairlineRoots(hairline: Hairline, wanted: number, random: Random): Root[] {
  return Array.from({ length: wanted }, (_, i) => {
    const azimuth = ((i + random.next()) / wanted) * 2 * Math.PI - Math.PI;
    const chance = [random.range(-1, 1), random.range(-1, 1), random.range(-1, 1)] as const;
    return { azimuth, elevation: hairline.elevation(azimuth) + 0.09 * random.next() ** 2 - 0.012, layer: 0.3 * random.next(), lengthScale: random.range(0.4, 0.9), chance };
  });
}
