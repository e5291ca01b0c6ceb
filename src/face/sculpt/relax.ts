import { settle, type Field } from './field';
import type { Sculpture } from './mesh';
import { add, mix3, scale, type Vec3 } from './vector';

/** Evens out the mesh where it may slide: each free vertex moves towards its neighbours' mean and back onto the field. */
export function relax(sculpture: Sculpture, field: Field, rounds: number): void {
  const { sites, triangles, diagonals } = sculpture;
  const neighbours = sites.map(() => new Set<number>());
  for (const [a, b, c] of triangles) {
    neighbours[a]!.add(b).add(c);
    neighbours[b]!.add(a).add(c);
    neighbours[c]!.add(a).add(b);
  }
  for (const [a, b] of diagonals) {
    neighbours[a]!.delete(b);
    neighbours[b]!.delete(a);
  }
  for (let round = 0; round < rounds; round += 1) {
    const moved = sites.map((site, i): Vec3 => {
      if (site.slide === 0 || site.group !== 'head') return site.position;
      const around = [...neighbours[i]!];
      const mean = scale(around.map((v) => sites[v]!.position).reduce(add), 1 / around.length);
      const target = mix3(site.position, mean, 0.6 * site.slide);
      const [x, y, z] = settle(field, target, 4);
      return [site.canonical[0] === 0 ? 0 : x, y, z];
    });
    sites.forEach((site, i) => { site.position = moved[i]!; });
  }
}
