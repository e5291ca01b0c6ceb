import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import type { Face, FacesValue, ImageValue, MaskValue, MeshValue } from '../../runtime/values';

/** A smooth picture for tests: three slow waves, values 0.2..0.8, none alike. */
export function wavyPicture(width: number, height: number, phase = 0): CpuTensor {
  const picture = cpuTensor([3, height, width]);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) picture.data[(c * height + y) * width + x] = 0.5 + 0.3 * Math.sin(phase + c + (3 + c) * x / width + (5 - c) * y / height);
    }
  }
  return picture;
}

/** A picture of one colour. */
export function plainPicture(width: number, height: number, colour: readonly [number, number, number]): CpuTensor {
  const picture = cpuTensor([3, height, width]);
  colour.forEach((value, c) => picture.data.fill(value, c * width * height, (c + 1) * width * height));
  return picture;
}

export function testImage(pixels: CpuTensor, frame = 'test'): ImageValue & { readonly pixels: CpuTensor } {
  return { kind: 'image', pixels, range: 'unit', colourSpace: 'srgb', frame };
}

export function testMask(pixels: CpuTensor, frame = 'test'): MaskValue & { readonly pixels: CpuTensor } {
  return { kind: 'mask', pixels, frame };
}

/** 1 inside a disc. */
export function discMask(width: number, height: number, radiusPx: number, centre: readonly [number, number] = [width / 2, height / 2]): CpuTensor {
  const mask = cpuTensor([1, height, width]);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) mask.data[y * width + x] = Math.hypot(x + 0.5 - centre[0], y + 0.5 - centre[1]) < radiusPx ? 1 : 0;
  return mask;
}

/** One face with these five points. */
export function testFaces(width: number, height: number, points5: readonly number[], more: Partial<Face> = {}, frame = 'test'): FacesValue {
  return { kind: 'faces', width, height, frame, faces: [{ box: [0, 0, width, height], score: 1, points5: Float32Array.from(points5), ...more }] };
}

/**
 * A flat square sheet of (n + 1)² vertices facing the camera at 100 cm, which covers a rectangle of the picture. It is no face model's mesh.
 */
export function sheetMesh(width: number, height: number, box: readonly [x: number, y: number, width: number, height: number], n = 4, picture = 'test'): MeshValue {
  const positions: number[] = [], points: number[] = [], depthCm: number[] = [], triangles: number[] = [];
  for (let j = 0; j <= n; j++) {
    for (let i = 0; i <= n; i++) {
      positions.push(i / n * 10, -j / n * 10, 0);
      points.push(box[0] + box[2] * i / n, box[1] + box[3] * j / n);
      depthCm.push(100);
      if (i === n || j === n) continue;
      const a = j * (n + 1) + i, b = a + 1, c = a + n + 1, d = c + 1;
      triangles.push(a, c, b, b, c, d);
    }
  }
  return {
    kind: 'mesh', positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles), units: 'cm', frame: 'head',
    projected: { points: Float32Array.from(points), depthCm: Float32Array.from(depthCm), width, height, picture },
  };
}

/** Largest difference of two tensors, everywhere or where a mask is not 0. */
export function largestGap(a: Float32Array, b: Float32Array, mask?: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) if (!mask || mask[i % mask.length] !== 0) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
