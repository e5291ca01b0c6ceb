import { PARTS, type Lids } from '../model/types';
import { EYE } from './anatomy';
import { LID } from './eyelids';
import { LIP } from './lips';
import type { Sculpture, Site } from './mesh';
import { distanceBetween } from './field';

type PartName = (typeof PARTS)[number];

/** Whether a place of the head belongs to the nose, by canonical coordinates: its outline widens from the root to the wings. */
function onNose(site: Site): boolean {
  const [x, y] = [Math.abs(site.canonical[0]), site.canonical[1]];
  if (site.ring?.of.startsWith('nostril')) return true;
  if (site.ring || y > 0.7 || y < -5.35) return false;
  return x < 0.65 + 1.25 * Math.min(1, Math.max(0, (0.2 - y) / 4.2));
}

function partOf(sites: readonly Site[]): PartName {
  const groups = sites.map((site) => site.group);
  if (groups[0] === 'eyeLeft' || groups[0] === 'eyeRight') return 'eyes';
  if (groups[0] === 'earLeft' || groups[0] === 'earRight') return 'ears';
  if (groups[0] === 'teethUpper' || groups[0] === 'teethLower' || groups[0] === 'tongue') return 'mouth';
  const rings = sites.map((site) => (site.ring?.of === 'mouth' ? site.ring.index : 0));
  if (Math.min(...rings) >= LIP.inner) return 'mouth';
  if (Math.min(...rings) >= LIP.border) return 'lips';
  if (sites.every(onNose)) return 'nose';
  const neckLine = (site: Site): boolean => site.canonical[1] < -12.6 || (Math.abs(site.canonical[0]) > 12.5 && site.position[1] < -6);
  return sites.every(neckLine) ? 'neck' : 'skin';
}

/** Part of each triangle, as an index into PARTS. */
export function triangleParts(sculpture: Sculpture): Uint8Array {
  return Uint8Array.from(sculpture.triangles, (triangle) => PARTS.indexOf(partOf(triangle.map((v) => sculpture.sites[v]!))));
}

/** Lid vertices of one eye with their least distance from the ball, and the margins column by column. */
export function lidsOf(sculpture: Sculpture, side: 'eyeLeft' | 'eyeRight'): Lids {
  const { sites } = sculpture;
  const sign = side === 'eyeLeft' ? 1 : -1;
  const centre = [sign * EYE.centre[0], EYE.centre[1], EYE.centre[2]] as const;
  const alongs = [...new Set(sites.filter((s) => s.ring?.of === side && s.ring.index === LID.margin && s.ring.half >= 0).map((s) => s.ring!.along))].sort((a, b) => a - b);
  const column = (site: Site): number => alongs.reduce((best, a, i) => (Math.abs(a - site.ring!.along) < Math.abs(alongs[best]! - site.ring!.along) ? i : best), 0);
  const vertices: number[] = [];
  sites.forEach((site, v) => { if (site.ring?.of === side) vertices.push(v); });
  const margin = (half: 1 | -1): Uint16Array => {
    const out = new Uint16Array(alongs.length);
    sites.forEach((site, v) => { if (site.ring?.of === side && site.ring.index === LID.margin && (site.ring.half === half || site.ring.half === 0)) out[column(site)] = v; });
    return out;
  };
  return {
    vertices: Uint16Array.from(vertices),
    clearanceCm: Float32Array.from(vertices, (v) => Math.max(0, Math.min(EYE.lidThicknessCm, distanceBetween(sites[v]!.position, centre) - EYE.radiusCm))),
    column: Uint8Array.from(vertices, (v) => column(sites[v]!)),
    upperMargin: margin(1),
    lowerMargin: margin(-1),
  };
}
