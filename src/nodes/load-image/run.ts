import { linearToSrgb } from '../../face/colour/convert';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { cpuTensor } from '../../runtime/tensor';
import { imageValue } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async (_inputs, params, context) => {
  if (params.file === '') throw new NodeError({ en: 'No picture is chosen yet. Choose a file.', zh: '尚未选择图片。请选择一个文件。' }, { code: 'missing-file', param: 'file' });
  const { width, height, rgba } = await context.decodeImage(await context.asset(params.file));
  const [colour, opacity] = [cpuTensor([3, height, width]), cpuTensor([1, height, width])];
  const behind = params.background.map(linearToSrgb);
  const pixels = width * height;
  for (let i = 0; i < pixels; i++) {
    const alpha = rgba[4 * i + 3]! / 255;
    opacity.data[i] = alpha;
    for (let c = 0; c < 3; c++) colour.data[c * pixels + i] = rgba[4 * i + c]! / 255 * alpha + behind[c]! * (1 - alpha);
  }
  const frame = `${context.stepKey}:image`;
  const scale = params.maxSidePx / Math.max(width, height);
  if (scale >= 1) return { image: imageValue(colour, frame), alpha: { kind: 'mask', pixels: opacity, frame } };
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return { image: imageValue(await resize(context, colour, size), frame), alpha: { kind: 'mask', pixels: await resize(context, opacity, size), frame } };
});
