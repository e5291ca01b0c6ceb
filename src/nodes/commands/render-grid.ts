import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseFaceModel } from '../../face/model/load';
import type { FaceModel } from '../../face/model/types';
import type { OptionTable } from './arguments';
import { parseArguments, usageOf } from './arguments';
import type { CommandOutput } from './render-faces';
import type { GridPlan } from './render-grid/scenes';
import { GRID_TEMPLATE } from './render-grid/scenes';
import type { SceneAnswer } from './render-grid/worker';

const OPTIONS: OptionTable = {
  out: { kind: 'text', placeholder: 'DIR', help: 'folder of the grid; a grid begun there with the same options goes on' },
  identities: { kind: 'integer', placeholder: 'N', min: 2, max: 1_000_000, help: 'people; default 2000' },
  scenes: { kind: 'integer', placeholder: 'N', min: 1, max: 1_000_000, help: 'scenes; default 6000' },
  'per-scene': { kind: 'integer', placeholder: 'N', min: 2, max: 100, help: 'people shown in each scene; default 10' },
  seed: { kind: 'integer', placeholder: 'S', min: 0, max: 4_294_967_295, help: 'where chance starts; default 1' },
  size: { kind: 'integer', placeholder: 'PX', min: 32, max: 512, help: 'side of each crop; default 128' },
  supersample: { kind: 'integer', placeholder: 'N', min: 1, max: 4, help: 'samples a pixel side; default 2' },
  threads: { kind: 'integer', placeholder: 'N', min: 1, max: 256, help: 'worker threads; default all cores' },
};

const MODEL_FILE = new URL('../../../public/models/face-model.bin', import.meta.url);
const LOADER = new URL('../../../scripts/node-loader.mjs', import.meta.url);

/**
 * `render-grid`: the training data of `training/`, a sparse grid of identities × scenes as aligned crops, in raw files that Python maps into memory.
 * It can be stopped at any moment and goes on where it was. Returns the exit code.
 */
export async function renderGridCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  if (args.includes('--help')) {
    io.out(usageOf('render-grid', 'draws the training data: identities × scenes, with labels and truths', OPTIONS));
    return 0;
  }
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) { io.error(`${parsed.problem}\n`); return 1; }
  const { values } = parsed;
  const out = values['out'];
  if (typeof out !== 'string') { io.error('Say where the grid is to be written: --out DIR.\n'); return 1; }
  const number = (name: string, initial: number): number => (values[name] as number | undefined) ?? initial;
  const plan: GridPlan = {
    identities: number('identities', 2000), scenes: number('scenes', 6000), perScene: number('per-scene', 10),
    seed: number('seed', 1), sizePx: number('size', 128), supersample: number('supersample', 2),
  };
  if (plan.perScene > plan.identities) { io.error(`--per-scene ${plan.perScene} asks for more people than --identities ${plan.identities} has.\n`); return 1; }
  try {
    await renderGrid(out, plan, number('threads', availableParallelism()), io);
    return 0;
  } catch (error) {
    io.error(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function renderGrid(out: string, plan: GridPlan, threads: number, io: CommandOutput): Promise<void> {
  const model = parseFaceModel(readFileSync(MODEL_FILE));
  const columns = truthColumns(model);
  const rowBytes = {
    colour: plan.perScene * plan.sizePx ** 2 * 3,
    labels: plan.perScene * plan.sizePx ** 2,
    truth: plan.perScene * 4 * columns.reduce((sum, { count }) => sum + count, 0),
  };
  await mkdir(out, { recursive: true });
  const done = await scenesDone(out, plan, model, rowBytes);
  await writeFile(join(out, 'landmark-model.f32'), landmarkModel(model));
  const files = {
    colour: await open(join(out, 'colour.u8'), 'a'), labels: await open(join(out, 'labels.u8'), 'a'), truth: await open(join(out, 'truth.f32'), 'a'),
  };
  const started = performance.now();
  try {
    await renderScenes(plan, done, threads, async (answer) => {
      await files.colour.write(answer.colour);
      await files.labels.write(answer.labels);
      await files.truth.write(new Uint8Array(answer.truth.buffer));
      const made = answer.scene + 1 - done;
      if (made % 50 === 0) await writeAbout(out, plan, model, answer.scene + 1);
      if (made % 50 === 0) io.out(`${answer.scene + 1} of ${plan.scenes} scenes, ${((made * plan.perScene * 1000) / (performance.now() - started)).toFixed(1)} pictures a second\n`);
    });
  } finally {
    await Promise.all(Object.values(files).map((file) => file.close()));
  }
  await writeAbout(out, plan, model, plan.scenes);
  io.out(`${plan.scenes * plan.perScene} pictures are in ${out}\n`);
}

/** How many whole scenes a folder holds; what a stopped run left half-written is cut off. Refuses another plan's or model's grid. */
async function scenesDone(out: string, plan: GridPlan, model: FaceModel, rowBytes: Readonly<Record<'colour' | 'labels' | 'truth', number>>): Promise<number> {
  const text = await readFile(join(out, 'plan.json'), 'utf8').catch(() => undefined);
  const wanted = JSON.stringify({ ...plan, scenes: undefined, model: model.version });
  if (text !== undefined && text !== wanted) throw new Error(`${out} holds a grid made with other options or another face model (${text}). Choose another folder, or remove it.`);
  await writeFile(join(out, 'plan.json'), wanted);
  const names = { colour: 'colour.u8', labels: 'labels.u8', truth: 'truth.f32' } as const;
  const whole = await Promise.all((['colour', 'labels', 'truth'] as const).map(async (key) => Math.floor(((await stat(join(out, names[key])).catch(() => undefined))?.size ?? 0) / rowBytes[key])));
  const scenes = Math.min(...whole);
  for (const key of ['colour', 'labels', 'truth'] as const) await truncate(join(out, names[key]), scenes * rowBytes[key]).catch(() => undefined);
  return scenes;
}

/** Scenes `from` .. `plan.scenes` − 1 over worker threads, answered in order. */
async function renderScenes(plan: GridPlan, from: number, threads: number, onScene: (answer: SceneAnswer) => Promise<void>): Promise<void> {
  const workers = Array.from({ length: threads }, () => new Worker(new URL('./render-grid/worker.ts', import.meta.url), { workerData: plan, execArgv: ['--import', LOADER.href] }));
  let asked = from;
  const waiting = new Map<number, SceneAnswer>();
  try {
    const failed = new Promise<never>((_, reject) => workers.forEach((worker) => worker.on('error', reject)));
    const arrivals = workers.map((worker) => {
      const next = (): Promise<SceneAnswer> => new Promise((resolve) => { worker.once('message', resolve); worker.postMessage(asked++); });
      return { next, current: undefined as Promise<{ readonly index: number; readonly answer: SceneAnswer }> | undefined };
    });
    const ask = (index: number): void => {
      const arrival = arrivals[index]!;
      arrival.current = asked < plan.scenes ? arrival.next().then((answer) => ({ index, answer })) : undefined;
    };
    arrivals.forEach((_, index) => ask(index));
    for (let wanted = from; wanted < plan.scenes;) {
      const { index, answer } = await Promise.race([failed, ...arrivals.flatMap(({ current }) => (current ? [current] : []))]);
      waiting.set(answer.scene, answer);
      ask(index);
      for (let ready = waiting.get(wanted); ready !== undefined; ready = waiting.get(wanted)) {
        waiting.delete(wanted);
        await onScene(ready);
        wanted++;
      }
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function truthColumns(model: FaceModel): readonly { readonly name: string; readonly count: number }[] {
  return [
    { name: 'identity', count: 1 }, { name: 'scene', count: 1 }, { name: 'occluded', count: 1 },
    { name: 'alpha', count: model.identityModes.length }, { name: 'beta', count: model.expressionModes.length },
    { name: 'poseDeg', count: 3 }, { name: 'light', count: 3 }, { name: 'landmarks68', count: 136 },
  ];
}

/** `grid.json`, replaced in one step so that a reader never sees half of it. */
async function writeAbout(out: string, plan: GridPlan, model: FaceModel, scenes: number): Promise<void> {
  const about = {
    count: scenes * plan.perScene, size: plan.sizePx, perScene: plan.perScene, identities: plan.identities, seed: plan.seed, template: GRID_TEMPLATE,
    model: { name: model.name, version: model.version }, columns: truthColumns(model),
    alphaNames: model.identityModes.map(({ name }) => name), betaNames: model.expressionModes.map(({ name }) => name),
    alphaIsFace: model.identityModes.map(({ region }) => (region === 'face' ? 1 : 0)),
  };
  await writeFile(join(out, 'grid.json.part'), JSON.stringify(about));
  await rename(join(out, 'grid.json.part'), join(out, 'grid.json'));
}

/** Mean and basis of the 68 landmarks, cm: [1 + identity modes + expression modes][68·3] float32, little-endian. */
function landmarkModel(model: FaceModel): Uint8Array {
  const rows = [model.mean, ...model.identityBasis, ...model.expressionBasis];
  const table = new Float32Array(rows.length * 204);
  rows.forEach((row, r) => model.landmarks68.forEach((vertex, k) => {
    for (let axis = 0; axis < 3; axis++) table[r * 204 + 3 * k + axis] = row[3 * vertex + axis]!;
  }));
  return new Uint8Array(table.buffer);
}
