import { defineRun } from '../../../../src/runtime/define';
import definition from './node';

export default defineRun(definition, async ({ a }, { ms, manner }, context) => {
  if (manner === 'crashes') setTimeout(() => { throw new Error('The thread ends here.'); });
  const end = performance.now() + ms;
  while (manner === 'blocks' && performance.now() < end) Math.sqrt(end);
  while (manner !== 'blocks' && performance.now() < end && !context.signal.aborted) {
    context.progress(1 - (end - performance.now()) / Math.max(1, ms));
    await new Promise((done) => { setTimeout(done, 2); });
  }
  return { number: a };
});
