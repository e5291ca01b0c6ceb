import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { encode } from 'fast-png';
import { parseFaceModel } from '../../face/model/load';
import { createRandom, mixSeeds } from '../../face/random';
import { interval, resamples, type Interval } from '../../runtime/batch/bootstrap';
import { createEngine } from '../../runtime/engine';
import { createModels } from '../../runtime/onnx/models';
import { createNodePlatform } from '../../runtime/platform/node';
import { readCatalog } from '../catalog-node';
import { cpuHost } from '../shared/swap-blocks/host';
import type { OptionTable } from './arguments';
import { parseArguments, usageOf } from './arguments';
import { partMask } from './evaluate/errors';
import { FACE_LABELS, JUDGES, judge, OCCLUDER_LABELS, planes, type Verdict } from './evaluate/judge';
import { measurePair, PAIR_METRICS, type PairMetric, type PairTruth } from './evaluate/measure';
import { allowedOf, leftOutSentence, methodsOf, type Method, type Question } from './evaluate/methods';
import { PAIR_SIZE_PX, pairScenes } from './evaluate/pairs';
import { drawSheet } from './evaluate/sheet';
import type { PairPictures } from './evaluate/worker';
import type { CommandOutput } from './run';

const OPTIONS: OptionTable = {
  out: { kind: 'text', placeholder: 'FILE.json', help: 'where the table is written' },
  pairs: { kind: 'integer', placeholder: 'N', min: 2, max: 10_000, help: 'held-out pairs; default 500' },
  seed: { kind: 'integer', placeholder: 'S', min: 0, max: 4_294_967_295, help: 'people and scenes; default 2026' },
  sheets: { kind: 'text', placeholder: 'DIR', help: 'also draw the first 24 pairs of every method there' },
};

const MODEL_FILE = new URL('../../../public/models/face-model.bin', import.meta.url);
const MANIFEST_FILE = new URL('../../../public/models/manifest.json', import.meta.url);
const LOADER = new URL('../../../scripts/node-loader.mjs', import.meta.url);
const DRAWS = 1000;
/** Sets the draws of the bootstrap apart from those of people and scenes. */
const BOOTSTRAP = 0xb007;
const SHEET_PAIRS = 24;

/** `evaluate`: every method on the same held-out pairs, against the true swap, with bootstrap intervals. Returns the exit code. */
export async function evaluateCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  if (args.includes('--help')) { io.out(usageOf('evaluate', 'measures every built-in method on held-out faces', OPTIONS)); return 0; }
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) { io.error(`${parsed.problem}\n`); return 1; }
  const { out, pairs = 500, seed = 2026, sheets } = parsed.values as { out?: string; pairs?: number; seed?: number; sheets?: string };
  if (out === undefined) { io.error('Say where the table is to be written: --out FILE.json.\n'); return 1; }
  const platform = createNodePlatform();
  const models = createModels(platform);
  const engine = createEngine({ ...await readCatalog(), platform: createNodePlatform() });
  try {
    const known = new Set([...(await models.builtinHashes()).keys()].filter((name) => existsSync(new URL(`${name}.onnx`, MANIFEST_FILE))));
    const absent = JUDGES.filter((name) => !known.has(name));
    if (absent.length > 0) { io.error(`The judges (${absent.map((name) => `${name}.onnx`).join(', ')}) are not in public/models, so nothing can be measured.\n`); return 1; }
    const host = cpuHost(async (name) => (await models.open({ builtin: name })).model);
    const { allowed, leftOut } = allowedOf(methodsOf(host, engine), known);
    for (const method of leftOut) io.error(leftOutSentence(method));
    const table = await evaluate(allowed, host, { pairs, seed, sheets }, io);
    await mkdir(dirname(out), { recursive: true });
    await writeFile(`${out}.part`, `${JSON.stringify(table, undefined, 1)}\n`);
    await rename(`${out}.part`, out);
    return 0;
  } finally {
    await engine.dispose();
    await models.dispose();
  }
}

interface Table { readonly pairs: number; readonly seed: number; readonly methods: Readonly<Record<string, Readonly<Record<string, Interval>>>> }

async function evaluate(methods: readonly Method[], host: ReturnType<typeof cpuHost>, { pairs, seed, sheets }: { readonly pairs: number; readonly seed: number; readonly sheets: string | undefined }, io: CommandOutput): Promise<Table> {
  const model = parseFaceModel(readFileSync(MODEL_FILE));
  const drawn = await drawPairs(pairs, seed, io);
  const look = (picture: Float32Array): Promise<Verdict> => judge(host, model, picture, PAIR_SIZE_PX);
  const zSources: Float32Array[] = [];
  for (const { source } of drawn) zSources.push((await look(planes(source, PAIR_SIZE_PX).data)).zId);
  const rows = new Map(methods.map(({ name }) => [name, [] as (Readonly<Record<PairMetric, number>> & { readonly ms: number })[]]));
  const pictures: Float32Array[][] = [];
  for (const [index, pair] of drawn.entries()) {
    const scenes = pairScenes(model, pairs, seed, index);
    const question: Question = {
      source: { picture: planes(pair.source, PAIR_SIZE_PX), scene: scenes.source },
      target: { picture: planes(pair.target, PAIR_SIZE_PX), scene: scenes.target },
      trueSwap: { picture: planes(pair.trueSwap, PAIR_SIZE_PX), scene: scenes.trueSwap },
    };
    const truth = await truthOf(pair, question, look);
    const answers: Float32Array[] = [];
    for (const method of methods) {
      const began = performance.now();
      const picture = await method.swap(question);
      const ms = performance.now() - began;
      const self = await method.swap({ source: question.target, target: question.target, trueSwap: question.target });
      rows.get(method.name)!.push({ ...measurePair(truth, { picture, verdict: await look(picture), self }, zSources, index, PAIR_SIZE_PX), ms });
      answers.push(picture);
    }
    if (sheets !== undefined && index < SHEET_PAIRS) pictures.push([question.source.picture.data, question.target.picture.data, ...answers]);
    if ((index + 1) % 50 === 0) io.out(`${index + 1} of ${pairs} pairs\n`);
  }
  if (sheets !== undefined) {
    await mkdir(sheets, { recursive: true });
    await writeFile(join(sheets, 'held-out.png'), encode(drawSheet(pictures, PAIR_SIZE_PX)));
    io.out(`The columns of held-out.png are: source, target, ${methods.map(({ name }) => name).join(', ')}\n`);
  }
  const draws = resamples(pairs, DRAWS, createRandom(mixSeeds(seed, BOOTSTRAP)));
  return { pairs, seed, methods: Object.fromEntries(methods.map((method) => [method.name, summary(method, rows.get(method.name)!, draws)])) };
}

async function truthOf({ targetLabels, trueLabels }: PairPictures, { target, trueSwap }: Question, look: (picture: Float32Array) => Promise<Verdict>): Promise<PairTruth> {
  const ofTarget = partMask(targetLabels, FACE_LABELS, PAIR_SIZE_PX, 3), ofTrue = partMask(trueLabels, FACE_LABELS, PAIR_SIZE_PX, 3);
  const face = ofTarget.map((value, i) => value | ofTrue[i]!);
  const hiddenInTruth = partMask(trueLabels, OCCLUDER_LABELS, PAIR_SIZE_PX, 0);
  return {
    target: target.picture.data, trueSwap: trueSwap.picture.data, face, outside: face.map((value) => 1 - value),
    occluder: partMask(targetLabels, OCCLUDER_LABELS, PAIR_SIZE_PX, 0).map((value, i) => value & hiddenInTruth[i]!),
    ofTarget: await look(target.picture.data), ofTrueSwap: await look(trueSwap.picture.data),
  };
}

function summary(method: Method, rows: readonly (Readonly<Record<PairMetric, number>> & { readonly ms: number })[], draws: readonly Uint32Array[]): Readonly<Record<string, Interval>> {
  const measured = [...PAIR_METRICS, 'ms'] as const;
  const sizes = networkSizes(method.networks);
  const exact = (value: number): Interval => ({ mean: value, low: value, high: value });
  return { ...Object.fromEntries(measured.map((metric) => [metric, interval(rows.map((row) => row[metric]), draws)])), params: exact(sizes.params), macs: exact(sizes.macs) };
}

function networkSizes(names: readonly string[]): { readonly params: number; readonly macs: number } {
  const { models } = JSON.parse(readFileSync(MANIFEST_FILE, 'utf8')) as { readonly models: readonly { readonly name: string; readonly parameters: number; readonly macs: number }[] };
  const used = models.filter(({ name }) => names.includes(name));
  return { params: used.reduce((sum, { parameters }) => sum + parameters, 0), macs: used.reduce((sum, { macs }) => sum + macs, 0) };
}

/** All pairs, drawn over worker threads, in order. */
async function drawPairs(pairs: number, seed: number, io: CommandOutput): Promise<readonly PairPictures[]> {
  const drawn: PairPictures[] = new Array<PairPictures>(pairs);
  let asked = 0, arrived = 0;
  const workers = Array.from({ length: Math.min(pairs, availableParallelism()) }, () => new Worker(new URL('./evaluate/worker.ts', import.meta.url), { workerData: { pairs, seed }, execArgv: ['--import', LOADER.href] }));
  try {
    await new Promise<void>((resolve, reject) => {
      const ask = (worker: Worker): void => { if (asked < pairs) worker.postMessage(asked++); };
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('message', (answer: PairPictures) => {
          drawn[answer.index] = answer;
          if (++arrived === pairs) { resolve(); return; }
          if (arrived % 100 === 0) io.out(`${arrived} of ${pairs} pairs drawn\n`);
          ask(worker);
        });
        ask(worker);
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return drawn;
}
