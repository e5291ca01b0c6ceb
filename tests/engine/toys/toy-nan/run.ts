import { defineRun } from '../../../../src/runtime/define';
import { cpuTensor } from '../../../../src/runtime/tensor';
import definition from './node';

export default defineRun(definition, async ({ image }, _params, context) => {
  const pixels = cpuTensor(image.pixels.shape, (await context.read(image.pixels)).slice());
  pixels.data[10] = NaN;
  return { image: { ...image, pixels } };
});
