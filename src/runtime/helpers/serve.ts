import { cpuCompute } from '../cpu-compute';
import type { AnyRun } from '../define';
import { errorData, NodeError } from '../errors';
import { contextOf, Used, type ContextHost } from '../step-context';
import { tensorsOf } from '../value-tensors';
import type { Value } from '../values';
import type { FromHelper, HeavyJob, ToHelper } from './messages';

/** The helper's end of the line to the engine. */
export interface HelperPort {
  post(message: FromHelper, transfer?: readonly ArrayBuffer[]): void;
  listen(hear: (message: ToHelper) => void): void;
}

const refuse = (): Promise<never> => Promise.reject(new Error('A heavy node may use shipped files, shared resources, progress and remarks of its context, and nothing else.'));

/** Makes this thread a helper of an engine: it computes the heavy steps it is given, one after the other, and keeps what they share between them. */
export function serveHelper(loadRun: (type: string) => Promise<AnyRun>, port: HelperPort): void {
  const asked = new Map<number, { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void }>();
  let requests = 0;
  const host: ContextHost = {
    machine: {
      platform: {
        shipped: (path) => new Promise((resolve, reject) => {
          asked.set(++requests, { resolve, reject });
          port.post({ kind: 'shipped', request: requests, path });
        }),
        asset: refuse, decodeImage: refuse, services: {},
      },
      compute: { ...cpuCompute, kernel: refuse },
      models: { open: refuse },
      resources: new Map(),
    },
    // A helper whose result is no longer wanted finishes it all the same, as any step does: a thread at work hears nothing.
    signal: new AbortController().signal,
    wanted: 'all',
    progress: (fraction) => { port.post({ kind: 'progress', fraction }); },
  };

  async function work(job: HeavyJob): Promise<void> {
    const used = new Used();
    try {
      const run = await loadRun(job.type);
      const outputs = await run(job.inputs, job.params, contextOf(job, job, host, used));
      port.post({ kind: 'done', result: { outputs, remarks: used.warnings.map(({ message }) => message), shipped: [...used.shipped] } }, buffersOf(outputs));
    } catch (error) {
      port.post({ kind: 'failed', error: errorData(error) });
    }
  }

  port.listen((message) => {
    if (message.kind === 'run') { void work(message.job); return; }
    const request = asked.get(message.request);
    asked.delete(message.request);
    if (message.kind === 'file') request?.resolve(message.bytes);
    else request?.reject(new NodeError(message.error.text, message.error));
  });
  port.post({ kind: 'ready' });
}

/** Buffers that move instead of being copied: those of tensors, which a step makes for itself. A mesh may share arrays with the face model. */
function buffersOf(outputs: Readonly<Record<string, Value | undefined>>): readonly ArrayBuffer[] {
  const tensors = Object.values(outputs).flatMap((value) => (value ? tensorsOf(value).map(({ tensor }) => tensor) : []));
  return [...new Set(tensors.flatMap(({ data }) => (data?.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength ? [data.buffer] : [])))];
}
