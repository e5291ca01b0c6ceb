import { defineRun } from '../../../../src/runtime/define';
import { cpuTensor } from '../../../../src/runtime/tensor';
import definition from './node';

export default defineRun(definition, (_inputs, { size }, { stepKey }) => {
  const pixels = cpuTensor([3, size, size]);
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = (i % size) / size;
  return Promise.resolve({ image: { kind: 'image', pixels, range: 'unit', colourSpace: 'srgb', frame: `${stepKey}:image` } });
});
