import { wrap, type Endpoint, type Remote } from 'comlink';
import type { BothLanguages } from '../define';
import type { Engine, RunEvent, RunReport, RunRequest } from '../engine-types';
import { NodeError } from '../errors';
import { BROKEN_RUNTIME } from '../onnx/broken';
import type { EngineService, Method, Notice, NoticeMessage } from './protocol';

/** A worker, or anything that can be talked to and ended. */
export interface EngineWorker {
  readonly endpoint: Endpoint;
  terminate(): void;
  /** Called once with the words of an error that ends the worker. */
  onCrash(listener: (words: string) => void): void;
}

/** What happened to the worker, for the editor to show. */
export interface SupervisionEvent { readonly kind: 'restarted' | 'device-lost'; readonly cause: 'crash' | 'silence' | 'stopped' | 'device-lost'; readonly message: BothLanguages }

/** An engine in a worker that is made anew when it crashes, falls silent during a run, or loses its graphics device again and again. */
export interface SupervisedEngine extends Engine {
  /** Ends the worker at once, whatever it is doing, and makes a new one; results are computed again. */
  stop(): Promise<void>;
  onSupervision(listener: (event: SupervisionEvent) => void): () => void;
}

export interface ConnectOptions {
  /** A run that says nothing for this long is taken for dead; a single step may take as long as this. */
  readonly silenceMs?: number;
}

interface Connection {
  readonly worker: EngineWorker;
  readonly service: Remote<EngineService>;
  /** Resolves, never rejects, when the worker is gone. */
  readonly gone: Promise<SupervisionEvent>;
  end(event: SupervisionEvent): void;
}

const DEFAULT_SILENCE_MS = 120_000;
const LOST_LOOP_MS = 60_000;

/** Talks to an engine in a worker. The worker is made at the first call. */
export function connectEngine(makeWorker: () => EngineWorker, options: ConnectOptions = {}): SupervisedEngine {
  const silenceMs = options.silenceMs ?? DEFAULT_SILENCE_MS;
  const listeners = new Set<(event: SupervisionEvent) => void>();
  const runs = new Map<string, (event: RunEvent) => void>();
  let connection: Connection | undefined;
  let lastHeard = 0;
  let lastLoss = -Infinity;
  let disposed = false;

  const announce = (event: SupervisionEvent): void => { for (const listener of listeners) listener(event); };

  function hear(notice: Notice): void {
    lastHeard = performance.now();
    if (notice.kind === 'run') { runs.get(notice.event.runId)?.(notice.event); return; }
    const event = lostDevice(notice.reason);
    announce(event);
    if (lastHeard - lastLoss < LOST_LOOP_MS) connection?.end({ ...event, kind: 'restarted' });
    lastLoss = lastHeard;
  }

  function connect(): Connection {
    if (connection) return connection;
    const worker = makeWorker();
    const service = wrap<EngineService>(worker.endpoint);
    worker.endpoint.addEventListener('message', ((event: MessageEvent<Partial<NoticeMessage> | undefined>) => {
      if (connection?.worker === worker && event.data?.swapgraphNotice) hear(event.data.swapgraphNotice);
    }) as EventListener);
    let end!: (event: SupervisionEvent) => void;
    const gone = new Promise<SupervisionEvent>((resolve) => {
      end = (event) => {
        if (connection?.worker !== worker) return;
        connection = undefined;
        worker.terminate();
        resolve(event);
        if (!disposed) announce(event);
      };
    });
    connection = { worker, service, gone, end };
    worker.onCrash((words) => { end(crashed(words)); });
    return connection;
  }

  async function call(method: Method, args: readonly unknown[]): Promise<{ readonly value: unknown } | { readonly gone: SupervisionEvent }> {
    const { service, gone } = connect();
    const answer = await Promise.race([service.call(method, args), gone]);
    lastHeard = performance.now();
    if (!('ok' in answer)) return { gone: answer };
    if (!answer.ok) throw new NodeError(answer.text, { code: answer.code });
    return { value: answer.value };
  }

  /** Calls that change nothing are asked again of the next worker, once. */
  async function ask<T>(method: Method, ...args: readonly unknown[]): Promise<T> {
    for (let attempt = 0; attempt < 2; attempt++) {
      const answer = await call(method, args);
      if ('value' in answer) return answer.value as T;
      if (attempt > 0 || disposed) throw new NodeError(answer.gone.message, { code: answer.gone.cause });
    }
    throw new Error('unreachable');
  }

  return {
    check: (document) => ask('check', document),
    async run(request, onEvent) {
      const start = performance.now();
      if (onEvent) runs.set(request.runId, onEvent);
      lastHeard = start;
      const watch = setInterval(() => {
        if (performance.now() - lastHeard > silenceMs) connection?.end(silent(silenceMs));
      }, Math.max(10, Math.min(1000, silenceMs / 4)));
      try {
        const answer = await call('runSilently', [request]);
        if ('value' in answer) {
          const report = answer.value as RunReport;
          if (report.steps.some((step) => step.problems.some((problem) => problem.code === BROKEN_RUNTIME))) connection?.end(crashed('ONNX Runtime'));
          return report;
        }
        const report = lostRun(request, answer.gone, performance.now() - start);
        onEvent?.({ kind: 'done', runId: request.runId, report });
        return report;
      } finally {
        clearInterval(watch);
        runs.delete(request.runId);
      }
    },
    async cancel(runId) { if (connection) await ask('cancel', runId); },
    preview: (node, port, maxSidePx) => ask('preview', node, port, maxSidePx),
    value: (node, port) => ask('value', node, port),
    summary: (node, port) => ask('summary', node, port),
    look: (node, port, kind, request) => ask('look', node, port, kind, request),
    putAsset: (bytes, mediaType) => ask('putAsset', bytes, mediaType),
    describeOnnx: (reference) => ask('describeOnnx', reference),
    onnxTensors: (reference) => ask('onnxTensors', reference),
    info: () => ask('info'),
    async dispose() {
      disposed = true;
      if (!connection) return;
      const { end } = connection;
      await Promise.race([call('dispose', []), new Promise((done) => { setTimeout(done, 1000); })]);
      end(stopped());
    },
    stop() {
      connection?.end(stopped());
      return Promise.resolve();
    },
    onSupervision(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}

function lostRun(request: RunRequest, event: SupervisionEvent, ms: number): RunReport {
  const stoppedByUser = event.cause === 'stopped';
  return {
    runId: request.runId, ms, backend: 'typescript', state: stoppedByUser ? 'cancelled' : 'failed', steps: [], readbacks: 0,
    problems: [{ severity: stoppedByUser ? 'warning' : 'error', code: event.cause, message: event.message }],
  };
}

function crashed(words: string): SupervisionEvent {
  return { kind: 'restarted', cause: 'crash', message: { en: `The engine stopped unexpectedly (${words}) and was started again. Run again; the graph is unharmed.`, zh: `引擎意外停止（${words}），已重新启动。请重新运行；图未受影响。` } };
}

function silent(ms: number): SupervisionEvent {
  const seconds = Math.round(ms / 1000);
  return { kind: 'restarted', cause: 'silence', message: { en: `The engine did not answer for ${seconds} s and was started again. Use a smaller picture, or run again.`, zh: `引擎在 ${seconds} 秒内没有响应，已重新启动。请使用较小的图片，或重新运行。` } };
}

function stopped(): SupervisionEvent {
  return { kind: 'restarted', cause: 'stopped', message: { en: 'The engine was stopped and started again; results are computed anew.', zh: '引擎已停止并重新启动；结果将重新计算。' } };
}

function lostDevice(reason: string): SupervisionEvent {
  const why = reason === '' ? { en: '', zh: '' } : { en: ` (${reason})`, zh: `（${reason}）` };
  return { kind: 'device-lost', cause: 'device-lost', message: { en: `The graphics device was lost${why.en}; the next run asks for a new one.`, zh: `图形设备已丢失${why.zh}；下次运行将申请新的设备。` } };
}
