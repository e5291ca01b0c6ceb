import type { RunContext } from '../../../runtime/define';
import type { CropValue } from '../../../runtime/values';
import { rgbPixels } from '../picture/pictures';
import { SWAP_CROP } from '../swap-blocks/contract';
import { pictureFeatures } from './picture-features';
import { distanceFrom, parseTrainingPictures } from './training-pictures';

export const TRAINING_PICTURES_FILE = 'models/training-pictures.json';

/**
 * Remarks, with numbers, that a crop lies further from the pictures the built-in networks were trained on than 99 % of those pictures do. Crops of another template or size have
 * no such measure, and nothing is said of them.
 */
export async function remarkFar(context: RunContext, crop: CropValue): Promise<void> {
  const [, height, width] = crop.image.pixels.shape as [number, number, number];
  if (crop.template !== SWAP_CROP.template || width !== SWAP_CROP.sizePx || height !== SWAP_CROP.sizePx) return;
  const known = await context.resource('training-pictures', async () => parseTrainingPictures(new TextDecoder().decode(await context.shipped(TRAINING_PICTURES_FILE))));
  const distance = distanceFrom(known, pictureFeatures(await context.read(await rgbPixels(context, crop)), SWAP_CROP.sizePx));
  const usual = known.percentiles[99]!;
  if (distance <= usual) return;
  const [at, limit] = [distance.toFixed(1), usual.toFixed(1)];
  context.warn({
    en: `This crop lies at ${at} from the pictures that the built-in networks were trained on; 99 % of those lie below ${limit}. They learnt from rendered faces alone, so expect less of them here.`,
    zh: `该裁剪与内置网络的训练图片相距 ${at}；99% 的训练图片低于 ${limit}。这些网络只学习过渲染的人脸，在此图上效果可能较差。`,
  });
}
