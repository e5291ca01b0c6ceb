import { addQuad, addSite, bridgeRings, capRing, type Sculpture } from './mesh';
import { mix, type Vec3 } from './vector';

/** Widths of the teeth of one side from the middle, cm. */
const WIDTHS = { upper: [0.84, 0.66, 0.76, 0.7, 0.72, 1.0], lower: [0.54, 0.58, 0.68, 0.7, 0.74, 1.05] } as const;
const COLUMNS_PER_TOOTH = 4;
/** Height of the biting edges and of the gum lines, cm. */
const BITE = { upperEdge: -7.36, upperGum: -6.3, lowerEdge: -7.2, lowerGum: -8.0 } as const;

/** Rows of an arch from gum to the back of the teeth: share of the crown's height and offset towards the lips, cm. */
const ROWS = [
  { share: -0.75, out: -0.3 }, { share: -0.35, out: -0.02 }, { share: 0, out: 0.0 }, { share: 0.12, out: 0.06 },
  { share: 0.55, out: 0.09 }, { share: 0.94, out: 0.02 }, { share: 1, out: -0.1 }, { share: 0.4, out: -0.34 },
] as const;
export const FIRST_ENAMEL_ROW = 3;

/** Front of the arch at a distance along it from the middle: x, z and the outward direction. */
function arch(distance: number, depthCm: number): { readonly at: Vec3; readonly outward: Vec3 } {
  const turn = Math.min(1.35, Math.abs(distance) / 2.75);
  const sign = Math.sign(distance);
  const extra = Math.max(0, Math.abs(distance) - 1.35 * 2.75);
  const x = sign * (2.25 * Math.sin(turn) + 0.2 * extra);
  const z = -0.75 + 2.75 * Math.cos(turn) - 0.9 * extra - depthCm;
  return { at: [x, 0, z], outward: [sign * Math.sin(turn), 0, Math.cos(turn)] };
}

/** One row of teeth with its gum; returns the vertices that are enamel. */
export function sculptTeeth(into: Sculpture, jaw: 'upper' | 'lower'): number[] {
  const enamel: number[] = [];
  const columns: { distance: number; within: number }[] = [];
  let start = 0;
  WIDTHS[jaw].forEach((width) => {
    for (let k = 0; k < COLUMNS_PER_TOOTH; k += 1) columns.push({ distance: start + (width * k) / COLUMNS_PER_TOOTH, within: (2 * k) / COLUMNS_PER_TOOTH - 1 });
    start += width;
  });
  columns.push({ distance: start, within: 1 });
  const all = [...columns.slice(1).reverse().map(({ distance, within }) => ({ distance: -distance, within })), ...columns];
  const edge = jaw === 'upper' ? BITE.upperEdge : BITE.lowerEdge;
  const gum = jaw === 'upper' ? BITE.upperGum : BITE.lowerGum;
  const grid = ROWS.map((row, r) => all.map(({ distance, within }) => {
    const side = Math.abs(within) ** 3;
    const { at, outward } = arch(distance, jaw === 'upper' ? 0 : 0.2);
    const shorter = row.share > 0.8 ? 0.07 * side : 0;
    const papilla = row.share >= 0 && row.share < 0.2 ? 0.16 * side : 0;
    const groove = r >= FIRST_ENAMEL_ROW && r < 6 ? -0.09 * side : 0;
    const y = mix(gum, edge, row.share - shorter + papilla);
    const out = row.out + groove;
    const vertex = addSite(into, { position: [at[0] + outward[0] * out, y, at[2] + outward[2] * out], canonical: [at[0], y], group: jaw === 'upper' ? 'teethUpper' : 'teethLower', slide: 0 });
    if (r >= FIRST_ENAMEL_ROW) enamel.push(vertex);
    return vertex;
  }));
  for (let r = 0; r + 1 < grid.length; r += 1) {
    for (let c = 0; c + 1 < all.length; c += 1) {
      const [a, b, e, d] = [grid[r]![c]!, grid[r]![c + 1]!, grid[r + 1]![c + 1]!, grid[r + 1]![c]!];
      if (jaw === 'upper') addQuad(into, a, b, e, d, c < all.length / 2);
      else addQuad(into, d, e, b, a, c < all.length / 2);
    }
  }
  return enamel;
}

/** The tongue: a flattened tube from the throat to behind the lower teeth. */
export function sculptTongue(into: Sculpture): void {
  const segments = 12;
  const lengths = [0, 0.08, 0.22, 0.4, 0.6, 0.8, 0.94];
  const site = (position: Vec3): number => addSite(into, { position, canonical: [position[0], position[1]], group: 'tongue', slide: 0 });
  const middle = (t: number): Vec3 => [0, mix(-7.75, -8.15, t) - 0.25 * Math.sin(Math.PI * t), mix(1.35, -3.6, t)];
  const tip = site([0, -7.78, 1.48]);
  const rings = lengths.map((t) => {
    const swell = Math.sqrt(Math.min(1, t * 4.2 + 0.03)) * (1 - 0.25 * t);
    const [, y, z] = middle(t);
    return Array.from({ length: segments }, (_, k) => {
      const turn = (2 * Math.PI * k) / segments;
      const flat = Math.sin(turn) > 0 ? 0.42 - 0.14 * Math.exp(-((Math.cos(turn) / 0.3) ** 2)) : 0.4;
      return site([-1.75 * swell * Math.cos(turn), y + flat * swell * Math.sin(turn), z]);
    });
  });
  capRing(into, rings[0]!, tip);
  for (let r = 1; r < rings.length; r += 1) bridgeRings(into, rings[r]!, rings[r - 1]!);
}
