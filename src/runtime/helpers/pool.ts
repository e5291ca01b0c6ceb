import { Cancelled, errorData, NodeError } from '../errors';
import type { FromHelper, HeavyJob, HeavyResult, ToHelper } from './messages';

/** A thread of the host's in which `serveHelper` runs. */
export interface HelperThread {
  post(message: ToHelper): void;
  /** `gone` is called with the words of what ended the thread, if it ends by itself. */
  listen(hear: (message: FromHelper) => void, gone: (words: string) => void): void;
  /** A thread at work keeps the process alive, an idle one does not. */
  keepAlive(atWork: boolean): void;
  terminate(): Promise<unknown>;
}

/** How a host makes helper threads, and how many may be of use. */
export interface HelperHost {
  readonly limit: number;
  /** How many may be started before one has finished its first work; `limit` when absent. */
  readonly coldLimit?: number;
  start(): HelperThread;
}

/** What a job asks of the engine while it is computed elsewhere. */
export interface JobHost {
  readonly signal: AbortSignal;
  shipped(path: string): Promise<Uint8Array>;
  progress(fraction: number): void;
}

/** No thread could be started here: the step must be computed in the engine's own. */
export class NoHelper extends Error {}

interface Current {
  readonly host: JobHost;
  resolve(result: HeavyResult): void;
  reject(error: Error): void;
}

interface Helper {
  readonly thread: HelperThread;
  ready: boolean;
  /** The job it computes; after a cancel nobody waits for it any more, but the thread is at work until it answers. */
  current: Current | undefined;
}

/** The helper threads of one engine, started when there is work for them. */
export class HelperPool {
  readonly #host: HelperHost | undefined;
  /** The last one used is at the end: it is the warmest. */
  readonly #helpers: Helper[] = [];
  #refused = false;
  /** One has finished a job. */
  #warm = false;

  constructor(host: HelperHost | undefined) {
    this.#host = host;
  }

  /** Whether a run with this many heavy steps should use helpers: starting the first is worth it only when two steps can be computed at a time. */
  worth(heavySteps: number): boolean {
    return this.#limit > 1 && (heavySteps > 1 || (heavySteps > 0 && this.#helpers.length > 0));
  }

  /** Whether a helper is idle, or may be started. */
  get free(): boolean {
    const limit = this.#warm ? this.#limit : Math.min(this.#limit, this.#host?.coldLimit ?? Infinity);
    return this.#helpers.length < limit || this.#helpers.some((helper) => !helper.current);
  }

  get #limit(): number {
    return this.#refused ? 0 : this.#host?.limit ?? 0;
  }

  /**
   * Computes a job in a free helper. When the signal speaks, the promise rejects at once and the helper is free again when it has finished.
   * @throws NoHelper where threads cannot be started, NodeError when the thread ended, or whatever the node throws.
   */
  run(job: HeavyJob, host: JobHost): Promise<HeavyResult> {
    if (host.signal.aborted) return Promise.reject(new Cancelled());
    const helper = this.#helpers.findLast(({ current }) => !current) ?? this.#start();
    if (!helper) return Promise.reject(new NoHelper());
    return new Promise((resolve, reject) => {
      const cancel = (): void => { reject(new Cancelled()); };
      const end = (): void => { host.signal.removeEventListener('abort', cancel); };
      helper.current = { host, resolve: (result) => { end(); resolve(result); }, reject: (error) => { end(); reject(error); } };
      host.signal.addEventListener('abort', cancel);
      helper.thread.keepAlive(true);
      helper.thread.post({ kind: 'run', job });
    });
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#helpers.splice(0).map(({ thread, current }) => {
      current?.reject(new Cancelled());
      return thread.terminate();
    }));
  }

  #start(): Helper | undefined {
    if (this.#helpers.length >= this.#limit) return undefined;
    let thread: HelperThread;
    try {
      thread = this.#host!.start();
    } catch {
      this.#refused = true;
      return undefined;
    }
    const helper: Helper = { thread, ready: false, current: undefined };
    this.#helpers.push(helper);
    thread.listen((message) => { this.#hear(helper, message); }, (words) => { this.#drop(helper, words); });
    return helper;
  }

  #hear(helper: Helper, message: FromHelper): void {
    const { current, thread } = helper;
    const at = this.#helpers.indexOf(helper);
    if (at < 0) return;
    if (message.kind === 'ready') helper.ready = true;
    else if (message.kind === 'progress') { if (!current?.host.signal.aborted) current?.host.progress(message.fraction); }
    else if (message.kind === 'shipped') void answerFile(thread, message.request, current?.host.shipped(message.path));
    else {
      helper.current = undefined;
      this.#warm = true;
      thread.keepAlive(false);
      this.#helpers.splice(at, 1);
      this.#helpers.push(helper);
      if (message.kind === 'done') current?.resolve(message.result);
      else current?.reject(new NodeError(message.error.text, message.error));
    }
  }

  /** A thread that ends before it was ready will not start the next time either; one that ends later is replaced when there is work. */
  #drop(helper: Helper, words: string): void {
    const at = this.#helpers.indexOf(helper);
    if (at < 0) return;
    this.#helpers.splice(at, 1);
    void helper.thread.terminate();
    if (!helper.ready) this.#refused = true;
    helper.current?.reject(helper.ready ? ended(words) : new NoHelper());
  }
}

async function answerFile(thread: HelperThread, request: number, reading: Promise<Uint8Array> | undefined): Promise<void> {
  try {
    if (!reading) throw new Cancelled();
    thread.post({ kind: 'file', request, bytes: await reading });
  } catch (error) {
    thread.post({ kind: 'no-file', request, error: errorData(error) });
  }
}

function ended(words: string): NodeError {
  return new NodeError({
    en: `The helper thread that computed this ended unexpectedly (${words}). Run again; if it happens again, use a smaller picture.`,
    zh: `计算此步骤的辅助线程意外结束（${words}）。请重新运行；若再次发生，请使用较小的图片。`,
  }, { code: 'helper-ended' });
}
