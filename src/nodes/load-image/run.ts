import { linearToSrgb } from '../../face/colour/convert';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { imageValue } from '../shared/picture/pictures';
import definition from './node';
import { shrinkOver } from './shrink';

export default defineRun(definition, async (_inputs, params, context) => {
  if (params.file === '') throw new NodeError({ en: 'No picture is chosen yet. Choose a file.', zh: '尚未选择图片。请选择一个文件。' }, { code: 'missing-file', param: 'file' });
  const picture = await context.decodeImage(await context.asset(params.file));
  const scale = Math.min(1, params.maxSidePx / Math.max(picture.width, picture.height));
  const size = { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) };
  const { colour, opacity } = shrinkOver(picture, size, params.background.map(linearToSrgb));
  const frame = `${context.stepKey}:image`;
  return { image: imageValue(colour, frame), alpha: { kind: 'mask', pixels: opacity, frame } };
});
