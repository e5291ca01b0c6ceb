import { inverseSimilarity } from '../../face/align/similarity';
import type { FivePoints, TemplateName } from '../../face/align/templates';
import { cropTransform } from '../../face/align/templates';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Face } from '../../runtime/values';
import { chooseFace, requireSamePicture } from '../shared/face/choose';
import { imageValue, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { affineOf, resample } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async ({ image, faces }, params, context) => {
  requireSamePicture(context, faces, image, 'faces');
  const face = chooseFace(faces, params.index);
  const pixels = await rgbPixels(context, image);
  const { width, height } = sizeOf(pixels);
  const toCrop = transformOf(face, params.template as TemplateName, params.sizePx);
  const crop = await resample(context, pixels, affineOf(inverseSimilarity(toCrop)), { width: params.sizePx, height: params.sizePx });
  return {
    crop: { kind: 'crop', image: imageValue(crop, `${context.stepKey}:crop`), template: params.template, toCrop, source: { width, height, frame: image.frame } },
  };
});

function transformOf(face: Face, template: TemplateName, sizePx: number): ReturnType<typeof cropTransform> {
  const points = [0, 1, 2, 3, 4].map((i) => ({ x: face.points5[2 * i]!, y: face.points5[2 * i + 1]! })) as unknown as FivePoints;
  try {
    return cropTransform(points, template, sizePx);
  } catch {
    throw new NodeError({
      en: 'The five points of this face lie on one spot or are not numbers, so it cannot be aligned. Detect the face again.',
      zh: '这张脸的五个点重合或不是有效数值，无法对齐。请重新检测人脸。',
    }, { code: 'points', port: 'faces' });
  }
}
