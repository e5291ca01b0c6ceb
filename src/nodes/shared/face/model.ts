import { parseFaceModel } from '../../../face/model/load';
import type { FaceModel } from '../../../face/model/types';
import type { RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { CoefficientsValue, MeshValue } from '../../../runtime/values';

/** The built-in face model, parsed once an engine. */
export function faceModel(context: RunContext): Promise<FaceModel> {
  return context.resource('face-model', async () => parseFaceModel(await context.shipped('models/face-model.bin')));
}

/** @throws NodeError at `port` when a value belongs to another face model. */
export function requireModel(model: FaceModel, value: CoefficientsValue | MeshValue, port: string): void {
  const found = value.model;
  if (found === undefined || (found.name === model.name && found.version === model.version)) return;
  throw new NodeError({
    en: `"${port}" belongs to the face model ${found.name} ${found.version}, but this node works with ${model.name} ${model.version}. Make it again with this program's own face model.`,
    zh: `“${port}”属于人脸模型 ${found.name} ${found.version}，而本节点使用 ${model.name} ${model.version}。请用本程序的人脸模型重新生成。`,
  }, { code: 'model', port });
}
