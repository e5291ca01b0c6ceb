import type { OnnxModel, RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import { cpuTensor, type Tensor } from '../../../runtime/tensor';
import type { IdentityValue } from '../../../runtime/values';
import { recogniserFault } from './faults';
import type { EmbeddingInput, Pack } from './pack';

/** A network's vector as an identity: made a unit vector, with the length it had. @throws NodeError when it is zero or not finite. */
export function identityOf(values: Float32Array, recogniser: string): IdentityValue {
  const rawLength = Math.hypot(...values);
  if (!(rawLength > 0 && Number.isFinite(rawLength))) {
    throw new NodeError({ en: 'The recogniser gave a vector that is zero or not finite. Choose another picture, or check the file.', zh: '识别网络给出的向量为零或不是有限数。请更换图片，或检查文件。' }, { code: 'not-finite' });
  }
  return { kind: 'identity', vector: cpuTensor([values.length], values.map((value) => value / rawLength)), recogniser, rawLength };
}

/** The vector that an identity gives to a network, by the contract: raw or unit, through the file's own matrix where it has one. [1, D]. @throws NodeError at `port` */
export async function feedEmbedding(context: RunContext, pack: Pack, model: OnnxModel, input: EmbeddingInput, identity: IdentityValue, port: string): Promise<Tensor> {
  const wrong = recogniserFault(pack, input, identity.recogniser);
  if (wrong) throw new NodeError(wrong, { code: 'recogniser', port });
  const unit = await context.read(identity.vector);
  if (unit.length !== input.length) throw new NodeError({ en: `${pack.title.en} wants ${input.length} numbers; this identity has ${unit.length}.`, zh: `${pack.title.zh} 需要 ${input.length} 个数，而此身份向量有 ${unit.length} 个。` }, { code: 'length', port });
  if (input.treatment === 'raw' && identity.rawLength === undefined) {
    throw new NodeError({
      en: `${pack.title.en} wants the vector as long as its recogniser made it, and this identity does not say how long that was. Link it straight from "Embed face" or "Convert identity".`,
      zh: `${pack.title.zh} 需要识别网络给出的原长度向量，而此身份没有记录原长度。请直接从“嵌入人脸”或“转换身份”连接。`,
    }, { code: 'raw-length', port });
  }
  const scale = input.treatment === 'raw' ? identity.rawLength! : 1;
  const vector = Float32Array.from(unit, (value) => value * scale);
  return cpuTensor([1, unit.length], input.matrix ? throughMatrix(pack, model, input.matrix, vector) : vector);
}

/** Row vector times the stored matrix. */
function throughMatrix(pack: Pack, model: OnnxModel, { weight, then }: NonNullable<EmbeddingInput['matrix']>, vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const size = vector.length, matrix = model.storedWeight?.(weight === 'last' ? 'last' : { name: weight });
  if (matrix?.shape.join() !== `${size},${size}` || !matrix.data) {
    throw new NodeError({
      en: `This file of ${pack.title.en} keeps no ${size} × ${size} matrix as its ${weight === 'last' ? 'last weight' : `weight "${weight}"`}. It was exported anew without it: choose the original file.`,
      zh: `此 ${pack.title.zh} 文件中，${weight === 'last' ? '最后一个权重' : `权重“${weight}”`}不是 ${size} × ${size} 矩阵。它在重新导出时丢失：请选择原始文件。`,
    }, { code: 'no-matrix', param: 'file' });
  }
  const product = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const factor = vector[row]!;
    for (let column = 0; column < size; column++) product[column]! += factor * matrix.data[row * size + column]!;
  }
  const length = then === 'unit' ? Math.hypot(...product) : 1;
  return product.map((value) => value / length);
}
