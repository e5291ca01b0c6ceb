import { AT_NORMAL, AT_POSITION, type Geometry, type Surface } from './geometry';
import type { ScreenVertices, VisibilityBuffer } from './raster';

/** More than any table has columns. */
const MAX_STRIDE = 48;

/** One surface inside one pixel, with its attributes averaged over the samples it covers. */
export interface Fragment {
  surface: Surface;
  /** Triangle of its first sample. */
  triangle: number;
  /** Covered share of the pixel, 0..1. */
  coverage: number;
  /** Distance along the viewing axis, cm. */
  depthCm: number;
  readonly values: Float64Array;
}

export interface Gatherer {
  readonly fragments: Fragment[];
  /** Samples covered by each part in this pixel. */
  readonly partSamples: Uint8Array;
  count: number;
}

export function createGatherer(partCount: number): Gatherer {
  const nowhere = {} as Surface;
  return {
    fragments: Array.from({ length: 16 }, () => ({ surface: nowhere, triangle: -1, coverage: 0, depthCm: 0, values: new Float64Array(MAX_STRIDE) })),
    partSamples: new Uint8Array(partCount),
    count: 0,
  };
}

/** Adds weight·(attributes of triangle t at the sample-grid point (x, y)), perspective-correct, to `values`. */
export function addAttributes(geometry: Geometry, surface: Surface, screen: ScreenVertices, t: number, x: number, y: number, weight: number, values: Float64Array): void {
  const { index } = geometry;
  const a = index[3 * t]!, b = index[3 * t + 1]!, c = index[3 * t + 2]!;
  const ax = screen.x[a]!, ay = screen.y[a]!, bx = screen.x[b]! - ax, by = screen.y[b]! - ay, cx = screen.x[c]! - ax, cy = screen.y[c]! - ay;
  const inverse = 1 / (cx * by - bx * cy);
  const px = x - ax, py = y - ay;
  // A pixel's centre may lie just outside a triangle that covers its samples: clamp rather than extrapolate.
  let wb = Math.max(0, (cx * py - cy * px) * inverse), wc = Math.max(0, (by * px - bx * py) * inverse);
  const over = wb + wc;
  if (over > 1) {
    wb /= over;
    wc /= over;
  }
  const pa = (1 - wb - wc) * screen.nearness[a]!, pb = wb * screen.nearness[b]!, pc = wc * screen.nearness[c]!;
  const scale = weight / (pa + pb + pc);
  const fa = pa * scale, fb = pb * scale, fc = pc * scale;
  const { attributes, stride, firstVertex } = surface;
  const oa = (a - firstVertex) * stride, ob = (b - firstVertex) * stride, oc = (c - firstVertex) * stride;
  for (let i = 0; i < stride; i++) values[i]! += fa * attributes[oa + i]! + fb * attributes[ob + i]! + fc * attributes[oc + i]!;
}

/**
 * Collects what one pixel shows: samples of the same surface, class and nearly the same depth become one fragment, so each is
 * shaded once, with prefiltered attributes. `classOf` gives the shading class of a triangle of the head; props have one each.
 */
export function gatherPixel(
  gatherer: Gatherer, geometry: Geometry, buffer: VisibilityBuffer, screen: ScreenVertices, supersample: number,
  pixelX: number, pixelY: number, classOf: Uint8Array, partOf: Uint8Array,
): void {
  const triangle = buffer.triangle!;
  const { fragments, partSamples } = gatherer;
  partSamples.fill(0);
  gatherer.count = 0;
  const x0 = pixelX * supersample, y0 = pixelY * supersample;
  const share = 1 / (supersample * supersample);

  const first = triangle[y0 * buffer.width + x0]!;
  let same = true;
  for (let sy = 0; sy < supersample && same; sy++) {
    for (let sx = 0; sx < supersample; sx++) same = same && triangle[(y0 + sy) * buffer.width + x0 + sx] === first;
  }
  if (same) {
    if (first < 0) {
      partSamples[0] = supersample * supersample;
      return;
    }
    const fragment = start(fragments[0]!, geometry, first);
    addAttributes(geometry, fragment.surface, screen, first, x0 + 0.5 * supersample, y0 + 0.5 * supersample, 1, fragment.values);
    fragment.coverage = 1;
    partSamples[partOf[first]!] = supersample * supersample;
    gatherer.count = 1;
  } else {
    for (let sy = 0; sy < supersample; sy++) {
      for (let sx = 0; sx < supersample; sx++) {
        const at = (y0 + sy) * buffer.width + x0 + sx;
        const t = triangle[at]!;
        if (t < 0) {
          partSamples[0]!++;
          continue;
        }
        partSamples[partOf[t]!]!++;
        const depth = 1 / buffer.nearness[at]!;
        const surfaceNumber = geometry.surfaceOf[t]!, group = classOf[t]!;
        let found = -1;
        for (let i = 0; i < gatherer.count; i++) {
          const f = fragments[i]!;
          if (geometry.surfaceOf[f.triangle] === surfaceNumber && classOf[f.triangle] === group && Math.abs(f.depthCm - depth) < 1.2) {
            found = i;
            break;
          }
        }
        if (found < 0) {
          if (gatherer.count === fragments.length) continue;
          found = gatherer.count++;
          start(fragments[found]!, geometry, t).depthCm = depth;
        }
        const fragment = fragments[found]!;
        fragment.coverage += share;
        addAttributes(geometry, fragment.surface, screen, t, x0 + sx + 0.5, y0 + sy + 0.5, 1, fragment.values);
      }
    }
  }
  for (let i = 0; i < gatherer.count; i++) {
    const f = fragments[i]!;
    if (!same) {
      const inverse = share / f.coverage;
      for (let k = 0; k < f.surface.stride; k++) f.values[k]! *= inverse;
    }
    f.depthCm = -f.values[AT_POSITION + 2]!;
    const nx = f.values[AT_NORMAL]!, ny = f.values[AT_NORMAL + 1]!, nz = f.values[AT_NORMAL + 2]!;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 1e-9 ? 1 / length : 0;
    f.values[AT_NORMAL] = nx * scale;
    f.values[AT_NORMAL + 1] = ny * scale;
    f.values[AT_NORMAL + 2] = length > 1e-9 ? nz * scale : 1;
  }
}

function start(fragment: Fragment, geometry: Geometry, t: number): Fragment {
  fragment.surface = geometry.surfaces[geometry.surfaceOf[t]!]!;
  fragment.triangle = t;
  fragment.coverage = 0;
  fragment.values.fill(0);
  return fragment;
}
