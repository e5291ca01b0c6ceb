import type { Coefficients, EyeballAnchor, FaceModel, Mode, NamedCoefficients } from './types';

/** Columns whose mean opening is smaller than this keep their expression displacement as it is, cm. */
const SMALLEST_OPENING_CM = 0.05;

function addModes(out: Float32Array, basis: readonly Float32Array[], runs: readonly Uint16Array[], coefficients: Float32Array): void {
  for (let m = 0; m < basis.length; m += 1) {
    const c = coefficients[m] ?? 0;
    if (c === 0) continue;
    const column = basis[m]!;
    const spans = runs[m]!;
    for (let r = 0; r < spans.length; r += 2) {
      const from = 3 * spans[r]!;
      const end = from + 3 * spans[r + 1]!;
      for (let i = from; i < end; i += 1) out[i] = out[i]! + c * column[i]!;
    }
  }
}

/** Centre and radius of an eyeball in a morphed shape, cm. */
export function eyeballSphere(positions: Float32Array, anchor: EyeballAnchor): { readonly centre: readonly [number, number, number]; readonly radiusCm: number } {
  const a = anchor.equator[0] * 3;
  const b = anchor.equator[1] * 3;
  const [ax, ay, az] = [positions[a]!, positions[a + 1]!, positions[a + 2]!];
  const [bx, by, bz] = [positions[b]!, positions[b + 1]!, positions[b + 2]!];
  return { centre: [(ax + bx) / 2, (ay + by) / 2, (az + bz) / 2], radiusCm: Math.hypot(bx - ax, by - ay, bz - az) / 2 };
}

/** How much wider each lid column is open in the identity than in the mean: 1 = the same. */
function openingRatios(model: FaceModel, positions: Float32Array, { upperMargin, lowerMargin }: EyeballAnchor['lids']): Float32Array {
  return Float32Array.from(upperMargin, (upper, k) => {
    const lower = lowerMargin[k]!;
    const mean = model.mean[3 * upper + 1]! - model.mean[3 * lower + 1]!;
    if (mean < SMALLEST_OPENING_CM) return 1;
    return Math.min(3, Math.max(0.2, (positions[3 * upper + 1]! - positions[3 * lower + 1]!) / mean));
  });
}

/** Lid motion grows with the opening of the identity, so that a blink closes every eye. */
function scaleLidMotion(model: FaceModel, anchor: EyeballAnchor, identityShape: Float32Array, positions: Float32Array): void {
  const ratios = openingRatios(model, identityShape, anchor.lids);
  anchor.lids.vertices.forEach((v, i) => {
    const extra = ratios[anchor.lids.column[i]!]! - 1;
    for (let e = 3 * v; e < 3 * v + 3; e += 1) positions[e] = positions[e]! + extra * (positions[e]! - identityShape[e]!);
  });
}

/** Pushes lid vertices that came too near the eyeball out along its radius. */
function slideOverEyeball(anchor: EyeballAnchor, positions: Float32Array): void {
  const { centre, radiusCm } = eyeballSphere(positions, anchor);
  anchor.lids.vertices.forEach((v, i) => {
    const x = positions[3 * v]! - centre[0];
    const y = positions[3 * v + 1]! - centre[1];
    const z = positions[3 * v + 2]! - centre[2];
    const least = radiusCm + anchor.lids.clearanceCm[i]!;
    const distance = Math.hypot(x, y, z);
    if (distance >= least || distance < 1e-6) return;
    const grow = least / distance;
    positions[3 * v] = centre[0] + x * grow;
    positions[3 * v + 1] = centre[1] + y * grow;
    positions[3 * v + 2] = centre[2] + z * grow;
  });
}

/**
 * S(α, β) = mean + B_id·α + B_exp·β (Blanz & Vetter 1999), 3 a vertex, cm, head frame, and two corrections on the lids alone: their motion is
 * scaled by the identity's eye opening, and they are pushed out of the eyeball. Missing trailing coefficients count as 0.
 */
export function evaluateShape(model: FaceModel, coefficients: Coefficients, out: Float32Array = new Float32Array(model.mean.length)): Float32Array {
  out.set(model.mean);
  addModes(out, model.identityBasis, model.identityRuns, coefficients.identity);
  const moves = coefficients.expression.some((c) => c !== 0);
  if (moves) {
    const identityShape = out.slice();
    addModes(out, model.expressionBasis, model.expressionRuns, coefficients.expression);
    scaleLidMotion(model, model.eyes.left, identityShape, out);
    scaleLidMotion(model, model.eyes.right, identityShape, out);
  }
  slideOverEyeball(model.eyes.left, out);
  slideOverEyeball(model.eyes.right, out);
  return out;
}

function dense(modes: readonly Mode[], named: NamedCoefficients, kind: string): Float32Array {
  const values = new Float32Array(modes.length);
  for (const [name, value] of Object.entries(named)) {
    const index = modes.findIndex((mode) => mode.name === name);
    if (index < 0) throw new Error(`There is no ${kind} mode "${name}"; the model has ${modes.map((mode) => mode.name).join(', ')}.`);
    if (!Number.isFinite(value)) throw new Error(`The coefficient of ${kind} mode "${name}" is ${value}; give a finite number.`);
    values[index] = value;
  }
  return values;
}

/** Dense α and β from names; throws a sentence that names an unknown mode or a value that is no number. Values are not clamped. */
export function denseCoefficients(model: FaceModel, identity: NamedCoefficients = {}, expression: NamedCoefficients = {}): Coefficients {
  return { identity: dense(model.identityModes, identity, 'identity'), expression: dense(model.expressionModes, expression, 'expression') };
}

/** Unit normals, 3 a vertex, weighted by triangle area; a vertex without area gets (0, 0, 1). */
export function vertexNormals(mesh: { readonly triangles: Uint16Array | Uint32Array }, positions: Float32Array, out: Float32Array = new Float32Array(positions.length)): Float32Array {
  out.fill(0);
  const { triangles } = mesh;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]! * 3;
    const b = triangles[t + 1]! * 3;
    const c = triangles[t + 2]! * 3;
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    out[a] = out[a]! + nx; out[a + 1] = out[a + 1]! + ny; out[a + 2] = out[a + 2]! + nz;
    out[b] = out[b]! + nx; out[b + 1] = out[b + 1]! + ny; out[b + 2] = out[b + 2]! + nz;
    out[c] = out[c]! + nx; out[c + 1] = out[c + 1]! + ny; out[c + 2] = out[c + 2]! + nz;
  }
  for (let i = 0; i < out.length; i += 3) {
    const size = Math.hypot(out[i]!, out[i + 1]!, out[i + 2]!);
    if (size < 1e-12) {
      out[i] = 0; out[i + 1] = 0; out[i + 2] = 1;
      continue;
    }
    out[i] = out[i]! / size; out[i + 1] = out[i + 1]! / size; out[i + 2] = out[i + 2]! / size;
  }
  return out;
}
