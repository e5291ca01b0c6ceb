import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialise } from '../../../graph/serialise';
import type { GraphDocument } from '../../../graph/types';
import { readBatch, withPair, type Batch, type Pair } from '../../../runtime/batch/pairs';
import { createNodePlatform } from '../../../runtime/platform/node';
import type { Definitions } from '../../../runtime/ports';
import { sha256OfBytes, sha256OfText } from '../../../runtime/sha256';
import { Refusal, say, type Language } from '../open-graph';
import type { CommandOutput } from '../run';
import type { FromProcess, OpenMessage, PairMessage, PairRecord } from './messages';
import { ResultFolder } from './results';

export interface BatchOptions {
  readonly list: string;
  readonly out: string;
  readonly jobs: number;
  /** Compute failed pairs of an earlier run again. */
  readonly retry: boolean;
  /** Files that settings of the command name. */
  readonly files: ReadonlySet<string>;
  readonly process: Omit<OpenMessage, 'kind'>;
  readonly language: Language;
}

const METRICS_EVERY_MS = 5_000;
/** A pair that ended its process this often is given up. */
const MOST_CRASHES = 2;

interface Work extends PairMessage { readonly number: number; readonly crashes: number }

/** Computes every pair of a list that has no result yet, `jobs` at a time. Returns the exit code: 0 when all pairs of the list are done. @throws Refusal */
export async function runPairs(document: GraphDocument, definitions: Definitions, options: BatchOptions, io: CommandOutput): Promise<number> {
  const { language } = options;
  const text = await readFile(options.list, 'utf8').catch(() => { throw new Refusal(say({ en: `The list of pairs "${options.list}" cannot be read. Check its name and where it is.`, zh: `无法读取配对列表“${options.list}”。请检查文件名和位置。` }, language)); });
  const read = readBatch(text, document, definitions);
  if ('problem' in read) throw new Refusal(`${options.list}: ${say(read.problem, language)}`);
  const { batch } = read;
  const results = new ResultFolder(options.out);
  await results.open(language);
  try {
    const work = await planWork(document, batch, results, options, io);
    await new Crew(work, batch, results, options, io).finish();
    await results.writeMetrics(batch, language);
  } finally {
    await results.close();
  }
  const failed = batch.pairs.filter(({ name }) => results.record(name)?.state !== 'done');
  io.out(say({ en: `${batch.pairs.length - failed.length} of ${batch.pairs.length} pairs are done; the numbers are in ${join(options.out, 'metrics.csv')}.\n`, zh: `${batch.pairs.length} 对中完成了 ${batch.pairs.length - failed.length} 对；数值见 ${join(options.out, 'metrics.csv')}。\n` }, language));
  for (const { name } of failed) io.error(`${name}: ${(results.record(name)?.sentences ?? []).map((sentence) => say(sentence, language)).join(' ')}\n`);
  return failed.length === 0 ? 0 : 1;
}

/** The pairs that have no result of this graph and these pictures yet; those whose cells fit no setting are recorded as failed. */
async function planWork(document: GraphDocument, batch: Batch, results: ResultFolder, options: BatchOptions, io: CommandOutput): Promise<readonly Work[]> {
  const hashes = new Map<string, string>();
  const hashOf = async (path: string): Promise<string> => {
    const known = hashes.get(path) ?? await readFile(path).then(sha256OfBytes, () => 'absent');
    hashes.set(path, known);
    return known;
  };
  const shipped = await createNodePlatform().shipped('models/manifest.json').then(sha256OfBytes, () => 'none');
  const work: Work[] = [];
  let kept = 0;
  for (const [index, pair] of batch.pairs.entries()) {
    const files = new Set(options.files);
    const made = withPair(document, batch, pair, (cell) => {
      const path = isAbsolute(cell) ? cell : resolve(dirname(options.list), cell);
      files.add(path);
      return path;
    });
    const graph = 'document' in made ? made.document : document;
    const stamps = await Promise.all([...files].sort().map(async (path) => [path, await hashOf(path)]));
    const key = sha256OfText(JSON.stringify([serialise(graph), options.process.targets ?? 'all', shipped, stamps, 'problem' in made ? pair.cells : '']));
    const before = results.record(pair.name);
    if (before?.key === key && (before.state === 'done' || !options.retry)) { kept++; continue; }
    if ('problem' in made) await results.commitFailure(failure(pair, key, made.problem));
    else work.push({ kind: 'pair', name: pair.name, key, document: graph, files: [...files], folder: results.partOf(pair.name), number: index + 1, crashes: 0 });
  }
  if (kept > 0) io.out(say({ en: `${kept} pairs have their results already.\n`, zh: `${kept} 对已有结果。\n` }, options.language));
  return work;
}

function failure(pair: Pick<Pair, 'name'>, key: string, sentence: PairRecord['sentences'][number]): PairRecord {
  return { name: pair.name, key, state: 'failed', ms: 0, sentences: [sentence], metrics: {} };
}

/** Processes that take pairs from one queue. One that dies is replaced; its pair is tried again once. Only this process puts results in their place. */
class Crew {
  readonly #queue: Work[];
  #metricsAtMs = Date.now();
  readonly #batch: Batch;
  readonly #results: ResultFolder;
  readonly #options: BatchOptions;
  readonly #io: CommandOutput;

  constructor(work: readonly Work[], batch: Batch, results: ResultFolder, options: BatchOptions, io: CommandOutput) {
    this.#queue = [...work];
    this.#batch = batch;
    this.#results = results;
    this.#options = options;
    this.#io = io;
  }

  async finish(): Promise<void> {
    const jobs = Math.min(this.#options.jobs, this.#queue.length);
    await Promise.all(Array.from({ length: jobs }, () => this.#keepWorking()));
  }

  async #keepWorking(): Promise<void> {
    let child: ChildProcess | undefined;
    try {
      for (let work = this.#queue.shift(); work; work = this.#queue.shift()) {
        child ??= this.#start();
        const ended = await outcomeOf(child, work);
        if ('outcome' in ended) await this.#take({ ...ended.outcome, key: work.key }, work.number);
        else {
          child = undefined;
          if (work.crashes + 1 < MOST_CRASHES) this.#queue.unshift({ ...work, crashes: work.crashes + 1 });
          else await this.#giveUp(work, ended.ended);
        }
      }
    } finally {
      child?.kill('SIGKILL');
    }
  }

  #start(): ChildProcess {
    const root = fileURLToPath(new URL('../../../..', import.meta.url));
    const child = fork(fileURLToPath(new URL('./pair-process.ts', import.meta.url)), [], { cwd: process.cwd(), execArgv: ['--import', join(root, 'scripts/node-loader.mjs')], serialization: 'advanced' });
    child.send({ kind: 'open', ...this.#options.process } satisfies OpenMessage);
    return child;
  }

  async #take(record: PairRecord, number: number): Promise<void> {
    await this.#results.commit(record);
    this.#say(record, number);
    if (Date.now() - this.#metricsAtMs < METRICS_EVERY_MS) return;
    this.#metricsAtMs = Date.now();
    await this.#results.writeMetrics(this.#batch, this.#options.language);
  }

  async #giveUp(work: Work, how: string): Promise<void> {
    const record = failure(work, work.key, {
      en: `The process that computed this pair ended (${how}), ${MOST_CRASHES} times. Its pictures may be too large for this machine's memory; make them smaller and run with --retry.`,
      zh: `计算此配对的进程已终止（${how}），共 ${MOST_CRASHES} 次。图片可能超出本机内存；请缩小后加 --retry 重新运行。`,
    });
    await this.#results.commitFailure(record);
    this.#say(record, work.number);
  }

  #say({ name, state, ms }: PairRecord, number: number): void {
    const words = state === 'done' ? { en: 'done', zh: '完成' } : { en: 'failed', zh: '失败' };
    this.#io.out(`[${number}/${this.#batch.pairs.length}] ${name}: ${say(words, this.#options.language)}, ${(ms / 1000).toFixed(1)} s\n`);
  }
}

/** Resolves with what a process makes of a pair, or with how the process ended. */
function outcomeOf(child: ChildProcess, work: Work): Promise<FromProcess | { readonly ended: string }> {
  return new Promise((done) => {
    const onMessage = (message: FromProcess): void => settle(message);
    const onExit = (code: number | null, signal: string | null): void => settle({ ended: signal ?? `exit code ${code}` });
    const onError = (error: Error): void => settle({ ended: error.message });
    const settle = (result: FromProcess | { readonly ended: string }): void => {
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      done(result);
    };
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    const { number: _number, crashes: _crashes, ...message } = work;
    child.send(message, (error) => { if (error) settle({ ended: error.message }); });
  });
}

/** As many processes as pay: half the processor's threads, because networks use several each. */
export function defaultJobs(): number {
  return Math.max(1, Math.floor(availableParallelism() / 2));
}
