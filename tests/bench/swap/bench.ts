import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/find-chromium.mjs';
import { startReport, type Report } from '../report';
import { ROOT, serve } from '../serve';
import { engineSwapper, MODELS, peakBytes, plainSwapper } from './in-node';
import { measureChanges } from './changes';
import { onlyOutputs } from './only-outputs';
import type { SwapWindow } from './page/main';

const ROUNDS = 40;
const WARM_UP = 8;
const MOST_TIME = 1.1;
const MOST_MEMORY = 1.25;
const MOST_FOR_LOOKING = 1.05;

const report = startReport('swap', 'Swaps by networks');
const pageReport = startReport('swap-page', 'Swaps by networks in a page');
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** FaceShifter by the engine and by ONNX Runtime alone in this process; what a change costs; what looking inside costs. */
export async function benchSwap(write: boolean): Promise<void> {
  await inThisProcess();
  await lookingInside();
  await measureChanges(report);
  if (write) await report.write(`Node ${process.versions.node}, ${ROUNDS} rounds in which both ways take turns`, NOTES);
}

const NOTES = `FaceShifter goes from two aligned crops to the swapped crop: recogniser, attribute encoder, seven AAD levels with masks, both paths and statistics, and the picture. ONNX Runtime alone
opens the same files with the same options and hands each output to the next; the engine plans, converts pictures, compares
both crops with the training pictures (about 2 ms each), checks 2.5 million values for being numbers and keeps every output. Memory is the
most that a process had resident over ten swaps, with the engine's cache of earlier results set to nothing (it keeps 10 MB a swap otherwise, up to 1 GB). That nothing but crops, for the distance to the training pictures, and coefficients is read back on
WebGPU is counted by \`tests/engine/browser/swap.browser.test.ts\`, that another source never runs the target's encoders again by \`tests/swap-graphs.test.ts\`.`;

/** Times two ways in turn, so that both meet the same machine. */
async function inTurn(first: (seed: number) => Promise<number>, second: (seed: number) => Promise<number>): Promise<readonly [number, number]> {
  const times: [number, number][] = [];
  for (let seed = 1; seed <= WARM_UP + ROUNDS; seed++) times.push([await first(seed), await second(seed)]);
  const kept = times.slice(WARM_UP);
  return [median(kept.map(([a]) => a)), median(kept.map(([, b]) => b))];
}

const timed = (work: (seed: number) => Promise<void>) => async (seed: number): Promise<number> => {
  const start = performance.now();
  await work(seed);
  return performance.now() - start;
};

function tellRatio(to: Report, what: string, engine: number, plain: number, most: number, shown: (value: number) => string): void {
  to.tell(what, `${shown(engine)}; ONNX Runtime alone ${shown(plain)}: ${(engine / plain).toFixed(2)} ×`, `at most ${most} ×`, engine <= most * plain);
}

async function inThisProcess(): Promise<void> {
  const engine = await engineSwapper(), plain = await plainSwapper();
  const [a, b] = [await engine.picture(5), await plain.picture(5)];
  const gap = a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
  if (!(gap < 1e-5)) throw new Error(`The two ways differ by ${gap}: they do not do the same.`);
  tellRatio(report, 'FaceShifter in Node, time', ...await inTurn(timed(engine.swap), timed(plain.swap)), MOST_TIME, ms);
  await engine.dispose();
  tellRatio(report, 'FaceShifter in Node, peak memory', await peakBytes('engine'), await peakBytes('plain'), MOST_MEMORY, mb);
}

async function lookingInside(): Promise<void> {
  const cutTo = (outputs: readonly string[]) => plainSwapper(async (name) => {
    const bytes = await readFile(new URL(`${name}.onnx`, MODELS));
    return name.startsWith('faceshifter-aad-') ? onlyOutputs(bytes, outputs) : bytes;
  });
  const whole = await plainSwapper(), without = await cutTo(['h_out', 'a', 'i', 'sum']), bare = await cutTo(['h_out']);
  const [full, plain] = await inTurn(timed(whole.swap), timed(without.swap));
  report.tell('FaceShifter with masks and statistics of every level', `${ms(full)}; without ${ms(plain)}: ${(full / plain).toFixed(2)} ×`, `at most ${MOST_FOR_LOOKING} ×`, full <= MOST_FOR_LOOKING * plain);
  const [, least] = await inTurn(timed(whole.swap), timed(bare.swap));
  report.tell('FaceShifter cut to the picture alone: no masks, no statistics, no paths to look at', ms(least));
}

/** FaceShifter by the engine and by ONNX Runtime alone in one page, on WebAssembly. */
export async function benchSwapInPage(write: boolean): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) { console.log('skipped  swaps in a page: no Chromium was found.'); return; }
  const folder = await mkdtemp(join(tmpdir(), 'swapgraph-bench-'));
  const { url, server } = await serve(join(ROOT, 'tests/bench/swap/page'), folder, 4740);
  const open = async (work: (page: Page, browser: Browser) => Promise<void>): Promise<void> => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.waitForFunction(() => (globalThis as SwapWindow).swaps !== undefined);
      await work(page, browser);
    } finally {
      await browser.close();
    }
  };
  const swap = (page: Page, way: 'engine' | 'plain') => (seed: number): Promise<number> => page.evaluate(([which, at]) => (globalThis as SwapWindow).swaps![which](at), [way, seed] as const);
  try {
    await open(async (page) => {
      const gap = await page.evaluate(() => (globalThis as SwapWindow).swaps!.gap(5));
      if (!(gap < 1e-5)) throw new Error(`The two ways differ by ${gap}: they do not do the same.`);
      tellRatio(pageReport, 'FaceShifter in a page on WebAssembly, time', ...await inTurn(swap(page, 'engine'), swap(page, 'plain')), MOST_TIME, ms);
    });
    const peaks: number[] = [];
    for (const way of ['engine', 'plain'] as const) {
      await open(async (page, browser) => {
        for (let seed = 1; seed <= 10; seed++) await swap(page, way)(seed);
        peaks.push(await rendererPeakBytes(browser));
      });
    }
    tellRatio(pageReport, 'FaceShifter in a page on WebAssembly, peak memory of the page’s process', peaks[0]!, peaks[1]!, MOST_MEMORY, mb);
    if (write) await pageReport.write(`Chromium, ${ROUNDS} rounds in which both ways take turns`, 'As above, with both ways in workers of one page, each with as many threads as the application takes. Memory is measured in a browser of its own for each.');
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Most that any process of pages had resident, bytes; Linux tells it. */
async function rendererPeakBytes(browser: Browser): Promise<number> {
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const peaks = await Promise.all(processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${id}/status`, 'utf8'))?.[1]) * 1024));
  return Math.max(...peaks);
}
