import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import { sampleScene } from '../../face/scene/sample-scene';
import { drawPerson } from '../shared/face/person';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { plainPicture, testFaces, testImage } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const context = testContext();
const model = parseFaceModel(await context.shipped('models/face-model.bin'));
const scene = sampleScene(12, model, { occluders: false, accessories: false, post: false, maxYawDeg: 25 });
const person = await drawPerson(context, model, scene, 256, 'picture', false);

describe('fit-3dmm', () => {
  it('finds a drawn face again: mesh and pose', async () => {
    const { mesh, coefficients, error } = await runNode(definition, run, { faces: person.faces }, {}, context);
    expect(error).toMatchObject({ unit: 'px', better: 'lower' });
    const eyes = person.faces.faces[0]!.points5, eyeDistance = Math.hypot(eyes[2]! - eyes[0]!, eyes[3]! - eyes[1]!);
    expect(error.value).toBeLessThan(0.03 * eyeDistance);
    const gaps = Array.from(model.landmarks68.slice(17), (vertex) => Math.hypot(mesh.projected!.points[2 * vertex]! - person.mesh.projected!.points[2 * vertex]!, mesh.projected!.points[2 * vertex + 1]! - person.mesh.projected!.points[2 * vertex + 1]!)).sort((a, b) => a - b);
    expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(0.04 * eyeDistance);
    expect(mesh.projected).toMatchObject({ width: 256, height: 256, picture: 'picture' });
    expect(coefficients.scene).toBeUndefined();
    // The matrices' product is a turn by the angle between the two poses.
    const a = coefficients.pose!.rotation, b = person.coefficients.pose!.rotation;
    const trace = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(Math.acos(Math.min(1, (trace - 1) / 2)) * 180 / Math.PI).toBeLessThan(6);
  });

  it('works from five points alone, and colours the mesh by the picture', async () => {
    const { dense: _none, ...five } = person.faces.faces[0]!;
    const { mesh, error } = await runNode(definition, run, { faces: { ...person.faces, faces: [five] }, image: testImage(person.pixels, 'picture') }, {}, context);
    expect(error.value).toBeLessThan(6);
    expect(mesh.colours!.length).toBe(mesh.positions.length);
    expect(new Set(mesh.colours).size).toBeGreaterThan(100);
  });

  it('says what is wrong with landmarks, index and picture', async () => {
    await expect(runNode(definition, run, { faces: testFaces(64, 64, Array<number>(10).fill(20)) }, {}, context)).rejects.toMatchObject({ port: 'faces', code: 'fit' });
    await expect(runNode(definition, run, { faces: person.faces }, { index: 2 }, context)).rejects.toMatchObject({ param: 'index' });
    await expect(runNode(definition, run, { faces: person.faces, image: testImage(plainPicture(8, 8, [0, 0, 0])) }, {}, context)).rejects.toMatchObject({ port: 'image' });
  });
});
