import { expose, transfer, type Endpoint } from 'comlink';
import type { Engine, Preview, RunRequest } from '../engine-types';
import { answerError, type EngineService, type Notice, type NoticeMessage } from './protocol';

/**
 * Offers an engine over a port or from inside a worker.
 * @param makeEngine gets the callback that tells of a lost device.
 */
export function serveEngine(makeEngine: (onDeviceLost: (reason: string) => void) => Engine, endpoint: Endpoint): void {
  const tell = (notice: Notice): void => { endpoint.postMessage({ swapgraphNotice: notice } satisfies NoticeMessage); };
  const engine = makeEngine((reason) => { tell({ kind: 'device-lost', reason }); });
  const service: EngineService = {
    async call(method, args) {
      try {
        if (method === 'runSilently') return { ok: true, value: await engine.run(args[0] as RunRequest, (event) => { tell({ kind: 'run', event }); }) };
        const work = engine[method] as (...given: readonly unknown[]) => Promise<unknown>;
        const value = await work(...args);
        const answer = { ok: true, value } as const;
        return method === 'preview' && (value as Preview).kind === 'picture' ? transfer(answer, [(value as Preview & { kind: 'picture' }).rgba.buffer as ArrayBuffer]) : answer;
      } catch (error) {
        return answerError(error);
      }
    },
  };
  expose(service, endpoint);
}
