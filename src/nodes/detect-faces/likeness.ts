import { inverseSimilarity } from '../../face/align/similarity';
import { cropTransform, type FivePoints, type TemplateName } from '../../face/align/templates';
import type { RunContext } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import type { CropValue, Face, IdentityValue } from '../../runtime/values';
import { identityOf } from '../shared/packs/embedding';
import { feedPicture, openPack } from '../shared/packs/open';
import { outputOf, pictureInput } from '../shared/packs/pack';
import { imageValue, sizeOf } from '../shared/picture/pictures';
import { affineOf, resample } from '../shared/resample/resample';

/**
 * Faces with the one first that is most like a reference, by the cosine between vectors of one recogniser; faces that cannot be aligned come last.
 * @throws NodeError at `reference` when its vector is of another recogniser, at `recogniserFile` when there is no file
 */
export async function mostLike(context: RunContext, picture: Tensor, faces: readonly Face[], reference: IdentityValue, choice: { readonly pack: string; readonly file: string }): Promise<readonly Face[]> {
  const { pack, run } = await openPack(context, 'recogniser', { ...choice, contract: {} });
  const input = pictureInput(pack, 'face')!, output = outputOf(pack, 'embedding')!;
  if (reference.recogniser !== output.recogniser) {
    throw new NodeError({
      en: `The reference is a vector of "${reference.recogniser}", but faces are compared by "${output.recogniser}" here: vectors of two recognisers never meet. Set "Recogniser" to the one that made the reference.`,
      zh: `参考向量来自“${reference.recogniser}”，而此处用“${output.recogniser}”比较：两种识别网络的向量不可比较。请把“识别网络”设为生成参考的网络。`,
    }, { code: 'recogniser', port: 'reference' });
  }
  // Recognisers take crops of one size; one that took any would be given the usual 112 px.
  const sizePx = typeof input.sizePx === 'number' ? input.sizePx : 112;
  const wanted = await context.read(reference.vector);
  const { width, height } = sizeOf(picture);
  const likeness = new Map<Face, number>();
  for (const face of faces) {
    const points = [0, 1, 2, 3, 4].map((i) => ({ x: face.points5[2 * i]!, y: face.points5[2 * i + 1]! })) as unknown as FivePoints;
    try {
      const toCrop = cropTransform(points, input.template as TemplateName, sizePx);
      const pixels = await resample(context, picture, affineOf(inverseSimilarity(toCrop)), { width: sizePx, height: sizePx });
      const crop: CropValue = { kind: 'crop', image: imageValue(pixels, `${context.stepKey}:like`), template: input.template!, toCrop, source: { width, height, frame: '' } };
      const results = await run({ [input.name]: await feedPicture(context, pack, input, crop, 'image') });
      const vector = await context.read(identityOf(await context.read(results.at(output.name, output.place)), output.recogniser).vector);
      likeness.set(face, vector.reduce((sum, value, i) => sum + value * wanted[i]!, 0));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      likeness.set(face, -2);
    }
  }
  return [...faces].sort((a, b) => likeness.get(b)! - likeness.get(a)!);
}
