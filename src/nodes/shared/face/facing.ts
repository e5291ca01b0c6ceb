import type { ProjectedMesh } from '../raster/draw';

/**
 * Unit normals of the vertices in the camera's axes (x right, y up, z to the viewer), 3 a vertex, from the projection alone: pixels are brought to
 * centimetres by the scale that makes the projected edges as long as the mesh's own (weak perspective). A vertex without area gets zeros.
 */
export function projectedNormals(mesh: ProjectedMesh): Float32Array {
  const { points, depthCm } = mesh.projected, { triangles } = mesh;
  const cmPerPx = scaleOf(mesh);
  const normals = new Float32Array(3 * depthCm.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!, b = triangles[t + 1]!, c = triangles[t + 2]!;
    const ux = (points[2 * b]! - points[2 * a]!) * cmPerPx, uy = (points[2 * a + 1]! - points[2 * b + 1]!) * cmPerPx, uz = depthCm[a]! - depthCm[b]!;
    const vx = (points[2 * c]! - points[2 * a]!) * cmPerPx, vy = (points[2 * a + 1]! - points[2 * c + 1]!) * cmPerPx, vz = depthCm[a]! - depthCm[c]!;
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    if (!Number.isFinite(nx + ny + nz)) continue;
    for (const v of [a, b, c]) { normals[3 * v]! += nx; normals[3 * v + 1]! += ny; normals[3 * v + 2]! += nz; }
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!) || 1;
    for (let k = 0; k < 3; k++) normals[i + k]! /= length;
  }
  return normals;
}

/** For each vertex the cosine between its normal and the viewing direction, −1..1. */
export function facingOf(mesh: ProjectedMesh): Float32Array {
  const normals = projectedNormals(mesh);
  return Float32Array.from({ length: normals.length / 3 }, (_, i) => normals[3 * i + 2]!);
}

/** Centimetres a pixel at the mesh's depth. */
function scaleOf(mesh: ProjectedMesh): number {
  const { positions, triangles } = mesh, { points, depthCm } = mesh.projected;
  let pixels = 0, centimetres = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!, b = triangles[t + 1]!;
    const across = (points[2 * b]! - points[2 * a]!) ** 2 + (points[2 * b + 1]! - points[2 * a + 1]!) ** 2;
    const depth = depthCm[b]! - depthCm[a]!;
    if (!Number.isFinite(across + depth)) continue;
    const length = (positions[3 * b]! - positions[3 * a]!) ** 2 + (positions[3 * b + 1]! - positions[3 * a + 1]!) ** 2 + (positions[3 * b + 2]! - positions[3 * a + 2]!) ** 2;
    pixels += across;
    centimetres += Math.max(0, length - depth * depth);
  }
  return pixels > 0 ? Math.sqrt(centimetres / pixels) : 1;
}
