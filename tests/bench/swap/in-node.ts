import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as ort from 'onnxruntime-node';
import { processorOptions } from '../../../src/runtime/onnx/ort';
import type { CropValue } from '../../../src/runtime/values';
import { networkInputs, swapGraph, withBenchNodes } from './crops';
import { openPlainSwap, type PlainOrt } from './plain';

export const MODELS = new URL('../../../public/models/', import.meta.url);
export const SWAPS_FOR_MEMORY = 40;

/** A way to swap the faces of one seed; gives the picture [3, 128, 128], −1..1, where it is asked for. */
export interface Swapper { swap(seed: number): Promise<void>; picture(seed: number): Promise<Float32Array>; dispose(): Promise<void> }

/** @param targets the swap, and what else is computed of `swapGraph` */
export async function engineSwapper(cacheLimitBytes?: number, targets: readonly string[] = ['swap']): Promise<Swapper> {
  // Loaded here, so that the process that measures ONNX Runtime alone holds nothing of the engine.
  const { readCatalog } = await import('../../../src/nodes/catalog-node');
  const { createEngine } = await import('../../../src/runtime/engine');
  const { createNodePlatform } = await import('../../../src/runtime/platform/node');
  const catalog = await readCatalog();
  const engine = createEngine({
    ...withBenchNodes(catalog),
    platform: createNodePlatform(),
    ...(cacheLimitBytes === undefined ? {} : { cacheLimitBytes }),
  });
  const swap = async (seed: number): Promise<void> => {
    const report = await engine.run({ runId: String(seed), document: swapGraph(seed), targets });
    if (report.state !== 'done') throw new Error(report.steps.flatMap(({ problems }) => problems.map(({ message }) => message.en)).join('\n'));
  };
  return {
    swap,
    async picture(seed) {
      await swap(seed);
      return ((await engine.value('swap', 'crop')) as CropValue).image.pixels.data!.map((value) => 2 * value - 1);
    },
    dispose: () => engine.dispose(),
  };
}

/** ONNX Runtime alone, with the engine's options unless others are given; of AAD levels it hands over all outputs, or those named. */
export async function plainSwapper({ read = (name) => readFile(new URL(`${name}.onnx`, MODELS)), options = processorOptions('cpu'), ofLevels }: { readonly read?: (name: string) => Promise<Uint8Array>; readonly options?: ort.InferenceSession.SessionOptions; readonly ofLevels?: readonly string[] } = {}): Promise<Swapper> {
  const run = await openPlainSwap(ort as unknown as PlainOrt, read, options, ofLevels);
  return { swap: async (seed) => { await run(networkInputs(seed)); }, picture: (seed) => run(networkInputs(seed)), dispose: () => Promise.resolve() };
}

/** Largest memory that a process of its own had resident for so many swaps, bytes. */
export async function peakBytes(way: 'engine' | 'plain'): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', './scripts/node-loader.mjs', fileURLToPath(import.meta.url), way], { cwd: new URL('../../..', import.meta.url) });
  return Number(stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const swapper = await (process.argv[2] === 'engine' ? engineSwapper(0) : plainSwapper());
  for (let seed = 1; seed <= SWAPS_FOR_MEMORY; seed++) await swapper.swap(seed);
  // What resourceUsage() calls maxRSS begins with the parent's.
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8')) ?? [];
  process.stdout.write(String(Number(kilobytes) * 1024));
  process.exit(0);
}
