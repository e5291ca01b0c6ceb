import { settle, trace, type Field } from './field';
import { cagePoint, COLUMN_AZIMUTHS, HALF, HOLES, ROWS, type CagePoint, type Hole, type Row } from './layout';
import { lidPoint, LID_RINGS } from './eyelids';
import { LIP, lipPoint } from './lips';
import { addQuad, addSite, bridgeRings, capRing, type RingPlace, type Sculpture } from './mesh';
import { noseUnderside, onUnderside } from './nose';
import { nostrilPoint, NOSTRIL_RINGS } from './nostrils';
import { add, mix, mix3, scale, smoothstep, type Vec2, type Vec3 } from './vector';

const mirrorX = (p: Vec3): Vec3 => [-p[0], p[1], p[2]];

/** Lays one cage point onto the field: by a ray on the face, along the gradient elsewhere. */
function layDown(field: Field, cage: CagePoint, row: Row): Vec3 {
  const [x, y] = cage.canonical;
  const plain = (y > -9.8 && x < 6.7 ? trace(field, add(cage.at, scale(cage.outward, 6)), scale(cage.outward, -1)) : null) ?? settle(field, cage.at, 24);
  const under = onUnderside(x, row.middle);
  return under > 0 ? mix3(plain, noseUnderside(field, x, row.middle), under) : plain;
}

const insideHole = (row: number, column: number): boolean =>
  HOLES.some((hole) => row > hole.top && row < hole.bottom && column > hole.left && column < hole.right);

const coveredCell = (row: number, column: number): boolean =>
  HOLES.some((hole) => row >= hole.top && row < hole.bottom && column >= hole.left && column < hole.right);

/** How far a grid vertex may slide when the mesh is evened out: fixed on the face, free behind the temples and under the jaw. */
function freedom([x, y]: Vec2): number {
  const sides = smoothstep(4.6, 7, x);
  const below = smoothstep(-9.6, -11.2, y);
  const above = smoothstep(3.2, 5, y);
  const noseEnd = (0.14 + 0.4 * smoothstep(1.2, 1.6, x)) * smoothstep(-1.8, -2.6, y) * (1 - smoothstep(-5.3, -5.9, y)) * (1 - smoothstep(2.2, 3.2, x));
  return Math.max(sides, below, above, noseEnd, 0.35 * smoothstep(2.2, 3.4, x) * smoothstep(-1.6, -2.4, y));
}

/** The head from crown to collar with lids, lips and nostrils, and the lining of the mouth. */
export function sculptHead(into: Sculpture, field: Field): void {
  const grid = new Map<string, number>();
  const vertex = (row: number, column: number): number => grid.get(`${row},${column === -HALF ? HALF : column}`)!;
  const pole = addSite(into, { position: settle(field, [0, 12, -6.8]), canonical: [0, 16.8], group: 'head', slide: 0 });
  ROWS.forEach((row, i) => {
    for (let j = 0; j <= HALF; j += 1) {
      const cage = cagePoint(row, COLUMN_AZIMUTHS[j]!);
      const position = layDown(field, cage, row);
      const slide = i === ROWS.length - 1 ? 0 : freedom(cage.canonical);
      for (const side of j === 0 || j === HALF ? [1] : [1, -1]) {
        if (insideHole(i, side * j)) continue;
        const at: Vec3 = j === 0 || j === HALF ? [0, position[1], position[2]] : side > 0 ? position : mirrorX(position);
        grid.set(`${i},${side * j}`, addSite(into, { position: at, canonical: [side * cage.canonical[0], cage.canonical[1]], group: 'head', slide }));
      }
    }
  });
  for (let j = -HALF; j < HALF; j += 1) {
    into.triangles.push([pole, vertex(0, j), vertex(0, j + 1)]);
    for (let i = 0; i + 1 < ROWS.length; i += 1) {
      if (!coveredCell(i, j)) addQuad(into, vertex(i, j), vertex(i, j + 1), vertex(i + 1, j + 1), vertex(i + 1, j), j < 0);
    }
  }
  for (const hole of HOLES) fillHole(into, field, hole, vertex);
}

/** Border of a hole, clockwise from the middle of its left side, with the place of each vertex along its half. */
function holeBorder(hole: Hole, vertex: (row: number, column: number) => number): { readonly vertex: number; readonly along: number; readonly half: -1 | 0 | 1 }[] {
  const middle = (hole.top + hole.bottom) / 2;
  const cells: [number, number][] = [];
  for (let r = middle; r > hole.top; r -= 1) cells.push([r, hole.left]);
  for (let c = hole.left; c < hole.right; c += 1) cells.push([hole.top, c]);
  for (let r = hole.top; r < hole.bottom; r += 1) cells.push([r, hole.right]);
  for (let c = hole.right; c > hole.left; c -= 1) cells.push([hole.bottom, c]);
  for (let r = hole.bottom; r > middle; r -= 1) cells.push([r, hole.left]);
  const count = cells.length;
  return cells.map(([r, c], k) => {
    const turn = (2 * k) / count;
    return { vertex: vertex(r, c), along: turn <= 1 ? turn : 2 - turn, half: k === 0 || k * 2 === count ? 0 : turn < 1 ? 1 : -1 };
  });
}

function fillHole(into: Sculpture, field: Field, hole: Hole, vertex: (row: number, column: number) => number): void {
  const border = holeBorder(hole, vertex);
  const rings = hole.of === 'mouth' ? LIP.last : hole.of.startsWith('eye') ? LID_RINGS : NOSTRIL_RINGS;
  const right = hole.of.endsWith('Right');
  const outline = border.map(({ vertex: v }) => into.sites[v]!.position);
  let outer = border.map(({ vertex: v }) => v);
  const flats = border.map(({ vertex: v }) => into.sites[v]!.canonical);
  const flatMiddle: Vec2 = [flats.reduce((sum, f) => sum + f[0], 0) / flats.length, flats.reduce((sum, f) => sum + f[1], 0) / flats.length];
  const drawn = (k: number, ring: number): Vec2 => {
    const t = 1 - 0.86 ** ring;
    return [mix(flats[k]![0], flatMiddle[0], t), mix(flats[k]![1], flatMiddle[1], t)];
  };
  for (let ring = 1; ring <= rings; ring += 1) {
    const inner = border.map(({ vertex: v, along, half }, k) => {
      const start = into.sites[v]!.position;
      const side = right ? mirrorX(start) : start;
      const placeAlong = right ? 1 - along : along;
      const made = hole.of === 'mouth'
        ? lipPoint(field, start, ring, along, half)
        : hole.of.startsWith('eye')
          ? lidPoint(field, side, ring, placeAlong, half)
          : nostrilPoint(right ? outline.map(mirrorX) : outline, k, ring);
      const place: RingPlace = { of: hole.of, index: ring, along: placeAlong, half };
      return addSite(into, {
        position: right ? mirrorX(made.position) : made.position,
        canonical: right ? [-made.canonical[0], made.canonical[1]] : made.canonical,
        group: hole.of === 'mouth' && ring > LIP.vestibule ? 'mouthCavity' : 'head',
        flat: drawn(k, ring),
        slide: 0,
        ring: place,
      });
    });
    bridgeRings(into, outer, inner);
    outer = inner;
  }
  if (hole.of === 'mouth') {
    const centre = addSite(into, { position: [0, -7.1, -4.2], canonical: [0, -7.05], flat: flatMiddle, group: 'mouthCavity', slide: 0, ring: { of: 'mouth', index: LIP.last + 1, along: 0.5, half: 0 } });
    capRing(into, outer, centre);
  } else if (hole.of.startsWith('nostril')) {
    const middle = scale(outer.map((v) => into.sites[v]!.position).reduce(add), 1 / outer.length);
    const at: Vec3 = [middle[0], middle[1] + 0.3, middle[2] - 0.1];
    capRing(into, outer, addSite(into, { position: at, canonical: [middle[0], -4.9], flat: flatMiddle, group: 'head', slide: 0, ring: { of: hole.of, index: NOSTRIL_RINGS + 1, along: 0.5, half: 0 } }));
  }
}
