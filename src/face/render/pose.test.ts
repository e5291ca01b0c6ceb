import { describe, expect, it } from 'vitest';
import { facePose, headRotation, projectPoints, toCameraFrame } from './pose';

const camera = { focalLengthMm: 48, headFraction: 0.5, centre: [0.5, 0.5] as const };
const frontal = { yawDeg: 0, pitchDeg: 0, rollDeg: 0 };

describe('facePose', () => {
  it('puts 23 cm on headFraction of the height, worked by hand', () => {
    // 48 mm on a 24 mm sensor at 200 px: f = 400 px. 23 cm on 100 px: distance = 400 · 23 / 100 = 92 cm.
    const pose = facePose({ pose: frontal, camera }, 300, 200);
    expect(pose.focalPx).toBeCloseTo(400, 10);
    expect(pose.translationCm[2]).toBeCloseTo(-92, 10);
    const pixels = projectPoints(pose, Float32Array.of(0, 0, 0, 11.5, 0, 0, 0, 11.5, 0));
    expect([...pixels]).toEqual([150, 100, 200, 100, 150, 50]);
  });

  it('lands the origin on the asked centre', () => {
    const pose = facePose({ pose: { yawDeg: 40, pitchDeg: -20, rollDeg: 10 }, camera: { ...camera, centre: [0.3, 0.8] } }, 100, 60);
    const pixels = projectPoints(pose, Float32Array.of(0, 0, 0));
    expect(pixels[0]).toBeCloseTo(30, 4);
    expect(pixels[1]).toBeCloseTo(48, 4);
  });
});

describe('headRotation', () => {
  const turn = (pose: typeof frontal, v: readonly [number, number, number]): number[] => {
    const r = headRotation(pose);
    return [0, 3, 6].map((row) => r[row]! * v[0] + r[row + 1]! * v[1] + r[row + 2]! * v[2]);
  };

  it('turns the nose to picture right for yaw +, up for pitch +, and the picture counter-clockwise for roll +', () => {
    const s = Math.SQRT1_2;
    const close = (got: number[], want: number[]): void => want.forEach((w, i) => expect(got[i]).toBeCloseTo(w, 12));
    close(turn({ ...frontal, yawDeg: 45 }, [0, 0, 1]), [s, 0, s]);
    close(turn({ ...frontal, pitchDeg: 45 }, [0, 0, 1]), [0, s, s]);
    close(turn({ ...frontal, rollDeg: 45 }, [1, 0, 0]), [s, s, 0]);
  });

  it('is the product Rz·Ry·Rx(−pitch)', () => {
    const pose = { yawDeg: 33, pitchDeg: 21, rollDeg: -17 };
    const stepwise = turn({ ...frontal, rollDeg: -17 }, turn({ ...frontal, yawDeg: 33 }, turn({ ...frontal, pitchDeg: 21 }, [1, 2, 3]) as [number, number, number]) as [number, number, number]);
    turn(pose, [1, 2, 3]).forEach((value, i) => expect(value).toBeCloseTo(stepwise[i]!, 12));
  });

  it('toCameraFrame agrees with projectPoints', () => {
    const pose = facePose({ pose: { yawDeg: 25, pitchDeg: 5, rollDeg: 3 }, camera }, 128, 128);
    const points = Float32Array.of(1, -4, 6, -3, 2, 5);
    const cam = toCameraFrame(pose, points);
    const pixels = projectPoints(pose, points);
    expect(pixels[0]).toBeCloseTo(64 + (pose.focalPx * cam[0]!) / -cam[2]!, 3);
    expect(pixels[3]).toBeCloseTo(64 - (pose.focalPx * cam[4]!) / -cam[5]!, 3);
  });
});
