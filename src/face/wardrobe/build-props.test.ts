import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../model/load';
import { PARTS } from '../model/types';
import { poseHead } from '../render/head-pose';
import type { PosedHead, PropMesh } from '../render/types';
import { defaultScene } from '../scene/parse';
import { sampleScene } from '../scene/sample-scene';
import { FACIAL_HAIR_STYLES, GLASSES_STYLES, HAIR_STYLES, HEADWEAR_STYLES, OCCLUDERS, type Scene } from '../scene/types';
import { buildProps } from './build-props';
import { createFrontDepth } from './front-depth';
import { groomOf } from './hair/groom';
import { measureHead } from './measure';
import { createScalpField } from './scalp';
import { createWardrobeCache } from './wardrobe-cache';

const model = parseFaceModel(new Uint8Array(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url))));
const HAIR = PARTS.indexOf('hair');

function randomScene(seed: number): Scene {
  const sampled = sampleScene(seed, model);
  return { ...sampled, headwear: { ...sampled.headwear, style: 'none' }, occluder: { ...sampled.occluder, kind: 'none' } };
}

function withHair(scene: Scene, style: Scene['identity']['hair']['style'], seed = scene.identity.hair.seed): Scene {
  return { ...scene, identity: { ...scene.identity, hair: { ...scene.identity.hair, style, seed } } };
}

function expectSound(props: readonly PropMesh[]): void {
  for (const prop of props) {
    const vertices = prop.positions.length / 3;
    const name = `${PARTS[prop.part]} of ${prop.material}`;
    expect(prop.normals.length, name).toBe(prop.positions.length);
    expect(prop.colours.length, name).toBe(prop.positions.length);
    for (const values of [prop.positions, prop.normals, prop.colours, prop.alpha, prop.tangents]) {
      if (values) expect(values.every(Number.isFinite), name).toBe(true);
    }
    expect(prop.triangles.every((index) => index < vertices), name).toBe(true);
    expect(prop.positions.every((value) => Math.abs(value) < 90), name).toBe(true);
    expect(prop.colours.every((value) => value >= 0 && value < 1.6), name).toBe(true);
    if (prop.alpha) expect(prop.alpha.every((value) => value >= 0 && value <= 1), name).toBe(true);
    for (const directions of prop.tangents ? [prop.normals, prop.tangents] : [prop.normals]) {
      for (let v = 0; v < vertices; v += 7) expect(Math.abs(Math.hypot(directions[3 * v]!, directions[3 * v + 1]!, directions[3 * v + 2]!) - 1), name).toBeLessThan(0.02);
    }
  }
}

const triangleCount = (props: readonly PropMesh[]): number => props.reduce((sum, prop) => sum + prop.triangles.length / 3, 0);

/** Share of the hair's vertices that hang before the face: inside the oval shrunk to 80 % and in front of the skin. */
function shareBeforeFace(head: PosedHead, props: readonly PropMesh[]): number {
  const oval = Array.from(model.outlines.faceOval.vertices, (v) => [head.positions[3 * v]!, head.positions[3 * v + 1]!] as const);
  const middle = [0, 1].map((axis) => oval.reduce((sum, point) => sum + point[axis]!, 0) / oval.length);
  const polygon = oval.map(([x, y]) => [middle[0]! + 0.8 * (x - middle[0]!), middle[1]! + 0.8 * (y - middle[1]!)] as const);
  const depth = createFrontDepth(model, head.positions);
  let inside = 0, all = 0;
  for (const prop of props) {
    for (let i = 0; i < prop.positions.length; i += 3) {
      all++;
      const [x, y, z] = [prop.positions[i]!, prop.positions[i + 1]!, prop.positions[i + 2]!];
      let crossings = 0;
      polygon.forEach(([ax, ay], k) => {
        const [bx, by] = polygon[(k + 1) % polygon.length]!;
        if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossings++;
      });
      if (crossings % 2 === 1 && z > depth.z(x, y) - 1) inside++;
    }
  }
  return inside / all;
}

const hairOf = (props: readonly PropMesh[]): PropMesh[] => props.filter((prop) => prop.part === HAIR && prop.frame === 'head');

describe('hair', () => {
  it.each(HAIR_STYLES)('%s fits 20 random heads: sound meshes, within the budget, out of the face', (style) => {
    for (let seed = 1; seed <= 20; seed++) {
      const sampled = withHair(randomScene(seed), style, seed);
      const scene = { ...sampled, identity: { ...sampled.identity, facialHair: { ...sampled.identity.facialHair, style: 'none' as const } }, pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0 } };
      const head = poseHead(model, scene);
      const lashes = hairOf(buildProps(poseHead(model, withHair(scene, 'bald')), { detail: 'thumbnail' })).length;
      const props = hairOf(buildProps(head, { detail: 'thumbnail' }));
      const hair = props.slice(0, props.length - lashes);
      if (style === 'bald') {
        expect(hair).toEqual([]);
        continue;
      }
      expect(hair.length).toBeGreaterThan(1);
      expectSound(hair);
      expect(triangleCount(hair)).toBeLessThan(17000);
      const { fringe } = groomOf(style, seed, measureHead(head));
      expect(shareBeforeFace(head, hair), `seed ${seed}`).toBeLessThan(fringe > 0 ? 0.12 : 0.03);
    }
  }, 60000);

  it('does not depend on the expression', () => {
    const scene = withHair(randomScene(3), 'long');
    const grin = { ...scene, expression: { jawOpen: 1, browInnerUp: 1, mouthSmileLeft: 0.7 } };
    const [still, moved] = [scene, grin].map((s) => hairOf(buildProps(poseHead(model, s), { detail: 'thumbnail' }))[1]!);
    expect(moved!.positions).toEqual(still!.positions);
  });

  it('differs between seeds and follows the seed exactly', () => {
    const build = (seed: number): Float32Array => hairOf(buildProps(poseHead(model, withHair(defaultScene(), 'short', seed)), { detail: 'thumbnail' }))[1]!.positions;
    expect(build(5)).toEqual(build(5));
    expect(build(6)).not.toEqual(build(5));
  });

  it('covers the whole scalp: seen from any side above, no skin is outside the hair sheet', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const head = poseHead(model, { ...withHair(randomScene(seed), 'short'), pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0 } });
      const field = createScalpField(model, measureHead(head));
      const [cap] = hairOf(buildProps(head, { detail: 'full' }));
      for (let v = 0; v < cap!.alpha!.length; v += 11) {
        const height = field.height(cap!.positions[3 * v]!, cap!.positions[3 * v + 1]!, cap!.positions[3 * v + 2]!);
        expect(height).toBeGreaterThan(0.01);
        expect(height).toBeLessThan(0.3);
      }
    }
  });
});

describe('everything beside the head', () => {
  it('is sound for 20 sampled scenes in both details', () => {
    for (let seed = 101; seed <= 120; seed++) expectSound(buildProps(poseHead(model, sampleScene(seed, model)), { detail: seed % 5 === 0 ? 'full' : 'thumbnail' }));
  }, 60000);

  it('exists in every style of glasses, headwear, beard, collar and occluder', () => {
    const base = withHair(defaultScene(), 'bob');
    const plain = triangleCount(buildProps(poseHead(model, base), { detail: 'thumbnail' }));
    const scenes: Scene[] = [
      ...GLASSES_STYLES.slice(1).map((style) => ({ ...base, glasses: { ...base.glasses, style } })),
      ...HEADWEAR_STYLES.slice(1).map((style) => ({ ...base, headwear: { ...base.headwear, style } })),
      ...FACIAL_HAIR_STYLES.slice(2).map((style) => ({ ...base, identity: { ...base.identity, facialHair: { ...base.identity.facialHair, style, density: 0.8 } } })),
      ...OCCLUDERS.slice(1).map((kind) => ({ ...base, occluder: { ...base.occluder, kind, sizeCm: 9 } })),
      ...(['shirt', 'vneck'] as const).map((collar) => ({ ...base, clothes: { ...base.clothes, collar } })),
    ];
    for (const scene of scenes) {
      const props = buildProps(poseHead(model, scene), { detail: 'thumbnail' });
      expectSound(props);
      if (scene.headwear.style === 'none' && scene.clothes.collar === base.clothes.collar) expect(triangleCount(props)).toBeGreaterThan(plain);
    }
  });

  it('comes out of a cache as it does without one', () => {
    const cache = createWardrobeCache(2);
    for (const seed of [7, 8, 7, 9, 7]) {
      const scene = sampleScene(seed, model);
      const head = poseHead(model, scene);
      expect(buildProps(head, { detail: 'thumbnail', cache })).toEqual(buildProps(head, { detail: 'thumbnail' }));
    }
  });

  it('hides all hair and the ears under a headscarf, and flattens hair under a hat', () => {
    const scene = withHair(defaultScene(), 'afro', 4);
    const scarf = buildProps(poseHead(model, { ...scene, headwear: { ...scene.headwear, style: 'headscarf' } }), { detail: 'thumbnail' });
    const bald = hairOf(buildProps(poseHead(model, withHair(scene, 'bald')), { detail: 'thumbnail' }));
    expect(hairOf(scarf).length).toBe(bald.length);
    const highest = (props: readonly PropMesh[]): number => Math.max(...props.flatMap((prop) => Array.from(prop.positions).filter((_, i) => i % 3 === 1)));
    const capped = hairOf(buildProps(poseHead(model, { ...scene, headwear: { ...scene.headwear, style: 'cap' } }), { detail: 'thumbnail' }));
    expect(highest(capped)).toBeLessThan(measureHead(poseHead(model, scene)).crownY + 0.5);
  });

  it('puts glasses before the eyes and temples beside the head, for 20 random heads', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const scene = randomScene(seed);
      const head = poseHead(model, { ...scene, expression: {}, glasses: { ...scene.glasses, style: GLASSES_STYLES[1 + (seed % 4)]! } });
      const measures = measureHead(head);
      const field = createScalpField(model, measures);
      const [frame, lenses] = buildProps(head, { detail: 'thumbnail' }).filter((prop) => PARTS[prop.part] === 'glasses');
      let eyes = -Infinity;
      for (const side of ['left', 'right'] as const) for (let v = model.eyes[side].firstVertex; v < model.eyes[side].endVertex; v++) eyes = Math.max(eyes, head.positions[3 * v + 2]!);
      const nearest = (x: number): number => Math.min(...Array.from({ length: lenses!.positions.length / 3 }, (_, v) => (Math.abs(lenses!.positions[3 * v]! - x) < 1 ? lenses!.positions[3 * v + 2]! : Infinity)));
      expect(nearest(3.2)).toBeGreaterThan(eyes);
      for (let v = 0; v < frame!.positions.length / 3; v++) {
        const [x, y, z] = [frame!.positions[3 * v]!, frame!.positions[3 * v + 1]!, frame!.positions[3 * v + 2]!];
        if (z < -1 && z > measures.ears.left.front) expect(field.height(x, y, z), `seed ${seed}`).toBeGreaterThan(-0.12);
      }
    }
  });

  it('grows beards that move with the jaw', () => {
    const scene = { ...defaultScene() };
    const bearded = { ...scene, identity: { ...scene.identity, hair: { ...scene.identity.hair, style: 'bald' as const }, facialHair: { style: 'full' as const, density: 1, colour: [0.05, 0.03, 0.02] as const } } };
    const meanHeight = (s: Scene): number => {
      const [, strands] = hairOf(buildProps(poseHead(model, s), { detail: 'thumbnail' }));
      const heights = strands!.positions.filter((_, i) => i % 3 === 1);
      return heights.reduce((sum, y) => sum + y, 0) / heights.length;
    };
    expect(meanHeight({ ...bearded, expression: { jawOpen: 1 } })).toBeLessThan(meanHeight({ ...bearded, expression: {} }) - 0.5);
  });
});
