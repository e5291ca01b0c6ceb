import { describe, expect, it } from 'vitest';
import { MODES_ONLY } from './fixture';
import { parseScene } from './parse';
import { sampleIdentity, sampleScene } from './sample-scene';
import { sampleSetting } from './sample-setting';
import { ANCESTRY_POLES, sampleTraits } from './traits';
import type { Scene } from './types';

const COUNT = 2000;
const scenes: readonly Scene[] = Array.from({ length: COUNT }, (_, seed) => sampleScene(seed, MODES_ONLY));
const share = (test: (scene: Scene) => boolean): number => scenes.filter(test).length / COUNT;

describe('sampleScene', () => {
  it('draws only valid scenes', () => {
    for (const scene of scenes) expect(parseScene(scene, MODES_ONLY)).toEqual({ scene, problems: [] });
  });

  it('draws the same scene for the same seed, and other people for other seeds', () => {
    expect(sampleScene(5, MODES_ONLY)).toEqual(scenes[5]);
    expect(new Set(scenes.map(({ identity }) => JSON.stringify(identity))).size).toBe(COUNT);
  });

  it('keeps the shares that the documentation promises', () => {
    expect(share(({ glasses }) => glasses.style !== 'none')).toBeCloseTo(0.2, 1);
    expect(Math.abs(share(({ headwear }) => headwear.style !== 'none') - 0.08)).toBeLessThan(0.02);
    expect(Math.abs(share(({ occluder }) => occluder.kind !== 'none') - 0.08)).toBeLessThan(0.02);
    expect(share(({ expression }) => (expression['eyeBlinkLeft'] ?? 0) > 0.85)).toBeLessThan(0.03);
    expect(share(({ pose }) => Math.abs(pose.yawDeg) > 45)).toBeGreaterThan(0.03);
    expect(share(({ pose }) => Math.abs(pose.yawDeg) < 20)).toBeGreaterThan(0.5);
  });

  it('covers skin from very light to very dark evenly', () => {
    const fifths = [0, 1, 2, 3, 4].map((fifth) => share(({ identity }) => Math.min(4, Math.floor(identity.skin.melanin * 5)) === fifth));
    for (const part of fifths) expect(part).toBeGreaterThan(0.08);
  });

  it('lets the eyes follow the camera when the head turns', () => {
    const turned = scenes.filter(({ pose }) => Math.abs(pose.yawDeg) > 20);
    const against = turned.filter(({ pose, gaze }) => Math.sign(gaze.yawDeg) === -Math.sign(pose.yawDeg));
    expect(against.length / turned.length).toBeGreaterThan(0.85);
    for (const { gaze } of scenes) expect(Math.max(Math.abs(gaze.yawDeg) / 24, Math.abs(gaze.pitchDeg) / 14)).toBeLessThanOrEqual(1);
  });

  it('gives beards to no one with a feminine face', () => {
    for (let seed = 0; seed < 500; seed++) expect(sampleIdentity(seed, MODES_ONLY).facialHair.style === 'none' || sampleTraits(seed).masculinity > 0).toBe(true);
  });
});

describe('sampleTraits', () => {
  it('draws half women, all ages and all poles evenly', () => {
    const people = Array.from({ length: COUNT }, (_, seed) => sampleTraits(seed));
    expect(Math.abs(people.filter(({ masculinity }) => masculinity > 0).length / COUNT - 0.5)).toBeLessThan(0.05);
    for (const [from, to] of [[18, 35], [35, 50], [50, 65], [65, 80]] as const) {
      expect(people.filter(({ ageYears }) => ageYears >= from && ageYears <= to).length / COUNT).toBeGreaterThan(0.15);
    }
    for (const pole of ANCESTRY_POLES) {
      const mean = people.reduce((sum, { ancestry }) => sum + ancestry[pole], 0) / COUNT;
      expect(Math.abs(mean - 1 / ANCESTRY_POLES.length)).toBeLessThan(0.03);
    }
    for (const { ancestry } of people) expect(Object.values(ancestry).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
  });
});

describe('sampleSetting', () => {
  it('obeys its options and leaves the other parts as they were', () => {
    for (let seed = 0; seed < 300; seed++) {
      const free = sampleSetting(seed, MODES_ONLY);
      const tight = sampleSetting(seed, MODES_ONLY, { occluders: false, accessories: false, post: false, maxYawDeg: 20, maxPitchDeg: 0, maxRollDeg: 5, headFraction: 1 });
      expect(Math.abs(tight.pose.yawDeg)).toBeLessThanOrEqual(20);
      expect(tight.pose.pitchDeg).toBe(0);
      expect(Math.abs(tight.pose.rollDeg)).toBeLessThanOrEqual(5);
      expect([tight.occluder.kind, tight.glasses.style, tight.headwear.style, tight.post.noise, tight.camera.headFraction]).toEqual(['none', 'none', 'none', 0, 1]);
      expect([tight.light, tight.background, tight.clothes]).toEqual([free.light, free.background, free.clothes]);
    }
  });
});
