import { engineWorker } from '../../../../src/runtime/worker/browser-worker';
import { connectEngine } from '../../../../src/runtime/worker/client';
import type { CropValue } from '../../../../src/runtime/values';
import { swapGraph } from '../crops';

/** The ways in one page, each in a worker of its own; the benchmark calls them in turn. `asked` is `plain` with no more outputs than the engine asks for. */
export interface SwapPage { engine(seed: number): Promise<number>; plain(seed: number): Promise<number>; asked(seed: number): Promise<number>; gap(seed: number): Promise<number> }
export interface SwapWindow { swaps?: SwapPage }

const engine = connectEngine(() => engineWorker(new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })));
const workers: Partial<Record<'plain' | 'asked', Worker>> = {};

async function byEngine(seed: number): Promise<number> {
  const start = performance.now();
  const { state, steps } = await engine.run({ runId: String(seed), document: swapGraph(seed), targets: ['swap'], backend: 'cpu' });
  if (state !== 'done') throw new Error(steps.flatMap(({ problems }) => problems.map(({ message }) => message.en)).join('\n'));
  return performance.now() - start;
}

async function plainly(seed: number, name: 'plain' | 'asked' = 'plain'): Promise<{ readonly ms: number; readonly picture: Float32Array }> {
  const worker = workers[name] ??= new Worker(new URL('./plain.worker.ts', import.meta.url), { type: 'module', name }), start = performance.now();
  const picture = await new Promise<Float32Array>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Float32Array>) => { resolve(data); };
    worker.onerror = (event) => { reject(new Error(event.message)); };
    worker.postMessage(seed);
  });
  return { ms: performance.now() - start, picture };
}

(globalThis as unknown as SwapWindow).swaps = {
  engine: byEngine,
  plain: async (seed) => (await plainly(seed)).ms,
  asked: async (seed) => (await plainly(seed, 'asked')).ms,
  async gap(seed) {
    await byEngine(seed);
    const crop = await engine.value('swap', 'crop') as CropValue, { picture } = await plainly(seed);
    return crop.image.pixels.data!.reduce((worst, value, i) => Math.max(worst, Math.abs(2 * value - 1 - picture[i]!)), 0);
  },
};
