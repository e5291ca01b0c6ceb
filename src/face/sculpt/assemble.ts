import { vertexNormals } from '../model/evaluate';
import type { FaceModelHeader } from '../model/load';
import { MESH_GROUPS, type MeshGroup, type VertexRange } from '../model/types';
import { EYE } from './anatomy';
import { displacement, EXPRESSION_SCULPTS, expressionMode, IDENTITY_SCULPTS, identityMode } from './basis';
import { PayloadWriter } from './encode';
import { EQUATOR_RING, EYEBALL_SEGMENTS } from './eyeballs';
import { landmarks5, landmarks68, outlines } from './landmarks';
import { LIP } from './lips';
import { ambientOcclusion } from './occlusion';
import { lidsOf, triangleParts } from './parts';
import { sculptMean, type MeanSculpture } from './sculpture';
import type { Vec3 } from './vector';
import { layTexture } from './uv';

/** Displacements below this are dropped from a mode's column, cm. */
const NEGLIGIBLE_CM = 0.0006;

export const MODEL_NAME = 'swapgraph-face';
export const MODEL_VERSION = '1.0.0';

/** Runs of vertices that a mode moves, and their displacements; gaps of one or two still vertices are kept in a run. */
function sparse(writer: PayloadWriter, moves: readonly Vec3[]): FaceModelHeader['identityColumns'][number] {
  const runs: number[] = [];
  const values: number[] = [];
  let end = -9;
  moves.forEach(([x, y, z], v) => {
    if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) < NEGLIGIBLE_CM) return;
    const gap = v - end;
    if (gap > 2) runs.push(v, 1);
    else {
      for (let g = end; g < v; g += 1) values.push(...moves[g]!);
      runs[runs.length - 1] = runs[runs.length - 1]! + gap + 1;
    }
    values.push(x, y, z);
    end = v + 1;
  });
  return { runs: writer.integers('uint16', runs), values: writer.reals('int16', values) };
}

function groupRanges({ sites }: MeanSculpture): Record<MeshGroup, VertexRange> {
  return Object.fromEntries(MESH_GROUPS.map((group) => {
    const first = sites.findIndex((site) => site.group === group);
    return [group, { first, end: first + sites.filter((site) => site.group === group).length }];
  })) as Record<MeshGroup, VertexRange>;
}

/**
 * Occlusion of the neutral mean; the inside of the mouth, which is dark while it is shut, gets the occlusion of the mean with its jaw half open
 * and its lips lifted, the state in which it is seen.
 */
function occlusion(sculpture: MeanSculpture, mean: Float32Array, triangles: Uint16Array): Float32Array {
  const shut = ambientOcclusion(mean, vertexNormals({ triangles }, mean), triangles);
  const opened = mean.slice();
  for (const [name, amount] of [['jawOpen', 0.6], ['mouthUpperUpLeft', 0.5], ['mouthUpperUpRight', 0.5]] as const) {
    const mode = EXPRESSION_SCULPTS.find((sculpt) => sculpt.name === name)!;
    displacement(mode, 'expression', sculpture, sculpture.sites.map((site) => site.position)).forEach((move, v) => {
      for (let e = 0; e < 3; e += 1) opened[3 * v + e] = opened[3 * v + e]! + amount * move[e]!;
    });
  }
  const open = ambientOcclusion(opened, vertexNormals({ triangles }, opened), triangles, 96);
  return shut.map((value, v) => {
    const { group, ring } = sculpture.sites[v]!;
    const inside = group === 'mouthCavity' || group === 'teethUpper' || group === 'teethLower' || group === 'tongue' || (ring?.of === 'mouth' && ring.index > LIP.inner);
    return inside ? open[v]! : value;
  });
}

/** Sculpts mean and modes and gives the bytes of the model file; the same code gives the same bytes. */
export function assembleFaceModel(sculpture: MeanSculpture = sculptMean()): Uint8Array {
  const writer = new PayloadWriter();
  const { sites } = sculpture;
  const mean = Float32Array.from(sites.flatMap((site) => [...site.position]));
  const triangles = Uint16Array.from(sculpture.triangles.flat());
  const points = landmarks68(sculpture);
  const groups = groupRanges(sculpture);
  const positions = sites.map((site) => site.position);
  const eye = (side: 'eyeLeft' | 'eyeRight'): FaceModelHeader['eyes']['left'] => {
    const { first, end } = groups[side];
    const lids = lidsOf(sculpture, side);
    const equator = first + 1 + EQUATOR_RING * EYEBALL_SEGMENTS;
    return {
      firstVertex: first, endVertex: end, radiusCm: EYE.radiusCm, irisRadiusCm: EYE.irisRadiusCm,
      centre: [(side === 'eyeLeft' ? 1 : -1) * EYE.centre[0], EYE.centre[1], EYE.centre[2]],
      equator: [equator, equator + EYEBALL_SEGMENTS / 2],
      lids: {
        vertices: writer.integers('uint16', lids.vertices), clearanceCm: writer.reals('uint16', lids.clearanceCm), column: writer.integers('uint8', lids.column),
        upperMargin: writer.integers('uint16', lids.upperMargin), lowerMargin: writer.integers('uint16', lids.lowerMargin),
      },
    };
  };
  const header: FaceModelHeader = {
    name: MODEL_NAME,
    version: MODEL_VERSION,
    vertexCount: sites.length,
    identityModes: IDENTITY_SCULPTS.map(identityMode),
    expressionModes: EXPRESSION_SCULPTS.map(expressionMode),
    identityColumns: IDENTITY_SCULPTS.map((mode) => sparse(writer, displacement(mode, 'identity', sculpture, positions))),
    expressionColumns: EXPRESSION_SCULPTS.map((mode) => sparse(writer, displacement(mode, 'expression', sculpture, positions))),
    sections: {
      triangles: writer.integers('uint16', triangles),
      uv: writer.reals('uint16', layTexture(sculpture)),
      triangleParts: writer.integers('uint8', triangleParts(sculpture)),
      mean: writer.reals('int16', mean),
      canonical: writer.reals('int16', sites.flatMap((site) => [...site.canonical])),
      ambientOcclusion: writer.reals('uint8', occlusion(sculpture, mean, triangles)),
      landmarks68: writer.integers('uint16', points),
      enamel: writer.integers('uint16', sculpture.enamel),
    },
    landmarks5: landmarks5(points),
    outlines: Object.fromEntries(Object.entries(outlines(sculpture, points)).map(([name, { vertices, closed }]) => [name, { vertices: [...vertices], closed }])) as unknown as FaceModelHeader['outlines'],
    eyes: { left: eye('eyeLeft'), right: eye('eyeRight') },
    groups,
  };
  return writer.finish(header);
}
