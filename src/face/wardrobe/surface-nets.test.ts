import { describe, expect, it } from 'vitest';
import { surfaceNets } from './surface-nets';

describe('surfaceNets', () => {
  const radius = 2;
  const net = surfaceNets((x, y, z) => Math.hypot(x, y, z) - radius, [-3, -3, -3], [3, 3, 3], 0.25);

  it('meshes a sphere: vertices near the surface, normals outwards', () => {
    for (let v = 0; v < net.positions.length; v += 3) {
      const [x, y, z] = [net.positions[v]!, net.positions[v + 1]!, net.positions[v + 2]!];
      const r = Math.hypot(x, y, z);
      expect(Math.abs(r - radius)).toBeLessThan(0.05);
      expect((x * net.normals[v]! + y * net.normals[v + 1]! + z * net.normals[v + 2]!) / r).toBeGreaterThan(0.99);
    }
  });

  it('is closed and wound outwards', () => {
    const edges = new Map<string, number>();
    let volume = 0;
    for (let t = 0; t < net.triangles.length; t += 3) {
      const [a, b, c] = [net.triangles[t]!, net.triangles[t + 1]!, net.triangles[t + 2]!];
      for (const [from, to] of [[a, b], [b, c], [c, a]]) edges.set(`${from} ${to}`, (edges.get(`${from} ${to}`) ?? 0) + 1);
      const p = (v: number, axis: number): number => net.positions[3 * v + axis]!;
      volume += (p(a, 0) * (p(b, 1) * p(c, 2) - p(b, 2) * p(c, 1)) + p(a, 1) * (p(b, 2) * p(c, 0) - p(b, 0) * p(c, 2)) + p(a, 2) * (p(b, 0) * p(c, 1) - p(b, 1) * p(c, 0))) / 6;
    }
    for (const [edge, count] of edges) {
      expect(count).toBe(1);
      expect(edges.has(edge.split(' ').reverse().join(' '))).toBe(true);
    }
    expect(volume / ((4 / 3) * Math.PI * radius ** 3)).toBeCloseTo(1, 1);
  });
});
