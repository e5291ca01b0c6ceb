import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseFaceModel } from '../model/load';
import { PARTS, type FaceModel } from '../model/types';
import { defaultScene } from '../scene/parse';
import { sampleScene } from '../scene/sample-scene';
import type { Scene } from '../scene/types';
import { renderScene } from './render-scene';
import { createRenderScratch } from './scratch';
import type { RenderedFace } from './types';

const LIPS = PARTS.indexOf('lips'), MOUTH = PARTS.indexOf('mouth'), GLASSES = PARTS.indexOf('glasses'), EYES = PARTS.indexOf('eyes'), BROWS = PARTS.indexOf('brows');

let model: FaceModel;
beforeAll(() => {
  model = parseFaceModel(new Uint8Array(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url))));
});

const shared = createRenderScratch();
const clear = { blur: 0, noise: 0, jpegQuality: 100, seed: 1 };
function face(change: Partial<Scene> = {}, size = 256): RenderedFace {
  const base = defaultScene();
  return renderScene(model, { ...base, post: clear, camera: { ...base.camera, headFraction: 0.9, centre: [0.5, 0.5] }, ...change }, { width: size, height: size, supersample: 2, layers: true }, shared);
}

/** FNV-1a. */
function hash(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (const byte of bytes) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

/** Distance in pixels from a picture position to the square of the nearest pixel with one of the labels. */
function distanceToLabel(picture: RenderedFace, x: number, y: number, wanted: readonly number[]): number {
  let nearest = Infinity;
  for (let py = Math.floor(y) - 8; py <= y + 8; py++) {
    for (let px = Math.floor(x) - 8; px <= x + 8; px++) {
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height || !wanted.includes(picture.layers!.labels[py * picture.width + px]!)) continue;
      nearest = Math.min(nearest, Math.hypot(Math.max(0, Math.abs(px + 0.5 - x) - 0.5), Math.max(0, Math.abs(py + 0.5 - y) - 0.5)));
    }
  }
  return nearest;
}

describe('renderScene', () => {
  it('gives the same bytes with a fresh and with a used scratch, and others for another seed', () => {
    const scratch = createRenderScratch();
    const options = { width: 64, height: 64, supersample: 2, layers: true };
    const hashes = [3, 4, 3].map((seed) => hash(renderScene(model, sampleScene(seed, model), options, scratch).colour));
    expect(hashes[0]).toBe(hashes[2]);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(hash(renderScene(model, sampleScene(3, model), options).colour)).toBe(hashes[0]);
  });

  it('puts each visible lip landmark within 2 px of a lip label at 256 px', () => {
    const poses = [{ yawDeg: 0, pitchDeg: 0, rollDeg: 0 }, { yawDeg: 35, pitchDeg: 10, rollDeg: -8 }, { yawDeg: -50, pitchDeg: -10, rollDeg: 5 }];
    for (const pose of poses) {
      for (const expression of [{}, { jawOpen: 0.7 }, { mouthSmileLeft: 1, mouthSmileRight: 1 }]) {
        const picture = face({ pose, expression });
        let seen = 0;
        for (let i = 48; i < 68; i++) {
          const { x, y, visible } = picture.landmarks68[i]!;
          if (!visible) continue;
          seen++;
          expect(distanceToLabel(picture, x, y, [LIPS]), `point ${i} at yaw ${pose.yawDeg}`).toBeLessThanOrEqual(2);
        }
        expect(seen).toBeGreaterThan(pose.yawDeg === 0 ? 18 : 9);
      }
    }
  });

  it('shows mouth behind open lips, eyes under open lids and brows where they are dense', () => {
    const count = (picture: RenderedFace, part: number): number => picture.layers!.labels.reduce((sum, label) => sum + (label === part ? 1 : 0), 0);
    const open = face({ expression: { jawOpen: 1 } }), shut = face();
    expect(count(open, MOUTH)).toBeGreaterThan(count(shut, MOUTH) + 200);
    const closed = face({ expression: { eyeBlinkLeft: 1, eyeBlinkRight: 1 } });
    expect(count(shut, EYES)).toBeGreaterThan(300);
    expect(count(closed, EYES)).toBeLessThan(0.12 * count(shut, EYES));
    expect(count(shut, BROWS)).toBeGreaterThan(150);
  });

  it('hides landmarks behind an occluder and keeps those beside it', () => {
    const base = defaultScene();
    const bare = face(), covered = face({ occluder: { ...base.occluder, kind: 'ball', centre: [0, -6.8], sizeCm: 7, rotationDeg: 0 } });
    for (const i of [51, 57, 62, 66]) {
      expect(bare.landmarks68[i]!.visible).toBe(true);
      expect(covered.landmarks68[i]!.visible).toBe(false);
    }
    expect(covered.landmarks68[39]!.visible).toBe(true);
    expect(covered.landmarks5.map((point) => point.visible)).toEqual([true, true, false, false, false]);
  });

  it('fills aligned layers: finite numbers on surfaces, nothing on the background', () => {
    const { layers, colour, width, height, projected } = face({ pose: { yawDeg: 20, pitchDeg: 5, rollDeg: 3 } }, 96);
    let background = 0, head = 0;
    for (let at = 0; at < width * height; at++) {
      const normal = Math.hypot(...layers!.normals.subarray(3 * at, 3 * at + 3));
      if (layers!.labels[at] === 0) {
        background++;
        expect(layers!.depthCm[at]).toBe(Infinity);
        expect(normal).toBe(0);
        expect(layers!.uv[2 * at]).toBeNaN();
        continue;
      }
      expect(layers!.depthCm[at]! > 20 && layers!.depthCm[at]! < 400).toBe(true);
      expect(normal).toBeCloseTo(1, 3);
      if (!Number.isNaN(layers!.uv[2 * at]!)) {
        head++;
        expect(layers!.uv[2 * at]! >= -1e-4 && layers!.uv[2 * at]! <= 1.0001).toBe(true);
      }
    }
    expect(background).toBeGreaterThan(1000);
    expect(head).toBeGreaterThan(1000);
    expect(new Set(colour).size).toBeGreaterThan(100);
    expect(projected.every(Number.isFinite)).toBe(true);
  });

  it('lights the cheek that faces the lamp', () => {
    const base = defaultScene();
    const lamp = (azimuthDeg: number): RenderedFace => face({ light: { ...base.light, key: { ...base.light.key, azimuthDeg, elevationDeg: 10 } } }, 96);
    const cheek = (picture: RenderedFace, from: number, to: number): number => {
      const x = Math.round((picture.landmarks68[from]!.x + picture.landmarks68[to]!.x) / 2), y = Math.round((picture.landmarks68[from]!.y + picture.landmarks68[to]!.y) / 2);
      return picture.colour[3 * (y * picture.width + x) + 1]!;
    };
    const left = lamp(-60), right = lamp(60);
    expect(cheek(left, 3, 31)).toBeGreaterThan(cheek(left, 13, 35) + 15);
    expect(cheek(right, 13, 35)).toBeGreaterThan(cheek(right, 3, 31) + 15);
  });

  it('sees eyes through clear lenses and only glass through dark ones', () => {
    const base = defaultScene();
    const labelAtEye = (style: Scene['glasses']['style']): number => {
      const picture = face({ glasses: { ...base.glasses, style } });
      const eye = picture.landmarks5[0]!;
      return picture.layers!.labels[Math.floor(eye.y) * picture.width + Math.floor(eye.x)]!;
    };
    expect(labelAtEye('round')).toBe(EYES);
    expect(labelAtEye('sun')).toBe(GLASSES);
  });

  it('softens silhouettes: samples on the edge of a bald head lie between skin and background', () => {
    const base = defaultScene();
    const identity = { ...base.identity, hair: { ...base.identity.hair, style: 'bald' as const } };
    const picture = face({ identity, background: { kind: 'plain', colours: [[0, 0, 1], [0, 0, 1]], seed: 1 } }, 128);
    let between = 0;
    for (let at = 0; at < 128 * 128; at++) {
      const r = picture.colour[3 * at]!, b = picture.colour[3 * at + 2]!;
      if (b > 190 && r > 60 && b - r > 10) between++;
    }
    expect(between).toBeGreaterThan(60);
  });
});
