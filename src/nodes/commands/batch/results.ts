import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvText } from '../../../runtime/batch/csv';
import { metricsLines } from '../../../runtime/batch/metrics';
import type { Batch } from '../../../runtime/batch/pairs';
import { Refusal, say, type Language } from '../open-graph';
import type { PairRecord } from './messages';

const HEARTBEAT_MS = 2_000, LOST_AFTER_MS = 15_000;

/**
 * The folder of a batch: `pairs/NAME` holds the finished results of a pair, `metrics.csv` a line for each. Results are made in `parts/` and come to their
 * place by one renaming, so that a pair is there whole or not at all, whenever the work is killed; everything else can be made again from what is there.
 */
export class ResultFolder {
  readonly #folder: string;
  readonly #records = new Map<string, PairRecord>();
  readonly #run = `${process.pid}-${Date.now().toString(36)}`;
  #heart: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes the folder for this process and reads what is finished there. @throws Refusal when another process works in it */
  async open(language: Language): Promise<void> {
    await mkdir(join(this.#folder, 'pairs'), { recursive: true });
    await this.#claim(language);
    await rm(join(this.#folder, 'parts'), { recursive: true, force: true });
    for (const name of await readdir(join(this.#folder, 'pairs'))) {
      const record = await readRecord(join(this.#folder, 'pairs', name, 'pair.json'));
      if (record) this.#records.set(record.name, record);
    }
  }

  record(name: string): PairRecord | undefined {
    return this.#records.get(name);
  }

  /** Where a pair's results are made: a place of this run alone, since a killed run may leave processes that still write. */
  partOf(name: string): string {
    return join(this.#folder, 'parts', `${this.#run}-${name}`);
  }

  /** Puts what stands in a pair's part in its place. The results of an older graph or picture leave first: in between there are none, which is true. */
  async commit(record: PairRecord): Promise<void> {
    const place = join(this.#folder, 'pairs', record.name);
    await rm(place, { recursive: true, force: true });
    await rename(this.partOf(record.name), place);
    this.#records.set(record.name, record);
  }

  /** A pair that could not be computed at all: its record alone. */
  async commitFailure(record: PairRecord): Promise<void> {
    const part = this.partOf(record.name);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    await writeFile(join(part, 'pair.json'), `${JSON.stringify(record, undefined, 1)}\n`);
    await this.commit(record);
  }

  async writeMetrics(batch: Batch, language: Language): Promise<void> {
    const path = join(this.#folder, 'metrics.csv');
    await writeFile(`${path}.part`, `\uFEFF${csvText(metricsLines(batch, ({ name }) => this.#records.get(name), language))}`);
    await rename(`${path}.part`, path);
  }

  async close(): Promise<void> {
    clearInterval(this.#heart);
    await rm(join(this.#folder, 'parts'), { recursive: true, force: true });
    await rm(this.#lock, { force: true });
  }

  get #lock(): string {
    return join(this.#folder, 'running.lock');
  }

  async #claim(language: Language): Promise<void> {
    const other = await readFile(this.#lock, 'utf8').catch(() => undefined);
    if (other !== undefined && isAlive(Number(other)) && Date.now() - (await stat(this.#lock)).mtimeMs < LOST_AFTER_MS) {
      throw new Refusal(say({ en: `Another run (process ${other}) is writing to ${this.#folder}. Wait for it, or give another --out.`, zh: `另一个运行（进程 ${other}）正在写入 ${this.#folder}。请等待其结束，或指定其他 --out。` }, language));
    }
    await writeFile(this.#lock, String(process.pid));
    this.#heart = setInterval(() => { utimes(this.#lock, new Date(), new Date()).catch(() => undefined); }, HEARTBEAT_MS);
    this.#heart.unref();
  }
}

async function readRecord(path: string): Promise<PairRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(path, 'utf8')) as PairRecord;
    return typeof record.name === 'string' && typeof record.key === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process other than this one runs under a number. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === 'EPERM';
  }
}
