import { wrap, type Remote } from 'comlink';
import { NodeError } from '../../runtime/errors';
import { FACE_LANDMARKER_PACK, readPack } from '../shared/packs/packs';
import type { LandmarkerWorker } from './landmarker-worker';
import { FACE_LANDMARKER, type FaceLandmarkerService } from './service';

let started: Promise<Remote<LandmarkerWorker>> | undefined;

/** MediaPipe's landmarker, started at the first picture; a start that fails is tried again at the next. */
const service: FaceLandmarkerService = {
  async detect(picture, options) {
    started ??= start();
    started.catch(() => { started = undefined; });
    return (await started).detect(picture, options);
  },
};

async function start(): Promise<Remote<LandmarkerWorker>> {
  const model = await readPack(FACE_LANDMARKER_PACK);
  if (!model) {
    throw new NodeError({
      en: 'MediaPipe’s face model is not in this browser yet. Allow it to be fetched once, or choose face_landmarker.task from a file. Synthetic faces need none: link their "faces" output.',
      zh: '此浏览器中还没有 MediaPipe 的人脸模型。请允许下载一次，或从文件选择 face_landmarker.task。合成人脸无需检测：直接连接其“faces”输出。',
    }, { code: 'no-detector' });
  }
  const worker = new Worker(new URL('./landmarker-worker.ts', import.meta.url), { type: 'module', name: 'face-landmarker' });
  try {
    const remote = wrap<LandmarkerWorker>(worker);
    await Promise.race([
      remote.start(model),
      new Promise((_done, fail) => { worker.addEventListener('error', (event) => { fail(new Error(event.message || 'the worker failed')); }); }),
    ]);
    return remote;
  } catch (error) {
    worker.terminate();
    const why = error instanceof Error ? error.message : String(error);
    throw new NodeError({ en: `MediaPipe could not be started: ${why} Choose its model again, or set the detector to YuNet.`, zh: `无法启动 MediaPipe：${why} 请重新选择模型，或把检测器改为 YuNet。` }, { code: 'no-detector', param: 'engine' });
  }
}

export default { name: FACE_LANDMARKER, service };
