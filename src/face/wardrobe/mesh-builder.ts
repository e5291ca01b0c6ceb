import { vertexNormals } from '../model/evaluate';
import { PARTS, type Part } from '../model/types';
import type { PropMaterial, PropMesh } from '../render/types';
import type { Rgb } from '../scene/types';
import type { Vec3 } from './vector';

export interface MeshLook {
  readonly part: Part;
  readonly material: PropMaterial;
  readonly frame?: PropMesh['frame'];
  readonly doubleSided?: boolean;
}

/** Collects vertices and triangles and makes a prop of them with smooth normals. */
export class MeshBuilder {
  private readonly positions: number[] = [];
  private readonly colours: number[] = [];
  private readonly alpha: number[] = [];
  private readonly triangles: number[] = [];

  get vertexCount(): number {
    return this.positions.length / 3;
  }

  /** Adds a vertex (cm) and returns its index. */
  vertex(position: Vec3, colour: Rgb, alpha = 1): number {
    this.positions.push(position[0], position[1], position[2]);
    this.colours.push(colour[0], colour[1], colour[2]);
    this.alpha.push(alpha);
    return this.alpha.length - 1;
  }

  triangle(a: number, b: number, c: number): void {
    if (a !== b && b !== c && a !== c) this.triangles.push(a, b, c);
  }

  /** Corners counter-clockwise seen from outside. */
  quad(a: number, b: number, c: number, d: number): void {
    this.triangle(a, b, c);
    this.triangle(a, c, d);
  }

  /**
   * A grid of rows × columns of vertices. `at(u, v)` takes u = row / (rows − 1) and v = column / columns (closed) or column / (columns − 1).
   * Outside is where the row direction crossed with the column direction points.
   */
  grid(
    rows: number,
    columns: number,
    closed: boolean,
    at: (u: number, v: number) => Vec3,
    colour: (u: number, v: number) => Rgb,
    alpha: (u: number, v: number) => number = () => 1,
  ): void {
    const first = this.vertexCount;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const u = row / (rows - 1);
        const v = column / (closed ? columns : columns - 1);
        this.vertex(at(u, v), colour(u, v), alpha(u, v));
      }
    }
    for (let row = 0; row + 1 < rows; row++) {
      for (let column = 0; column < (closed ? columns : columns - 1); column++) {
        const next = (column + 1) % columns;
        const here = first + row * columns;
        this.quad(here + column, here + columns + column, here + columns + next, here + next);
      }
    }
  }

  /** The prop, its normals averaged over the triangles at each vertex, area-weighted. */
  toProp(look: MeshLook): PropMesh {
    const positions = Float32Array.from(this.positions);
    const triangles = Uint32Array.from(this.triangles);
    const translucent = this.alpha.some((value) => value < 1);
    return {
      frame: look.frame ?? 'head',
      positions,
      normals: vertexNormals({ triangles }, positions),
      triangles,
      part: PARTS.indexOf(look.part),
      material: look.material,
      colours: Float32Array.from(this.colours),
      ...(translucent ? { alpha: Float32Array.from(this.alpha) } : {}),
      doubleSided: look.doubleSided ?? false,
    };
  }
}
