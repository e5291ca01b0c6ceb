import type { Mode } from '../model/types';
import { EYE } from './anatomy';
import { EAR } from './ears';
import { BROW_MODES, CHEEK_NOSE_MODES, LID_MODES } from './expression-lids';
import { JAW_MODES, MOUTH_SHAPES } from './expression-mouth';
import { BONE_MODES, HEAD_MODES } from './identity-bones';
import { EAR_MODES } from './identity-ears';
import { EYE_MODES, MOUTH_MODES, NOSE_MODES, SOFT_MODES } from './identity-features';
import { LIP } from './lips';
import type { Sculpture, Site } from './mesh';
import { STILL, type ModeSculpt, type Spot } from './spot';
import { add, scale, smoothstep, type Vec3 } from './vector';

export const IDENTITY_SCULPTS: readonly ModeSculpt[] = [...BONE_MODES, ...EYE_MODES, ...NOSE_MODES, ...MOUTH_MODES, ...SOFT_MODES, ...HEAD_MODES, ...EAR_MODES];
export const EXPRESSION_SCULPTS: readonly ModeSculpt[] = [...BROW_MODES, ...LID_MODES, ...CHEEK_NOSE_MODES, ...JAW_MODES, ...MOUTH_SHAPES];

export const identityMode = (m: ModeSculpt): Mode => ({ name: m.name, help: m.help, region: m.region ?? 'face', sigma: m.sigma ?? 1, min: m.min ?? -3, max: m.max ?? 3 });
export const expressionMode = (m: ModeSculpt): Mode => ({ name: m.name, help: m.help, region: 'face', sigma: m.sigma ?? 0.3, min: 0, max: 1 });

type Kind = 'identity' | 'expression';

const spotAt = (site: Site, position: Vec3): Spot => ({
  x: position[0], y: position[1], z: position[2], cx: site.canonical[0], cy: site.canonical[1], group: site.group, ring: site.ring, lip: site.ring?.of === 'mouth' ? site.ring.half : 0,
});

/** Evaluates a mode at a spot given with signed x, minding its side. */
function moveAt(mode: ModeSculpt, spot: Spot): Vec3 {
  if (mode.side === 'whole') return mode.move(spot);
  const sign = spot.cx < 0 ? -1 : 1;
  const [x, y, z] = mode.move({ ...spot, x: Math.abs(spot.x), cx: Math.abs(spot.cx) });
  const wanted = mode.side === 'left' ? 1 : mode.side === 'right' ? -1 : 0;
  const middle = mode.middleCm ?? 1;
  const share = wanted === 0 ? 1 : smoothstep(-middle, middle, wanted * spot.cx);
  return [sign * x * share, y * share, z * share];
}

const headSpot = (x: number, y: number, z: number, ring?: Spot['ring']): Spot => ({ x, y, z, cx: x, cy: y, group: 'head', ring, lip: 0 });

function eyeballMove(mode: ModeSculpt, position: Vec3, side: 1 | -1, centre: Vec3): Vec3 {
  if (!mode.eye) return STILL;
  const [mx, my, mz] = mode.eye.move ?? STILL;
  const grow = mode.eye.grow ?? 0;
  return [side * mx + grow * (position[0] - centre[0]), my + grow * (position[1] - centre[1]), mz + grow * (position[2] - centre[2])];
}

function moveOf(mode: ModeSculpt, kind: Kind, site: Site, position: Vec3): Vec3 {
  const side = site.canonical[0] < 0 ? -1 : 1;
  switch (site.group) {
    case 'eyeLeft':
    case 'eyeRight':
      return eyeballMove(mode, position, side, [side * EYE.centre[0], EYE.centre[1], EYE.centre[2]]);
    case 'earLeft':
    case 'earRight':
      if (kind === 'expression') return STILL;
      return EAR_MODES.includes(mode) ? moveAt(mode, spotAt(site, position)) : moveAt(mode, { ...headSpot(side * EAR.root[0], EAR.root[1], EAR.root[2]), cx: side * 9.5 });
    case 'teethUpper':
    case 'teethLower':
    case 'tongue':
      if (kind === 'expression') return moveAt(mode, spotAt(site, position));
      return moveAt(mode, headSpot(0, -7.05, 2.6, { of: 'mouth', index: LIP.contact, along: 0.5, half: 0 }));
    default:
      return moveAt(mode, spotAt(site, position));
  }
}

/** Pairs of upper and lower vertices on the line where the lips meet and behind it; identity must move both alike. */
function lipPairs(sites: readonly Site[]): [number, number][] {
  const upper = new Map<string, number>();
  sites.forEach((site, v) => { if (site.ring?.of === 'mouth' && site.ring.half > 0) upper.set(`${site.ring.index},${site.ring.along.toFixed(4)}`, v); });
  const pairs: [number, number][] = [];
  sites.forEach((site, v) => {
    if (site.ring?.of !== 'mouth' || site.ring.half >= 0 || site.ring.index < LIP.contact || site.ring.index > LIP.inner) return;
    const partner = upper.get(`${site.ring.index},${site.ring.along.toFixed(4)}`);
    if (partner !== undefined) pairs.push([partner, v]);
  });
  return pairs;
}

/** Displacements of one mode at the given positions (the mean's, or an already deformed head for the direct rebuild). */
export function displacement(mode: ModeSculpt, kind: Kind, sculpture: Sculpture, positions: readonly Vec3[]): Vec3[] {
  const moved = sculpture.sites.map((site, v) => moveOf(mode, kind, site, positions[v]!));
  if (kind === 'identity') {
    for (const [a, b] of lipPairs(sculpture.sites)) {
      const middle = scale(add(moved[a]!, moved[b]!), 0.5);
      moved[a] = middle;
      moved[b] = middle;
    }
  }
  return moved;
}
