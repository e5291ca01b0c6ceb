import { AT_AMBIENT, AT_FILL, AT_NORMAL, AT_RIM, type Geometry } from './geometry';
import { lightDirection, type LightRig } from './light';
import { drawShadowMap, vertexShadow, type ShadowMap } from './shadow-map';

/** Directions from which the environment is sampled, camera frame, most useful first: azimuth and elevation in degrees. */
const DIRECTIONS = ([
  [0, 78], [-55, 32], [55, 32], [0, -62], [0, 8], [-100, 5], [100, 5], [0, 42], [-60, -30], [60, -30], [-150, 35], [150, 35],
] as const).map(([azimuth, elevation]) => lightDirection(azimuth, elevation));

export interface AmbientEffort {
  /** How many directions of the environment are tested, 1..12. */
  readonly directions: number;
}

/**
 * Writes, for every vertex, which share of the environment's light arrives past all surfaces, and whether fill and rim light do.
 * One small depth map a direction; each counts by the cosine to the normal and by how bright the environment is there, so that
 * the shadow under a chin, a fringe or a hat comes with the scene's own sky. Only vertices that are `seen` (not 0) get an answer: most hair hides behind hair.
 */
export function bakeAmbient(map: ShadowMap, geometry: Geometry, seen: Uint8Array, rig: LightRig, centre: readonly [number, number, number], halfCm: number, effort: AmbientEffort): void {
  const directions = DIRECTIONS.slice(0, effort.directions);
  const weights = directions.map((d) => environmentLuminance(rig, d[1]));
  for (const surface of geometry.surfaces) {
    const { attributes, stride } = surface;
    const count = surface.endVertex - surface.firstVertex;
    for (let i = 0, o = 0; i < count; i++, o += stride) {
      attributes[o + AT_AMBIENT] = 0;
      attributes[o + AT_FILL] = 0;
      attributes[o + AT_RIM] = 1;
    }
  }
  // While sampling, AT_AMBIENT sums the light that arrives and AT_FILL the light that could.
  directions.forEach((direction, number) => {
    drawShadowMap(map, geometry, direction, centre, halfCm, true);
    const weight = weights[number]!;
    for (const surface of geometry.surfaces) {
      const { attributes, stride, doubleSided } = surface;
      const hair = surface.kind === 'hair';
      // Hair has many vertices and little to tell between directions: half of them do.
      if (hair && (number & 1) === 1) continue;
      for (let i = surface.firstVertex, o = 0; i < surface.endVertex; i++, o += stride) {
        if (seen[i] === 0) continue;
        let cosine = direction[0] * attributes[o + AT_NORMAL]! + direction[1] * attributes[o + AT_NORMAL + 1]! + direction[2] * attributes[o + AT_NORMAL + 2]!;
        if (hair) cosine = 0.35 + 0.65 * Math.abs(cosine);
        else if (doubleSided) cosine = Math.abs(cosine);
        cosine += 0.15;
        if (cosine <= 0) continue;
        const possible = weight * cosine;
        attributes[o + AT_FILL]! += possible;
        attributes[o + AT_AMBIENT]! += possible * offsetShadow(map, attributes, o, hair ? 0.9 : 0.45, hair ? 0 : 0.45);
      }
    }
  });
  for (const surface of geometry.surfaces) {
    const { attributes, stride } = surface;
    const count = surface.endVertex - surface.firstVertex;
    for (let i = 0, o = 0; i < count; i++, o += stride) {
      const possible = attributes[o + AT_FILL]!;
      attributes[o + AT_AMBIENT] = possible > 0 ? attributes[o + AT_AMBIENT]! / possible : 1;
    }
  }
  bakeLight(map, geometry, seen, rig.fill.direction, AT_FILL, centre, halfCm);
  bakeLight(map, geometry, seen, rig.rim.direction, AT_RIM, centre, halfCm);
}

function bakeLight(map: ShadowMap, geometry: Geometry, seen: Uint8Array, direction: readonly [number, number, number], column: number, centre: readonly [number, number, number], halfCm: number): void {
  drawShadowMap(map, geometry, direction, centre, halfCm, true);
  for (const surface of geometry.surfaces) {
    const { attributes, stride } = surface;
    const hair = surface.kind === 'hair';
    for (let i = surface.firstVertex, o = 0; i < surface.endVertex; i++, o += stride) {
      if (seen[i] !== 0) attributes[o + column] = offsetShadow(map, attributes, o, hair ? 0.9 : 0.3, hair ? 0 : 0.4);
    }
  }
}

/** Visibility of a vertex lifted off its own surface, so that coarse texels do not shadow it with itself. */
function offsetShadow(map: ShadowMap, attributes: Float32Array, o: number, biasCm: number, offsetCm: number): number {
  // Cloth is seen from both sides: lift it to the side that the camera sees.
  const away = attributes[o]! * attributes[o + AT_NORMAL]! + attributes[o + 1]! * attributes[o + AT_NORMAL + 1]! + attributes[o + 2]! * attributes[o + AT_NORMAL + 2]!;
  const liftCm = away > 0 ? -offsetCm : offsetCm;
  return vertexShadow(
    map,
    attributes[o]! + liftCm * attributes[o + AT_NORMAL]!,
    attributes[o + 1]! + liftCm * attributes[o + AT_NORMAL + 1]!,
    attributes[o + 2]! + liftCm * attributes[o + AT_NORMAL + 2]!,
    biasCm,
  );
}

function environmentLuminance(rig: LightRig, y: number): number {
  const u = 0.5 + 0.5 * y, d = 1 - u;
  const band = (c: readonly [number, number, number]): number => 0.3 * c[0] + 0.6 * c[1] + 0.1 * c[2];
  return 1e-4 + band(rig.ground) * d * d + band(rig.horizon) * 2 * u * d + band(rig.sky) * u * u;
}
