import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Scene } from '../../../face/scene/types';
import type { RenderFacesOptions } from './options';

/** What every worker is told at its start. */
export interface RenderTask {
  readonly options: RenderFacesOptions;
  /** Drawn instead of the gallery. */
  readonly scenes: readonly Scene[] | undefined;
}

/** What a worker is asked: which picture of the list. */
export interface RenderJob {
  readonly index: number;
}

/** What it answers. Byte arrays are moved, not copied. */
export interface RenderAnswer {
  readonly index: number;
  readonly colour: Uint8Array;
  /** PNG files by name. Empty when nothing is written. */
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** One line of JSON. */
  readonly record: string;
}

const LOADER = new URL('../../../../scripts/node-loader.mjs', import.meta.url);

/**
 * Renders pictures 0 .. total−1 over worker threads and hands each answer to `onAnswer` in the order of their index. A worker gets its next picture
 * when its last one is taken, and none runs more than a few pictures ahead, so that memory stays small. Rejects with the first error of any worker.
 */
export async function renderInWorkers(task: RenderTask, total: number, onAnswer: (answer: RenderAnswer) => Promise<void>): Promise<void> {
  const threads = Math.min(total, task.options.threads ?? availableParallelism());
  const workers = Array.from({ length: threads }, () => new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task, execArgv: ['--import', LOADER.href],
  }));
  try {
    await new Promise<void>((resolve, reject) => {
      const waiting = new Map<number, RenderAnswer>();
      const idle: Worker[] = [];
      let asked = 0;
      let taken = 0;
      let taking = false;
      const ahead = 4 * threads;
      const ask = (worker: Worker): void => {
        if (asked >= total) return;
        if (asked >= taken + ahead) {
          idle.push(worker);
          return;
        }
        worker.postMessage({ index: asked++ } satisfies RenderJob);
      };
      const take = async (): Promise<void> => {
        if (taking) return;
        taking = true;
        for (let answer = waiting.get(taken); answer !== undefined; answer = waiting.get(taken)) {
          waiting.delete(taken);
          await onAnswer(answer);
          taken++;
          const free = idle.pop();
          if (free !== undefined) ask(free);
        }
        taking = false;
        if (taken === total) resolve();
      };
      for (const worker of workers) {
        worker.on('message', (answer: RenderAnswer) => {
          waiting.set(answer.index, answer);
          ask(worker);
          take().catch(reject);
        });
        worker.on('error', reject);
        worker.on('exit', (code) => {
          if (taken < total) reject(new Error(`A render thread ended early, with code ${code}.`));
        });
        ask(worker);
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
