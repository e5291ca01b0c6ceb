import { PARTS } from '../../model/types';
import type { PropMesh } from '../../render/types';
import type { Rgb } from '../../scene/types';
import { mix } from '../vector';

/** How one strand is drawn. */
export interface StrandLook {
  /** Full width in its middle, cm. */
  readonly widthCm: number;
  readonly colour: Rgb;
  /** Brightness factors at the root and at the tip. */
  readonly rootShade: number;
  readonly tipShade: number;
  readonly rootAlpha: number;
  readonly tipAlpha: number;
  /** Turn of the ribbon about its own axis, radians; 0 lies flat on the head. */
  readonly twist: number;
}

/** Collects strands as ribbons of two vertices a point, their outside away from `centre` (cm, head frame). */
export class RibbonBuffer {
  private positions: Float32Array;
  private normals: Float32Array;
  private tangents: Float32Array;
  private colours: Float32Array;
  private alpha: Float32Array;
  private triangles: Uint32Array;
  private vertexCount = 0;
  private indexCount = 0;

  constructor(expectedPoints: number) {
    const vertices = Math.max(8, 2 * expectedPoints);
    this.positions = new Float32Array(3 * vertices);
    this.normals = new Float32Array(3 * vertices);
    this.tangents = new Float32Array(3 * vertices);
    this.colours = new Float32Array(3 * vertices);
    this.alpha = new Float32Array(vertices);
    this.triangles = new Uint32Array(3 * vertices);
  }

  get isEmpty(): boolean {
    return this.vertexCount === 0;
  }

  private grow(vertices: number): void {
    if (this.vertexCount + vertices <= this.alpha.length) return;
    const room = Math.max(2 * this.alpha.length, this.vertexCount + vertices);
    const wider = (old: Float32Array, width: number): Float32Array => {
      const next = new Float32Array(width * room);
      next.set(old);
      return next;
    };
    this.positions = wider(this.positions, 3);
    this.normals = wider(this.normals, 3);
    this.tangents = wider(this.tangents, 3);
    this.colours = wider(this.colours, 3);
    this.alpha = wider(this.alpha, 1);
    const triangles = new Uint32Array(3 * room);
    triangles.set(this.triangles);
    this.triangles = triangles;
  }

  /**
   * Adds the strand through the first `points` points of `path` (x y z each, cm). `outX, outY, outZ` is the centre that the ribbon turns its back to;
   * points below it look away from the vertical axis through it, so hanging hair has sideways normals.
   */
  strand(path: Float32Array, points: number, look: StrandLook, outX: number, outY: number, outZ: number): void {
    this.grow(2 * points);
    const first = this.vertexCount;
    const cosTwist = Math.cos(look.twist), sinTwist = Math.sin(look.twist);
    for (let k = 0; k < points; k++) {
      const i = 3 * k;
      const before = k === 0 ? 0 : i - 3;
      const after = k === points - 1 ? i : i + 3;
      let tx = path[after]! - path[before]!, ty = path[after + 1]! - path[before + 1]!, tz = path[after + 2]! - path[before + 2]!;
      const tl = 1 / (Math.sqrt(tx * tx + ty * ty + tz * tz) + 1e-9);
      tx *= tl;
      ty *= tl;
      tz *= tl;
      const x = path[i]!, y = path[i + 1]!, z = path[i + 2]!;
      let ox = x - outX, oy = y < outY ? 0.25 * (y - outY) : y - outY, oz = z - outZ;
      const along = ox * tx + oy * ty + oz * tz;
      ox -= along * tx;
      oy -= along * ty;
      oz -= along * tz;
      const ol = 1 / (Math.sqrt(ox * ox + oy * oy + oz * oz) + 1e-6);
      ox *= ol;
      oy *= ol;
      oz *= ol;
      const qx = ty * oz - tz * oy, qy = tz * ox - tx * oz, qz = tx * oy - ty * ox;
      const sx = qx * cosTwist + ox * sinTwist, sy = qy * cosTwist + oy * sinTwist, sz = qz * cosTwist + oz * sinTwist;
      const t = k / (points - 1);
      const half = 0.5 * look.widthCm * (t < 0.5 ? 0.75 + 0.5 * t : 1 - 1.5 * (t - 0.5) * (t - 0.5) * 2);
      const shade = mix(look.rootShade, look.tipShade, t);
      const alpha = t < 0.3 ? mix(look.rootAlpha, 1, t / 0.3) : t > 0.6 ? mix(1, look.tipAlpha, (t - 0.6) / 0.4) : 1;
      for (let edge = -1; edge <= 1; edge += 2) {
        const v = this.vertexCount++;
        const o = 3 * v;
        this.positions[o] = x + edge * half * sx;
        this.positions[o + 1] = y + edge * half * sy;
        this.positions[o + 2] = z + edge * half * sz;
        // The cross-section is rounded a little, so that a wide ribbon has a gradient like a lock of hair.
        let nx = ox + 0.45 * edge * qx, ny = oy + 0.45 * edge * qy, nz = oz + 0.45 * edge * qz;
        const nl = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9);
        nx *= nl;
        ny *= nl;
        nz *= nl;
        this.normals[o] = nx;
        this.normals[o + 1] = ny;
        this.normals[o + 2] = nz;
        this.tangents[o] = tx;
        this.tangents[o + 1] = ty;
        this.tangents[o + 2] = tz;
        const sided = shade * (1 + 0.08 * edge);
        this.colours[o] = look.colour[0] * sided;
        this.colours[o + 1] = look.colour[1] * sided;
        this.colours[o + 2] = look.colour[2] * sided;
        this.alpha[v] = alpha;
      }
      if (k > 0) {
        const at = first + 2 * k;
        this.triangles.set([at - 2, at - 1, at + 1, at - 2, at + 1, at], this.indexCount);
        this.indexCount += 6;
      }
    }
  }

  /** The strands as one hair mesh. The arrays are copies of the used part. */
  toProp(material: PropMesh['material'] = 'hair', part: (typeof PARTS)[number] = 'hair'): PropMesh {
    return {
      frame: 'head',
      positions: this.positions.slice(0, 3 * this.vertexCount),
      normals: this.normals.slice(0, 3 * this.vertexCount),
      tangents: this.tangents.slice(0, 3 * this.vertexCount),
      colours: this.colours.slice(0, 3 * this.vertexCount),
      alpha: this.alpha.slice(0, this.vertexCount),
      triangles: this.triangles.slice(0, this.indexCount),
      part: PARTS.indexOf(part),
      material,
      doubleSided: true,
    };
  }
}
