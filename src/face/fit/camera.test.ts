import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headRotation, projectPoints } from '../render/pose';
import { createRandom } from '../random';
import type { FitPose } from './camera';
import { anglesOf, exponential, facePoseOf, movePose, multiply3, pixelGradient, POSE_PARAMETERS, project } from './camera';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const poses = fc.record({ yawDeg: double(-75, 75), pitchDeg: double(-35, 35), rollDeg: double(-35, 35), scale: double(5, 40), x: double(-60, 60), y: double(-60, 60), distance: double(40, 200) })
  .map(({ yawDeg, pitchDeg, rollDeg, scale, x, y, distance }): FitPose => ({
    rotation: headRotation({ yawDeg, pitchDeg, rollDeg }), logScale: Math.log(scale), originX: x, originY: y, logDistance: Math.log(distance),
  }));

describe('project', () => {
  it('is the camera of the renderer', () => {
    fc.assert(fc.property(poses, fc.integer(), (pose, seed) => {
      const random = createRandom(seed);
      const positions = Float32Array.from({ length: 30 }, () => 5 * random.normal());
      const found = new Float64Array(20);
      project(pose, [320, 240], Float64Array.from(positions), found);
      projectPoints(facePoseOf(pose, 640, 480), positions).forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(0.01));
    }));
  });

  it.each([false, true])('has the derivatives that finite differences show (known focal length: %s)', (tiedFocal) => {
    fc.assert(fc.property(poses, fc.integer(), double(-1, 1), double(-1, 1), (pose, seed, dx, dy) => {
      const random = createRandom(seed);
      const position = Float64Array.from({ length: 3 }, () => 4 * random.normal());
      const gradient = new Float64Array(3 + POSE_PARAMETERS);
      pixelGradient(pose, position, 0, dx, dy, tiedFocal, gradient);
      const valueAt = (parameter: number, delta: number): number => {
        const moved = Float64Array.from(position);
        const step = new Float64Array(POSE_PARAMETERS);
        if (parameter < 3) moved[parameter]! += delta;
        else step[parameter - 3] = delta;
        let movedPose = movePose(pose, step, 0);
        if (tiedFocal) movedPose = { ...movedPose, logDistance: pose.logDistance - (movedPose.logScale - pose.logScale) };
        const out = new Float64Array(2);
        project(movedPose, [0, 0], moved, out);
        return dx * out[0]! + dy * out[1]!;
      };
      gradient.forEach((analytic, parameter) => {
        const numeric = (valueAt(parameter, 1e-5) - valueAt(parameter, -1e-5)) / 2e-5;
        expect(Math.abs(numeric - analytic)).toBeLessThan(1e-4 * (1 + Math.abs(numeric)));
      });
    }));
  });
});

describe('rotations', () => {
  it('gives back the angles of a scene', () => {
    fc.assert(fc.property(double(-75, 75), double(-35, 35), double(-35, 35), (yawDeg, pitchDeg, rollDeg) => {
      const found = anglesOf(headRotation({ yawDeg, pitchDeg, rollDeg }));
      expect(found.yawDeg).toBeCloseTo(yawDeg, 6);
      expect(found.pitchDeg).toBeCloseTo(pitchDeg, 6);
      expect(found.rollDeg).toBeCloseTo(rollDeg, 6);
    }));
  });

  it('makes orthonormal rotations', () => {
    fc.assert(fc.property(double(-3, 3), double(-3, 3), double(-3, 3), (x, y, z) => {
      const r = exponential(x, y, z);
      const transposed = Float64Array.of(r[0]!, r[3]!, r[6]!, r[1]!, r[4]!, r[7]!, r[2]!, r[5]!, r[8]!);
      multiply3(r, transposed).forEach((value, i) => expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 9));
    }));
  });
});
