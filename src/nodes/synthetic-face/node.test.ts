import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import { PARTS } from '../../face/model/types';
import { BACKGROUNDS, HAIR_STYLES, OCCLUDERS } from '../../face/scene/types';
import type { Json } from '../../graph/types';
import type { Scene } from '../../face/scene/types';
import { FACE_MODEL_NAME } from '../shared/face/model-name';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const context = testContext();
const face = (params: Readonly<Record<string, Json>>) => runNode(definition, run, {}, { sizePx: 96, ...params }, context);
const sceneOf = async (params: Readonly<Record<string, Json>>): Promise<Scene> => (await face(params)).coefficients.scene as unknown as Scene;
const model = parseFaceModel(await context.shipped('models/face-model.bin'));

describe('the params', () => {
  it('offer every style and every expression of the model, by its names', () => {
    expect(Object.keys(definition.params.hair.options)).toEqual(['drawn', ...HAIR_STYLES]);
    expect(Object.keys(definition.params.occluder.options)).toEqual(['drawn', ...OCCLUDERS]);
    expect(Object.keys(definition.params.background.options)).toEqual(['drawn', ...BACKGROUNDS]);
    expect(definition.params.expressionValues.names.map(({ name }) => name)).toEqual(model.expressionModes.map(({ name }) => name));
    expect(model.name).toBe(FACE_MODEL_NAME);
  });

  it('change what they say and nothing else', async () => {
    const drawn = await sceneOf({ seed: 5 });
    expect(await sceneOf({ seed: 5 })).toEqual(drawn);
    expect(await sceneOf({ seed: 6 })).not.toEqual(drawn);
    const posed = await sceneOf({ seed: 5, pose: 'set', yawDeg: 30, rollDeg: -10 });
    expect(posed.pose).toEqual({ yawDeg: 30, pitchDeg: 0, rollDeg: -10 });
    expect(posed.identity).toEqual(drawn.identity);
    expect((await sceneOf({ seed: 5, expression: 'set', expressionValues: { jawOpen: 0.7 } })).expression).toEqual({ jawOpen: 0.7 });
    expect((await sceneOf({ seed: 5, expression: 'neutral' })).expression).toEqual({});
    expect((await sceneOf({ seed: 5, hair: 'afro', background: 'plain', light: 'set', lightAzimuthDeg: 60 }))).toMatchObject({ identity: { hair: { style: 'afro' } }, background: { kind: 'plain' }, light: { key: { azimuthDeg: 60 } } });
  });

  it('are overruled by the scene document, whose faults are remarked on and mended', async () => {
    const remarking = testContext({ shipped: context.shipped });
    const { coefficients } = await runNode(definition, run, {}, { sizePx: 64, pose: 'set', yawDeg: 30, scene: { pose: { yawDeg: 500, tiltDeg: 3 }, identity: { freckles: 0.8 } } }, remarking);
    expect(coefficients.scene).toMatchObject({ pose: { yawDeg: 75 }, identity: { freckles: 0.8 } });
    expect(remarking.warnings.map(({ en }) => en).join()).toMatch(/pose\.yawDeg must be from -75 to 75.*pose\.tiltDeg/);
  });
});

describe('the outputs', () => {
  it('belong to one picture and agree with each other', async () => {
    const { image, faces, coefficients, mesh, labels } = await face({ seed: 3, pose: 'set', yawDeg: 20 });
    expect(image.pixels.shape).toEqual([3, 96, 96]);
    expect([faces.frame, coefficients.frame, mesh.projected!.picture]).toEqual([image.frame, image.frame, image.frame]);
    const { dense, poseDeg } = faces.faces[0]!;
    expect(poseDeg).toEqual({ yaw: 20, pitch: 0, roll: 0 });
    // The landmarks are vertices of the mesh, projected.
    model.landmarks68.forEach((vertex, i) => {
      expect(Math.abs(dense!.points[2 * i]! - mesh.projected!.points[2 * vertex]!)).toBeLessThan(0.05);
      expect(Math.abs(dense!.points[2 * i + 1]! - mesh.projected!.points[2 * vertex + 1]!)).toBeLessThan(0.05);
    });
    // Each pixel has exactly one label, and the nose tip lies on the nose.
    const plane = 96 * 96;
    for (let i = 0; i < plane; i++) expect(PARTS.reduce((sum, _, k) => sum + labels.tensor.data![k * plane + i]!, 0)).toBe(1);
    const tip = Math.floor(dense!.points[61]!) * 96 + Math.floor(dense!.points[60]!);
    expect(labels.tensor.data![PARTS.indexOf('nose') * plane + tip]).toBe(1);
  });

  it('have the size asked for', async () => {
    const { image, labels } = await face({ sizePx: 64 });
    expect([image.pixels.shape, labels.tensor.shape]).toEqual([[3, 64, 64], [PARTS.length, 64, 64]]);
    expect(definition.infer!({}, { sizePx: 64 } as never).outputs.labels).toMatchObject({ channels: PARTS.length, width: 64 });
  });
});
