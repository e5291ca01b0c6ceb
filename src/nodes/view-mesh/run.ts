import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { distanceColour, vertexDistancesMm } from './distance';
import definition from './node';

export default defineRun(definition, async ({ mesh, compare }, params) => {
  if (compare === undefined) return Promise.resolve({ mesh });
  if (compare.positions.length !== mesh.positions.length || compare.frame !== mesh.frame) {
    throw new NodeError({
      en: `The two meshes do not correspond (${mesh.positions.length / 3} vertices in the ${mesh.frame} frame, ${compare.positions.length / 3} in the ${compare.frame} frame). Take both from the same face model.`,
      zh: `两个网格不对应（${mesh.positions.length / 3} 个顶点，${compare.positions.length / 3} 个顶点）。请使用同一人脸模型的网格。`,
    }, { code: 'mesh', port: 'compare' });
  }
  const distances = vertexDistancesMm(mesh.positions, compare.positions);
  const colours = new Float32Array(mesh.positions.length);
  distances.forEach((distance, i) => colours.set(distanceColour(distance / params.fullScaleMm), 3 * i));
  return { mesh: { ...mesh, colours } };
});
