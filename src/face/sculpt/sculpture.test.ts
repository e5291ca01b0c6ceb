import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../model/load';
import { MESH_GROUPS, type FaceModel, type MeshGroup } from '../model/types';
import { createRandom } from '../random';
import { assembleFaceModel } from './assemble';
import { displacement, IDENTITY_SCULPTS } from './basis';
import type { Site } from './mesh';
import { sculptMean } from './sculpture';
import { add, scale } from './vector';

const sculpture = sculptMean();
const bytes = assembleFaceModel(sculpture);
const model = parseFaceModel(bytes);

const groupOf = (v: number): MeshGroup => MESH_GROUPS.find((group) => v < model.groups[group].end)!;

/** Directed edges of the mesh with the number of triangles that have them. */
function directedEdges({ triangles, vertexCount }: FaceModel): Map<number, number> {
  const edges = new Map<number, number>();
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k += 1) {
      const key = triangles[t + k]! * vertexCount + triangles[t + ((k + 1) % 3)]!;
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
  }
  return edges;
}

/** Closed chains of border edges, as the group of their vertices and their length. */
function holes(): { readonly group: MeshGroup; readonly length: number }[] {
  const edges = directedEdges(model);
  const next = new Map<number, number>();
  for (const key of edges.keys()) {
    const [a, b] = [Math.floor(key / model.vertexCount), key % model.vertexCount];
    if (!edges.has(b * model.vertexCount + a)) next.set(a, b);
  }
  const found: { group: MeshGroup; length: number }[] = [];
  while (next.size > 0) {
    const start = next.keys().next().value!;
    let at = start;
    let length = 0;
    do {
      const to = next.get(at)!;
      next.delete(at);
      at = to;
      length += 1;
    } while (at !== start && next.has(at));
    found.push({ group: groupOf(start), length });
  }
  return found;
}

describe('mesh of the sculpture', () => {
  it('has no degenerate triangle', () => {
    const { mean, triangles } = model;
    for (let t = 0; t < triangles.length; t += 3) {
      const corner = (k: number): number[] => [0, 1, 2].map((e) => mean[3 * triangles[t + k]! + e]!);
      const [a, b, c] = [corner(0), corner(1), corner(2)];
      const u = b.map((value, e) => value - a[e]!);
      const v = c.map((value, e) => value - a[e]!);
      const area = Math.hypot(u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!) / 2;
      expect(area, `triangle ${t / 3} of ${groupOf(triangles[t]!)}`).toBeGreaterThan(1e-7);
    }
  });

  it('winds every triangle alike and has at most two on an edge', () => {
    for (const count of directedEdges(model).values()) expect(count).toBe(1);
  });

  it('is closed but for the collar, the eye openings, the backs of the eyeballs, the ears\' and the tongue\'s roots and the borders of the teeth', () => {
    const counts = new Map<MeshGroup, number>();
    for (const { group } of holes()) counts.set(group, (counts.get(group) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ head: 3, eyeLeft: 1, eyeRight: 1, tongue: 1, earLeft: 1, earRight: 1, teethUpper: 1, teethLower: 1 });
  });

  it('mirrors the left half of the head in the right half', () => {
    const key = ({ canonical: [x, y], ring }: Site, sign: number): string => {
      const of = sign > 0 ? ring?.of : ring?.of.replace(/Left|Right/, (side) => (side === 'Left' ? 'Right' : 'Left'));
      const along = ring && ring.of === 'mouth' && sign < 0 ? 1 - ring.along : (ring?.along ?? 0);
      return [Math.round(sign * x * 1e3) + 0, Math.round(y * 1e3), of, ring?.index, along.toFixed(3), ring?.half].join();
    };
    const heads = sculpture.sites.filter((site) => site.group === 'head' && Math.abs(site.canonical[0]) < 23);
    const byKey = new Map(heads.map((site) => [key(site, 1), site]));
    for (const site of heads) {
      const [x, y, z] = byKey.get(key(site, -1))!.position;
      expect(Math.hypot(x + site.position[0], y - site.position[1], z - site.position[2])).toBeLessThan(0.02);
    }
  });

  it('lays the texture of every group flat without folding over', () => {
    const { triangles, uv } = model;
    const turned = new Map<MeshGroup, number>();
    const total = new Map<MeshGroup, number>();
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
      const area = (uv[2 * b]! - uv[2 * a]!) * (uv[2 * c + 1]! - uv[2 * a + 1]!) - (uv[2 * b + 1]! - uv[2 * a + 1]!) * (uv[2 * c]! - uv[2 * a]!);
      const group = groupOf(a);
      total.set(group, (total.get(group) ?? 0) + 1);
      if (area > 0) turned.set(group, (turned.get(group) ?? 0) + 1);
    }
    for (const group of MESH_GROUPS) {
      const share = (turned.get(group) ?? 0) / total.get(group)!;
      expect(Math.min(share, 1 - share), `${group} has triangles of both turns`).toBeLessThan(0.02);
    }
  });
});

describe('build', () => {
  it('gives the same bytes again', () => {
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(assembleFaceModel(sculptMean())))).toBe(0);
  });

  it('is what public/models/face-model.bin holds', () => {
    const shipped = parseFaceModel(new Uint8Array(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url))));
    expect(shipped.triangles).toEqual(model.triangles);
    expect(shipped.identityModes).toEqual(model.identityModes);
    expect(shipped.expressionModes).toEqual(model.expressionModes);
    // Not byte for byte: another version of the JavaScript engine may round a sine differently.
    model.mean.forEach((value, i) => expect(Math.abs(value - shipped.mean[i]!)).toBeLessThan(2e-3));
  });
});

describe('linear basis', () => {
  it('is near the direct rebuild, in which each mode acts on the head that the modes before it made', () => {
    let squares = 0;
    let size = 0;
    let count = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const random = createRandom(seed);
      const alpha = IDENTITY_SCULPTS.map(() => Math.max(-2, Math.min(2, random.normal())));
      let positions = sculpture.sites.map((site) => site.position);
      const linear = positions.map((p, v) => [0, 1, 2].map((e) => p[e]! + alpha.reduce((sum, a, m) => sum + a * model.identityBasis[m]![3 * v + e]!, 0)));
      IDENTITY_SCULPTS.forEach((mode, m) => {
        const moves = displacement(mode, 'identity', sculpture, positions);
        positions = positions.map((p, v) => add(p, scale(moves[v]!, alpha[m]!)));
      });
      sculpture.sites.forEach((site, v) => {
        if (site.group !== 'head' || Math.abs(site.canonical[0]) > 6 || Math.abs(site.canonical[1] + 4) > 8) return;
        count += 1;
        for (let e = 0; e < 3; e += 1) {
          squares += (linear[v]![e]! - positions[v]![e]!) ** 2;
          size += (positions[v]![e]! - site.position[e]!) ** 2;
        }
      });
    }
    const rmsCm = Math.sqrt(squares / count);
    const identityCm = Math.sqrt(size / count);
    console.info(`Linear basis against direct rebuild: ${(rmsCm * 10).toFixed(2)} mm RMS; identities differ from the mean by ${(identityCm * 10).toFixed(2)} mm RMS.`);
    expect(rmsCm).toBeLessThan(0.12);
    expect(rmsCm / identityCm).toBeLessThan(0.2);
  });
});
