import { defineRun } from '../../../../src/runtime/define';
import { NodeError } from '../../../../src/runtime/errors';
import { cpuTensor } from '../../../../src/runtime/tensor';
import definition from './node';

const SIDE = 64;

export default defineRun(definition, async ({ a }, { seed, ms, manner }, context) => {
  const model = await context.resource('toy-model', async () => (await context.shipped('models/face-model.bin')).length);
  context.warn({ en: `the seed is ${seed}`, zh: `种子为 ${seed}` });
  context.progress(0.5);
  const end = performance.now() + ms;
  while (performance.now() < end) Math.sqrt(end);
  if (manner === 'fails') throw new NodeError({ en: 'the toy broke.', zh: '玩具坏了。' }, { code: 'toy', param: 'seed' });
  if (manner === 'crashes') {
    setTimeout(() => { throw new Error('The thread ends here.'); });
    await new Promise(() => undefined);
  }
  const pixels = cpuTensor([1, SIDE, SIDE]);
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = Math.sin(i * seed + model) + (a?.pixels.data![i] ?? 0);
  return { mask: { kind: 'mask', pixels, frame: `${context.stepKey}:mask` } };
});
