import { NodeError } from '../../runtime/errors';
import type { LandmarkerAnswer, LandmarkerRequest } from './landmarker.worker';
import { FACE_LANDMARKER, type FaceLandmarkerService, type LandmarkedFace } from './service';

/** Where the editor keeps packs that the user asked for, and the name of this one. */
const PACK_CACHE = 'swapgraph-packs';
const PACK_NAME = '/packs/face_landmarker.task';

/** MediaPipe in a worker of its own, started at the first picture. */
function createService(): FaceLandmarkerService {
  let started: Promise<Worker> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Worker> {
    const kept = await (await caches.open(PACK_CACHE)).match(PACK_NAME);
    if (!kept) {
      throw new NodeError({
        en: 'MediaPipe’s face landmarker is not on this machine yet. Get it once (about 4 MB), or choose our own detector.',
        zh: '本机尚无 MediaPipe 人脸特征点模型。请获取一次（约 4 MB），或改用自带检测器。',
      }, { code: 'pack-missing', param: 'engine' });
    }
    const worker = new Worker(new URL('./landmarker.worker.ts', import.meta.url), { type: 'module', name: 'landmarker' });
    try {
      await ask(worker, { kind: 'load', model: new Uint8Array(await kept.arrayBuffer()) });
      return worker;
    } catch (error) {
      worker.terminate();
      throw error;
    }
  }

  return {
    detect(picture, options): Promise<readonly LandmarkedFace[]> {
      const work = queue.then(async () => {
        started ??= start();
        started.catch(() => { started = undefined; });
        return (await ask(await started, { kind: 'detect', ...picture, ...options })).faces;
      });
      queue = work.catch(() => undefined);
      return work;
    },
  };
}

function ask(worker: Worker, request: LandmarkerRequest): Promise<Extract<LandmarkerAnswer, { readonly faces: unknown }>> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<LandmarkerAnswer>) => {
      if ('fault' in event.data) reject(new NodeError({ en: `MediaPipe could not read this picture: ${event.data.fault}`, zh: `MediaPipe 无法处理此图片：${event.data.fault}` }, { code: 'mediapipe' }));
      else resolve(event.data);
    };
    worker.onerror = (event) => reject(new NodeError({ en: `MediaPipe’s worker stopped: ${event.message}`, zh: `MediaPipe 的 worker 已停止：${event.message}` }, { code: 'mediapipe' }));
    worker.postMessage(request);
  });
}

export default { name: FACE_LANDMARKER, service: createService() };
