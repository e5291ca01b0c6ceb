import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseCoefficients, evaluateShape } from '../model/evaluate';
import { parseFaceModel } from '../model/load';
import type { FaceModel } from '../model/types';
import { renderScene } from '../render/render-scene';
import type { RenderedFace } from '../render/types';
import { sampleScene } from '../scene/sample-scene';
import type { Scene } from '../scene/types';
import { fitFace, fitObservations } from './fit-face';
import { londonObservations } from './london-points';
import { MEDIAPIPE_OF_68 } from './mediapipe';
import type { FitResult } from './types';

const SIZE = 192;
const EYE_DISTANCE_CM = 6.4;
const LONDON = new URL('../../../../shared/data/photos/london/landmarks.json', import.meta.url);

const model: FaceModel = parseFaceModel(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url)));

interface Case {
  readonly scene: Scene;
  readonly face: RenderedFace;
  readonly fit: FitResult;
}
const cases: Case[] = [];

beforeAll(() => {
  for (let seed = 0; seed < 24; seed++) {
    const scene = shaven(sampleScene(seed, model, { maxYawDeg: 45, occluders: false, accessories: false, post: false }));
    const face = renderScene(model, scene, { width: SIZE, height: SIZE, supersample: 1, layers: false });
    cases.push({ scene, face, fit: fitFace(model, { scheme: '68', points: face.landmarks68 }, { widthPx: SIZE, heightPx: SIZE }) });
  }
}, 120_000);

/** Without hair, which would only hide points and cost time. */
function shaven(scene: Scene): Scene {
  const { identity } = scene;
  return { ...scene, identity: { ...identity, hair: { ...identity.hair, style: 'bald' }, facialHair: { ...identity.facialHair, style: 'none' } } };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Median distance of the vertices of the face's front, head frame, as a fraction of the distance between the eyes. */
function vertexError({ scene, fit }: Case): number {
  const truth = evaluateShape(model, denseCoefficients(model, scene.identity.shape, scene.expression));
  const found = evaluateShape(model, fit.coefficients);
  const errors: number[] = [];
  for (let vertex = 0; vertex < model.vertexCount; vertex++) {
    const x = model.canonical[2 * vertex]!;
    const y = model.canonical[2 * vertex + 1]!;
    if (Math.abs(x) > 6.5 || y < -11 || y > 6 || model.mean[3 * vertex + 2]! < -3) continue;
    errors.push(Math.hypot(...[0, 1, 2].map((axis) => truth[3 * vertex + axis]! - found[3 * vertex + axis]!)) / EYE_DISTANCE_CM);
  }
  return median(errors);
}

describe('fitFace on rendered scenes within 45° of yaw', () => {
  it('finds the pose within 2°', () => {
    for (const { scene, fit } of cases) {
      for (const angle of ['yawDeg', 'pitchDeg', 'rollDeg'] as const) expect(Math.abs(fit.angles[angle] - scene.pose[angle])).toBeLessThan(2);
    }
  });

  it('finds the shape within 3 % of the eye distance', () => {
    expect(median(cases.map(vertexError))).toBeLessThan(0.03);
  });

  it('explains the points within half a percent of the eye distance', () => {
    for (const { fit } of cases) {
      const eyeDistancePx = (EYE_DISTANCE_CM * fit.pose.focalPx) / -fit.pose.translationCm[2];
      expect(fit.residualPx / eyeDistancePx).toBeLessThan(0.005);
    }
  });

  it('keeps every coefficient in the range of its mode', () => {
    for (const { fit: { coefficients } } of cases) {
      model.identityModes.forEach(({ min, max }, k) => expect(coefficients.identity[k]! >= min - 1e-6 && coefficients.identity[k]! <= max + 1e-6).toBe(true));
      model.expressionModes.forEach(({ min, max }, k) => expect(coefficients.expression[k]! >= min - 1e-6 && coefficients.expression[k]! <= max + 1e-6).toBe(true));
    }
  });

  it('uses a focal length that is known', () => {
    const { face } = cases[0]!;
    const fit = fitFace(model, { scheme: '68', points: face.landmarks68 }, { widthPx: SIZE, heightPx: SIZE, focalPx: face.pose.focalPx });
    expect(fit.pose.focalPx).toBeCloseTo(face.pose.focalPx, 3);
    expect(Math.abs(fit.pose.translationCm[2] / face.pose.translationCm[2] - 1)).toBeLessThan(0.06);
  });
});

describe('the covariance', () => {
  it('is symmetric and positive on its diagonal, in the order of the parameters', () => {
    const { covariance, parameters } = cases[1]!.fit;
    const size = parameters.identityCount + parameters.expressionCount + parameters.poseNames.length;
    expect(covariance.length).toBe(size * size);
    for (let i = 0; i < size; i++) {
      expect(covariance[i * size + i]).toBeGreaterThan(0);
      for (let j = 0; j < i; j++) expect(covariance[i * size + j]).toBeCloseTo(covariance[j * size + i]!, 9);
    }
  });

  it('knows how uncertain the turn of the head is: errors are of its size', () => {
    const ratios = cases.map(({ scene, fit }) => {
      const { identityCount, expressionCount, poseNames } = fit.parameters;
      const size = identityCount + expressionCount + poseNames.length;
      const at = identityCount + expressionCount + 1;
      const sigmaDeg = (Math.sqrt(fit.covariance[at * size + at]!) * 180) / Math.PI;
      return Math.abs(fit.angles.yawDeg - scene.pose.yawDeg) / sigmaDeg;
    });
    expect(median(ratios)).toBeGreaterThan(0.05);
    expect(median(ratios)).toBeLessThan(2);
  });

  it('is wider with five points than with 68', () => {
    const { face, fit } = cases[2]!;
    const few = fitFace(model, { scheme: '5', points: face.landmarks5.map(({ x, y }) => ({ x, y })) }, { widthPx: SIZE, heightPx: SIZE });
    const trace = ({ covariance, parameters: { identityCount, expressionCount } }: FitResult): number => {
      const size = identityCount + expressionCount + 7;
      return Array.from({ length: identityCount }, (_, k) => covariance[k * size + k]!).reduce((sum, value) => sum + value, 0);
    };
    expect(trace(few)).toBeGreaterThan(1.1 * trace(fit));
    expect(Math.abs(few.angles.rollDeg - fit.angles.rollDeg)).toBeLessThan(4);
  });
});

describe('schemes', () => {
  it('reads MediaPipe\'s mesh at the points that stand for the 68', () => {
    const { face, fit } = cases[3]!;
    const points = Array.from({ length: 478 }, () => ({ x: 0, y: 0, visible: true }));
    MEDIAPIPE_OF_68.forEach((index, i) => {
      points[index] = { ...face.landmarks68[i]! };
    });
    const same = fitFace(model, { scheme: 'mediapipe-478', points }, { widthPx: SIZE, heightPx: SIZE });
    expect(same.angles).toEqual(fit.angles);
    expect(new Set(MEDIAPIPE_OF_68).size).toBe(68);
  });

  it('says what is wrong with its points', () => {
    const options = { widthPx: SIZE, heightPx: SIZE };
    expect(() => fitFace(model, { scheme: '68', points: [] }, options)).toThrow('The scheme "68" has 68 points, but got 0.');
    expect(() => fitFace(model, { scheme: '5', points: Array.from({ length: 5 }, () => ({ x: Number.NaN, y: 0 })) }, options)).toThrow('Landmark 0');
    expect(() => fitFace(model, { scheme: '5', points: Array.from({ length: 5 }, () => ({ x: 3, y: 3 })) }, options)).toThrow('points that differ');
    expect(() => fitFace(model, { scheme: '5', points: Array.from({ length: 5 }, (_, x) => ({ x, y: 3, visible: x > 2 })) }, options)).toThrow('at least four usable points, but got 2');
  });
});

describe('fitObservations on 70 neutral photographs', () => {
  if (!existsSync(LONDON)) console.warn('Skipped: the fit to photographs needs ../shared/data/photos/london/landmarks.json, which is not here.');

  it.skipIf(!existsSync(LONDON))('explains the hand-placed points within 3 % of the eye distance', () => {
    const { landmarks } = JSON.parse(readFileSync(LONDON, 'utf8')) as { landmarks: Record<string, [number, number][]> };
    const placed: number[] = [];
    const all: number[] = [];
    for (const points of Object.values(landmarks)) {
      const eyeDistancePx = Math.hypot(points[0]![0] - points[1]![0], points[0]![1] - points[1]![1]);
      const observations = londonObservations(model, points);
      const { residualsPx } = fitObservations(model, observations, { widthPx: 675, heightPx: 675, noise: 0.012 });
      residualsPx.forEach((residual, i) => {
        all.push(residual / eyeDistancePx);
        if (observations[i]!.target.kind === 'vertices') placed.push(residual / eyeDistancePx);
      });
    }
    expect(Object.keys(landmarks)).toHaveLength(70);
    expect(median(placed)).toBeLessThan(0.03);
    expect(median(all)).toBeLessThan(0.015);
  });
});
