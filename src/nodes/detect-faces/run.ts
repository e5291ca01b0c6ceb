import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import type { Face } from '../../runtime/values';
import { pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { detectWithMediapipe } from './mediapipe';
import definition from './node';
import { mostLike } from './likeness';
import { inOrder } from './order';
import { detectWithOwn } from './own';
import type { FaceLandmarkerService } from './service';
import { FACE_LANDMARKER } from './service';
import { detectWithYunet } from './yunet';

/** So many are looked for in any case, so that the wanted one is among them. */
const LEAST_SOUGHT = 12;

interface Wishes { readonly engine: string; readonly model: string; readonly minScore: number; readonly maxFaces: number }


export default defineRun(definition, async ({ image, reference }, params, context) => {
  const pixels = await rgbPixels(context, image);
  const { width, height } = sizeOf(pixels);
  const found = (await detect(context, pixels, { ...params, maxFaces: Math.max(params.maxFaces, LEAST_SOUGHT) })).filter(({ score }) => score >= params.minScore);
  const place = params.order === 'place' ? { x: params.xPercent / 100 * width, y: params.yPercent / 100 * height } : { x: width / 2, y: height / 2 };
  if (params.order === 'like' && !reference) throw new NodeError({ en: 'Link the identity of the person who is looked for to "Looked for", or choose another order.', zh: '请把要找的人的身份连接到“要找的人”，或改选其他顺序。' }, { code: 'no-reference', port: 'reference' });
  const sorted = params.order === 'like' && reference
    ? await mostLike(context, pixels, found, reference, { pack: params.recogniser, file: params.recogniserFile })
    : inOrder(found, params.order, place);
  const faces = sorted.slice(0, params.maxFaces);
  if (faces.length === 0) {
    throw new NodeError({
      en: 'No face was found. Choose a picture with a larger or clearer face, or lower "Least score".',
      zh: '未找到人脸。请换一张人脸更大或更清晰的图片，或降低“最低得分”。',
    }, { code: 'no-face', port: 'image' });
  }
  return { faces: { kind: 'faces', faces, width, height, frame: pictureOf(image).frame } };
});

/**
 * By `engine`. `auto` is MediaPipe where it is on this machine, a YuNet file where one was chosen, and otherwise our own detector, which is always there.
 */
async function detect(context: RunContext, pixels: Tensor, wishes: Wishes): Promise<readonly Face[]> {
  const { engine } = wishes;
  const landmarker = engine === 'auto' || engine === 'mediapipe' ? context.service<FaceLandmarkerService>(FACE_LANDMARKER) : undefined;
  if (engine === 'mediapipe' && !landmarker) {
    throw new NodeError({
      en: 'MediaPipe runs only in the browser, and is not available here. Set the detector to our own.',
      zh: 'MediaPipe 只能在浏览器中运行，此处不可用。请改用自带检测器。',
    }, { code: 'no-detector', param: 'engine' });
  }
  if (landmarker) {
    try {
      return await detectWithMediapipe(context, landmarker, pixels, wishes);
    } catch (error) {
      if (engine !== 'auto' || !(error instanceof NodeError) || error.code !== 'pack-missing') throw error;
      context.warn({
        en: 'Found by our own detector (68 points), since MediaPipe’s model is not on this machine. For its 478 points set the detector to MediaPipe.',
        zh: '本机没有 MediaPipe 模型，已用自带检测器（68 点）。若需要其 478 点，请把检测器设为 MediaPipe。',
      });
    }
  }
  if (engine === 'yunet' || (engine === 'auto' && wishes.model !== '')) {
    const model = await context.onnx({ bytes: await context.asset(wishes.model), name: 'YuNet' });
    return detectWithYunet(context, model, pixels, wishes.minScore);
  }
  return detectWithOwn(context, pixels, wishes);
}
