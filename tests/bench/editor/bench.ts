import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../../scripts/find-chromium.mjs';
import { startReport } from '../report';
import { ROOT, serve } from '../serve';
import { benchGraph } from './graph';
import { percentile } from './gestures';
import { measureEditor, measureFlow, type CanvasFigures } from './pages';
import { measureTiles } from './tiles';

const ROUNDS = 3;
const LARGE = 1000;
const USUAL = 150;

const report = startReport('editor', 'The editor');
const ms = (value: number): string => `${value.toFixed(0)} ms`;
const medianOf = (all: readonly CanvasFigures[], read: (one: CanvasFigures) => number): number => percentile(all.map(read), 0.5);

/** The editor in a real browser: against React Flow with the same graph, and alone with a usual one. */
export async function benchEditor(write: boolean): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log('skipped  the editor: no Chromium was found. Install one or set CHROMIUM_PATH to the program.');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'swapgraph-bench-'));
  const editor = await serve(ROOT, join(folder, 'editor'), 4700);
  const flow = await serve(join(ROOT, 'tests/bench/editor/xyflow'), join(folder, 'flow'), 4720);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await large(browser, editor.url, flow.url);
    await usual(browser, editor.url);
    await tiles(browser, editor.url);
    if (write) await report.write(`Chromium ${browser.version()}, median of ${ROUNDS} rounds`, NOTES);
  } finally {
    await browser.close();
    await Promise.all([editor.server.close(), flow.server.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

const NOTES = `Both canvases stand in the same browser and take turns, with the same cards, style sheet and real mouse events; times are of frames while the mouse moves. A step of a drag is one
mouse event. What is counted (roots, elements, renders) is the same on every machine; times are not.`;

async function large(browser: Browser, editorUrl: string, flowUrl: string): Promise<void> {
  const graph = benchGraph(LARGE);
  const own: CanvasFigures[] = [];
  const theirs: CanvasFigures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await measureEditor(browser, editorUrl, graph));
    theirs.push(await measureFlow(browser, flowUrl, graph));
  }
  const sparse = await measureFlow(browser, flowUrl, graph, true);
  const compare = (what: string, read: (one: CanvasFigures) => number, most?: number): void => {
    const [a, b] = [medianOf(own, read), medianOf(theirs, read)];
    const found = `${ms(a)}; React Flow ${ms(b)}, showing only what is in view ${ms(read(sparse))}: ${(a / b).toFixed(2)} ×`;
    if (most === undefined) report.tell(what, found);
    else report.tell(what, found, `at most ${most} × React Flow`, a <= most * b);
  };
  const name = `${LARGE} nodes, ${graph.links.length} links`;
  compare(`${name}: load`, (one) => one.loadMs, 0.8);
  compare(`${name}: pan, 95th percentile of frames`, (one) => one.pan.p95Ms, 0.6);
  compare(`${name}: drag of a card, 95th percentile of frames`, (one) => one.drag.p95Ms);
  const elements = Math.max(...own.map((one) => one.elements));
  report.tell(`${name}: elements in the page`, `${elements}; React Flow ${theirs[0]?.elements ?? 0}`, 'under 12000', elements < 12_000);
  countReactWork(name, own, theirs[0]);
}

function countReactWork(name: string, own: readonly CanvasFigures[], theirs?: CanvasFigures): void {
  const roots = Math.max(...own.map((one) => one.drag.roots));
  const drag = Math.max(...own.map((one) => one.drag.rendersPerStep));
  const other = (read: (one: CanvasFigures) => number): string => (theirs ? `; React Flow ${read(theirs).toFixed(1)}` : '');
  report.tell(`${name}: React roots`, `${roots}`, 'one', roots === 1);
  report.tell(`${name}: components rendered in a step of a drag`, `${drag.toFixed(2)}${other((one) => one.drag.rendersPerStep)}`, 'at most 0.1', drag <= 0.1);
}

async function usual(browser: Browser, url: string): Promise<void> {
  const graph = benchGraph(USUAL);
  const own: CanvasFigures[] = [];
  for (let round = 0; round < ROUNDS; round++) own.push(await measureEditor(browser, url, graph));
  const name = `${USUAL} nodes, ${graph.links.length} links`;
  const [load, drag] = [medianOf(own, (one) => one.loadMs), medianOf(own, (one) => one.drag.p95Ms)];
  report.tell(`${name}: load`, ms(load), 'under 1 s', load < 1000);
  report.tell(`${name}: drag of a card, 95th percentile of frames`, ms(drag), 'under 33 ms', drag < 33);
  countReactWork(name, own);
}

/** Feature maps of a network with 1,024 channels in their viewer. */
async function tiles(browser: Browser, url: string): Promise<void> {
  const found: Awaited<ReturnType<typeof measureTiles>>[] = [];
  for (let round = 0; round < ROUNDS; round++) found.push(await measureTiles(browser, url));
  const [first, scroll] = [percentile(found.map((one) => one.firstMs), 0.5), percentile(found.map((one) => one.scrollP95Ms), 0.5)];
  report.tell('1,024 feature tiles: first picture once the tensor is there', ms(first), 'under 100 ms', first < 100);
  report.tell('1,024 feature tiles: scrolled through, 95th percentile of frames', ms(scroll), 'under 33 ms', scroll < 33.4);
}
