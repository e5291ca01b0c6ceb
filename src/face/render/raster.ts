/**
 * Triangle coverage and visibility. Depth is kept as a number that is linear on the screen and grows towards the viewer
 * ("nearness"): 1/distance for the camera, −distance for the parallel light of a shadow map.
 */

/** A visibility buffer of width·height samples. */
export interface VisibilityBuffer {
  readonly width: number;
  readonly height: number;
  /** Nearest surface so far; −Infinity where none. */
  readonly nearness: Float32Array;
  /** Triangle seen at each sample, −1 where none; null for a shadow map, which needs the nearness only. */
  readonly triangle: Int32Array | null;
}

/** Vertices on the sample grid: sample (i, j) sits at (i + 0.5, j + 0.5). A vertex with NaN drops its triangles. */
export interface ScreenVertices {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly nearness: Float32Array;
}

export interface DrawOptions {
  /** `front` drops triangles that are clockwise in space as seen. */
  readonly faces: 'front' | 'both';
  /**
   * One a vertex, 0..1: the share of samples that a see-through triangle covers (alpha to coverage). Which samples is decided
   * by a hash of triangle and sample, so overlapping strands do not share their gaps.
   */
  readonly alpha?: Float32Array | undefined;
}

export function clearVisibility(buffer: VisibilityBuffer): void {
  const size = buffer.width * buffer.height;
  buffer.nearness.fill(-Infinity, 0, size);
  buffer.triangle?.fill(-1, 0, size);
}

/** Ordered 4×4 thresholds (Bayer), so that the four samples of a pixel always differ; 0..1 exclusive. Alpha is stretched a little before: nearly opaque counts as opaque, or single samples would sparkle. */
const BAYER = Float32Array.from([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5], (rank) => (rank + 0.5) / 16);

/** Boxes of fewer columns are walked whole: working out the span would take longer. */
const CLIPPED_COLUMNS = 5;
/** An edge whose weight changes less than this from sample to sample bounds no span. */
const FLAT = 1e-7;
/** Samples by which a span is wider than worked out. */
const SLACK = 1e-3;

/**
 * Draws triangles [first, end) of `index` into the buffer; a strictly nearer surface wins, so the order decides ties.
 * Samples on a shared edge belong to the first triangle that is drawn: no holes.
 */
export function rasterise(
  buffer: VisibilityBuffer, vertices: ScreenVertices, index: Uint32Array, first: number, end: number, options: DrawOptions,
): void {
  const { width, height, nearness, triangle } = buffer;
  const { x: vx, y: vy, nearness: vn } = vertices;
  const both = options.faces === 'both';
  const alpha = options.alpha;
  for (let t = first; t < end; t++) {
    const a = index[3 * t]!, b = index[3 * t + 1]!, c = index[3 * t + 2]!;
    const ax = vx[a]!, ay = vy[a]!, bx = vx[b]!, by = vy[b]!, cx = vx[c]!, cy = vy[c]!;
    const area = (cx - ax) * (by - ay) - (bx - ax) * (cy - ay);
    if (both ? !(area > 0 || area < 0) : !(area > 0)) continue;
    let left = ax < bx ? ax : bx, right = ax < bx ? bx : ax, top = ay < by ? ay : by, bottom = ay < by ? by : ay;
    if (cx < left) left = cx;
    if (cx > right) right = cx;
    if (cy < top) top = cy;
    if (cy > bottom) bottom = cy;
    if (right < 0.5 || bottom < 0.5 || left > width - 0.5 || top > height - 0.5) continue;
    // First and last sample centres inside the box; adding before cutting off rounds up without a call.
    const minX = left <= 0.5 ? 0 : (left + 0.4999999) | 0, maxX = right >= width - 0.5 ? width - 1 : (right - 0.5) | 0;
    if (minX > maxX) continue;
    const minY = top <= 0.5 ? 0 : (top + 0.4999999) | 0, maxY = bottom >= height - 0.5 ? height - 1 : (bottom - 0.5) | 0;
    if (minY > maxY) continue;
    const inverse = 1 / area;
    // Barycentric weights of b and c grow linearly over the screen; that of a is what is left.
    const wbx = (ay - cy) * inverse, wby = (cx - ax) * inverse;
    const wcx = (by - ay) * inverse, wcy = (ax - bx) * inverse;
    const px = minX + 0.5 - ax, py = minY + 0.5 - ay;
    let rowB = wbx * px + wby * py, rowC = wcx * px + wcy * py;
    const na = vn[a]!, nb = vn[b]! - na, nc = vn[c]! - na;
    let aa = 1, ab = 0, ac = 0, phase = 0, opaque = true;
    if (alpha) {
      aa = alpha[a]!;
      ab = alpha[b]! - aa;
      ac = alpha[c]! - aa;
      opaque = aa >= 1 && ab >= 0 && ac >= 0;
      // Two triangles of one ribbon quad share a pattern.
      phase = (Math.imul(t >> 1, 0x9e3779b1) >>> 20) & 15;
    }
    const columns = maxX - minX;
    // Where each of the three edges crosses the row of sample centres, in samples from minX: two may bound a span on one side.
    let leftA = -Infinity, leftB = -Infinity, rightA = Infinity, rightB = Infinity, leftStepA = 0, leftStepB = 0, rightStepA = 0, rightStepB = 0;
    if (columns >= CLIPPED_COLUMNS) {
      const wax = -wbx - wcx, way = -wby - wcy;
      if (wbx > FLAT) { leftA = -rowB / wbx; leftStepA = -wby / wbx; } else if (wbx < -FLAT) { rightA = -rowB / wbx; rightStepA = -wby / wbx; }
      if (wcx > FLAT) {
        if (leftA === -Infinity) { leftA = -rowC / wcx; leftStepA = -wcy / wcx; } else { leftB = -rowC / wcx; leftStepB = -wcy / wcx; }
      } else if (wcx < -FLAT) {
        if (rightA === Infinity) { rightA = -rowC / wcx; rightStepA = -wcy / wcx; } else { rightB = -rowC / wcx; rightStepB = -wcy / wcx; }
      }
      const rowA = 1 - rowB - rowC;
      if (wax > FLAT) { leftB = -rowA / wax; leftStepB = -way / wax; } else if (wax < -FLAT) { rightB = -rowA / wax; rightStepB = -way / wax; }
    }
    for (let y = minY; y <= maxY; y++) {
      // The span is a little too wide, never too narrow: each sample is tested.
      const start = (leftA > leftB ? leftA : leftB) - SLACK, end = (rightA < rightB ? rightA : rightB) + SLACK;
      const from = start > 0 ? (start < columns ? (start + 1) | 0 : columns + 1) : 0;
      const to = end < columns ? (end > 0 ? end | 0 : -1) : columns;
      let wb = rowB + from * wbx, wc = rowC + from * wcx;
      for (let x = minX + from, p = y * width + minX + from, last = minX + to; x <= last; x++, p++) {
        if (wb >= 0 && wc >= 0 && wb + wc <= 1) {
          const n = na + wb * nb + wc * nc;
          if (n > nearness[p]! && (opaque || 1.3 * (aa + wb * ab + wc * ac) - 0.08 > BAYER[((y & 3) * 4 + (x & 3)) ^ phase]!)) {
            nearness[p] = n;
            if (triangle !== null) triangle[p] = t;
          }
        }
        wb += wbx;
        wc += wcx;
      }
      rowB += wby;
      rowC += wcy;
      leftA += leftStepA;
      leftB += leftStepB;
      rightA += rightStepA;
      rightB += rightStepB;
    }
  }
}
