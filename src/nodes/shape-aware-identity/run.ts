import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { faceModel, requireModel } from '../shared/face/model';
import { RECOGNISERS, SWAP_CROP } from '../shared/swap-blocks/contract';
import { hostOf } from '../shared/swap-blocks/host';
import { anglesOf } from '../shared/swap-blocks/pose';
import { shapeAwareIdentity } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ coefficients, identity }, params, context) => {
  requireInferred(definition, { coefficients, identity }, params);
  requireModel(await faceModel(context), coefficients, 'coefficients');
  if (!coefficients.pose) {
    throw new NodeError({
      en: 'These coefficients have no pose, which v_sid needs. Take the target’s from "Regress coefficients" or "Fit 3D face".',
      zh: '这些系数没有姿态，而 v_sid 需要姿态。请由“回归系数”或“拟合三维人脸”取得目标的系数。',
    }, { code: 'no-pose', port: 'coefficients' });
  }
  if (coefficients.pose.width !== SWAP_CROP.sizePx) {
    context.warn({
      en: `The pose was found in a picture of ${coefficients.pose.width} px and not in the aligned crop, where the head is turned upright. "Regress coefficients" reads it from the crop, as in training.`,
      zh: `姿态来自 ${coefficients.pose.width} 像素的图片，而不是头部已摆正的对齐裁剪。“回归系数”会像训练时那样从裁剪中读取。`,
    });
  }
  const cFuse = { alpha: coefficients.identity, beta: coefficients.expression, poseDeg: anglesOf(coefficients.pose.rotation) };
  return { identity: { kind: 'identity', vector: await shapeAwareIdentity(hostOf(context), cFuse, identity.vector), recogniser: RECOGNISERS.shapeAware } };
});
