/** Vertex-to-vertex distance of two meshes of the same vertices, mm, from positions in cm. */
export function vertexDistancesMm(a: Float32Array, b: Float32Array): Float32Array {
  return Float32Array.from({ length: a.length / 3 }, (_, i) => 10 * Math.hypot(a[3 * i]! - b[3 * i]!, a[3 * i + 1]! - b[3 * i + 1]!, a[3 * i + 2]! - b[3 * i + 2]!));
}

/** Grey over yellow to red, linear RGB, for a share 0..1 of the full scale. */
export function distanceColour(share: number): readonly [number, number, number] {
  const t = Math.min(1, Math.max(0, share));
  return t < 0.5 ? [0.4 + 1.1 * t, 0.4 + 0.6 * t, 0.4 - 0.7 * t] : [0.95 - 0.3 * (t - 0.5), 0.7 - 1.36 * (t - 0.5), 0.05];
}
