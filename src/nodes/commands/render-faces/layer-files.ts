import { encode } from 'fast-png';
import type { RenderedFace } from '../../../face/render/types';

/** A picture file: what comes after the picture's own name, and its bytes. */
export interface LayerFile {
  readonly suffix: string;
  readonly bytes: Uint8Array;
}

/** Depth files hold tenths of a millimetre; 65535 is the background or farther. */
const DEPTH_STEPS_PER_CM = 100;

/**
 * The aligned layers as PNG: depth (16-bit grey, units of 0.1 mm along the viewing axis, 65535 = background), normals (8-bit RGB, −1..1 as 0..255,
 * camera frame, black = background), albedo (8-bit sRGB), uv (16-bit RGB: u, v, and 65535 where it is the head), labels (8-bit, the number of the part).
 */
export function layerFiles(face: RenderedFace): readonly LayerFile[] {
  const { layers, width, height } = face;
  if (layers === undefined) return [];
  const count = width * height;
  const depth = new Uint16Array(count);
  const normals = new Uint8Array(3 * count);
  const uv = new Uint16Array(3 * count);
  for (let i = 0; i < count; i++) {
    depth[i] = Math.min(65535, Math.round(layers.depthCm[i]! * DEPTH_STEPS_PER_CM));
    const seen = layers.normals[3 * i] !== 0 || layers.normals[3 * i + 1] !== 0 || layers.normals[3 * i + 2] !== 0;
    for (let axis = 0; axis < 3; axis++) normals[3 * i + axis] = seen ? Math.round((layers.normals[3 * i + axis]! + 1) * 127.5) : 0;
    if (Number.isNaN(layers.uv[2 * i]!)) continue;
    uv[3 * i] = Math.round(layers.uv[2 * i]! * 65535);
    uv[3 * i + 1] = Math.round(layers.uv[2 * i + 1]! * 65535);
    uv[3 * i + 2] = 65535;
  }
  return [
    { suffix: 'depth', bytes: encode({ width, height, data: depth, channels: 1, depth: 16 }) },
    { suffix: 'normals', bytes: encode({ width, height, data: normals, channels: 3, depth: 8 }) },
    { suffix: 'albedo', bytes: encode({ width, height, data: layers.albedo, channels: 3, depth: 8 }) },
    { suffix: 'uv', bytes: encode({ width, height, data: uv, channels: 3, depth: 16 }) },
    { suffix: 'labels', bytes: encode({ width, height, data: layers.labels, channels: 1, depth: 8 }) },
  ];
}
