import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/find-chromium.mjs';
import { startReport, type Report } from '../report';
import { ROOT, serve } from '../serve';
import { engineSwapper, MODELS, peakBytes, plainSwapper, SWAPS_FOR_MEMORY } from './in-node';
import { measureChanges } from './changes';
import { onlyOutputs } from './only-outputs';
import type { SwapWindow } from './page/main';

const WARM_UP = 12;
const TURNS = 24;
const SWAPS_A_TURN = 6;
const MOST_TIME = 1.1;
const MOST_MEMORY = 1.25;
const MOST_FOR_LOOKING = 1.05;
const ASKED = 'the same where ONNX Runtime, too, hands over of the AAD levels only the maps that the next one takes';

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
  if (write) await report.write(`Node ${process.versions.node}, ${TURNS} turns of ${SWAPS_A_TURN} swaps each way, medians over turns`, NOTES);
}

const NOTES = `FaceShifter goes from two aligned crops to the swapped crop: recogniser, attribute encoder, seven AAD levels and the picture. ONNX Runtime alone opens the same files with the same
options and hands each output to the next. In the first row it hands over all that the files offer, masks, paths and statistics of every level too, which nothing then reads. The engine asks for what a link or a view reads:
here, of a level, the map that the next one takes (what is looked at later is computed then, and along with the swap from then on). In the second row ONNX Runtime alone is asked for no more than that. The ways take
turns in one process, each turn begins with the others' rubbish collected, and none keeps earlier results. The networks themselves take the same time either way. Of what the engine takes longer than in the second row, a
profile finds about 1.1 ms in comparing both crops with the training pictures, 0.7 ms in bringing pictures into the form of the networks and back (ONNX Runtime alone is given that form), 0.6 ms in checking and planning, and
0.4 ms in looking through a million values for ones that are no numbers; the rest is spread over eleven calls of networks and six steps. Memory of a step is given back with the last that holds it and not by the garbage
collector, which before that made a full collection at three swaps of four. Masks and statistics are read by a node that does nothing with them; that the files compute them costs the same whether they are read or not, and the row
after it shows how much: it runs files without them. Memory is the most that a process had resident over forty swaps; the engine's cache, which keeps 5 MB a swap up to 1 GB, is set to nothing for these rows. That nothing but crops, for the distance to the
training pictures, and coefficients is read back on WebGPU is counted by \`tests/engine/browser/swap.browser.test.ts\`, that another source never runs the target's encoders again by \`tests/swap-graphs.test.ts\`, and
that exactly the step runs again whose output is looked at by \`src/runtime/demand.test.ts\`.`;

type Way = (seed: number) => Promise<number>;

/** Time of a swap in ms by each way, median over turns. The ways take turns of several swaps, so that all meet the same machine; `rest` comes before each turn. */
async function inTurn(ways: readonly Way[], rest: () => Promise<void> | void = () => undefined): Promise<readonly number[]> {
  for (const way of ways) for (let seed = 1; seed <= WARM_UP; seed++) await way(seed);
  const found = ways.map((): number[] => []);
  for (let turn = 0, seed = WARM_UP + 1; turn < TURNS; turn++, seed += SWAPS_A_TURN) {
    for (const [i, way] of ways.entries()) {
      await rest();
      let sum = 0;
      for (let swap = 0; swap < SWAPS_A_TURN; swap++) sum += await way(seed + swap);
      found[i]!.push(sum / SWAPS_A_TURN);
    }
  }
  return found.map(median);
}

const timed = (work: (seed: number) => Promise<void>): Way => async (seed) => {
  const start = performance.now();
  await work(seed);
  return performance.now() - start;
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Lets threads of ONNX Runtime fall asleep, too. */
const tidy = async (): Promise<void> => {
  collect();
  await new Promise((done) => { setTimeout(done, 30); });
};

function tellRatio(to: Report, what: string, engine: number, plain: number, most: number, shown: (value: number) => string): void {
  to.tell(what, `${shown(engine)}; ONNX Runtime alone ${shown(plain)}: ${(engine / plain).toFixed(2)} ×`, `at most ${most} ×`, engine <= most * plain);
}

async function inThisProcess(): Promise<void> {
  const engine = await engineSwapper(0), plain = await plainSwapper();
  const [a, b] = [await engine.picture(5), await plain.picture(5)];
  const gap = a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
  if (!(gap < 1e-5)) throw new Error(`The two ways differ by ${gap}: they do not do the same.`);
  const asked = await plainSwapper({ ofLevels: ['h_out'] });
  const [byEngine, plainly, askedFor] = await inTurn([engine, plain, asked].map(({ swap }) => timed(swap)), tidy) as [number, number, number];
  tellRatio(report, 'FaceShifter in Node, time', byEngine, plainly, MOST_TIME, ms);
  tellRatio(report, ASKED, byEngine, askedFor, MOST_TIME, ms);
  // Not in turn with the others: its threads would take the cores from them.
  const [asItComes] = await inTurn([timed((await plainSwapper({ options: {} })).swap)], tidy) as [number];
  report.tell('the same by ONNX Runtime alone with its own options, whose threads go on spinning after each network', `${ms(asItComes)}; the engine ${(byEngine / asItComes).toFixed(2)} ×`);
  await engine.dispose();
  tellRatio(report, 'FaceShifter in Node, peak memory', await peakBytes('engine'), await peakBytes('plain'), MOST_MEMORY, mb);
}

async function lookingInside(): Promise<void> {
  const cut = await plainSwapper({ read: async (name) => {
    const bytes = await readFile(new URL(`${name}.onnx`, MODELS));
    return name.startsWith('faceshifter-aad-') ? onlyOutputs(bytes, ['h_out']) : bytes;
  } });
  const read = await engineSwapper(0, ['swap', 'reader']), unread = await engineSwapper(0);
  const [on, off, bare] = await inTurn([read, unread, cut].map(({ swap }) => timed(swap)), tidy) as [number, number, number];
  report.tell('FaceShifter with masks and statistics of every level read', `${ms(on)}; with nobody reading them ${ms(off)}: ${(on / off).toFixed(2)} ×`, `at most ${MOST_FOR_LOOKING} ×`, on <= MOST_FOR_LOOKING * off);
  report.tell('FaceShifter by ONNX Runtime alone, from files cut so that masks, paths and statistics are not even computed', ms(bare));
  await Promise.all([read.dispose(), unread.dispose()]);
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
  const swap = (page: Page, way: 'engine' | 'plain' | 'asked') => (seed: number): Promise<number> => page.evaluate(([which, at]) => (globalThis as SwapWindow).swaps![which](at), [way, seed] as const);
  try {
    await open(async (page) => {
      const gap = await page.evaluate(() => (globalThis as SwapWindow).swaps!.gap(5));
      if (!(gap < 1e-5)) throw new Error(`The two ways differ by ${gap}: they do not do the same.`);
      const [byEngine, plainly, askedFor] = await inTurn([swap(page, 'engine'), swap(page, 'plain'), swap(page, 'asked')]) as [number, number, number];
      tellRatio(pageReport, 'FaceShifter in a page on WebAssembly, time', byEngine, plainly, MOST_TIME, ms);
      tellRatio(pageReport, ASKED, byEngine, askedFor, MOST_TIME, ms);
    });
    const peaks: number[] = [];
    let version = '';
    for (const way of ['engine', 'plain'] as const) {
      await open(async (page, browser) => {
        for (let seed = 1; seed <= SWAPS_FOR_MEMORY; seed++) await swap(page, way)(seed);
        version = browser.version();
        peaks.push(await rendererPeakBytes(browser));
      });
    }
    tellRatio(pageReport, 'FaceShifter in a page on WebAssembly, peak memory of the page’s process', peaks[0]!, peaks[1]!, MOST_MEMORY, mb);
    if (write) await pageReport.write(`Chromium ${version}, ${TURNS} turns of ${SWAPS_A_TURN} swaps each way, medians over turns`, 'As above, with both ways in workers of one page, each with as many threads as the application takes. Memory is measured in a browser of its own for each.');
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
