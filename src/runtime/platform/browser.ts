import { NodeError } from '../errors';
import { requestGpu } from '../gpu/device';
import type { OrtHost } from '../onnx/ort';
import { AssetStore } from './asset-store';
import { brokenPicture, checkPicture } from './picture-header';
import type { DecodedImage, Platform } from './types';

export interface BrowserPlatformOptions {
  /** Address of the shipped files, with a slash at the end. */
  readonly publicUrl: string;
  readonly services?: Readonly<Record<string, unknown>>;
}

/** The browser, in a worker or on a page: WebGPU, IndexedDB, the browser's own picture decoders, onnxruntime-web loaded when the first network is. */
export function createBrowserPlatform(options: BrowserPlatformOptions): Platform {
  const assets = new AssetStore();
  let onDevice: Promise<OrtHost> | undefined, onProcessor: Promise<OrtHost> | undefined;
  const loadOrt = (gpu: boolean): Promise<OrtHost> => (gpu
    ? onDevice ??= import('../onnx/session-browser').then(({ loadOrtInBrowser }) => loadOrtInBrowser())
    : onProcessor ??= import('../onnx/session-processor').then(({ loadOrtForProcessor }) => loadOrtForProcessor()));
  return {
    name: 'browser',
    decodeImage,
    asset: (reference) => assets.get(reference),
    assetHash: (reference) => Promise.resolve(reference.startsWith('sha256:') ? reference.slice('sha256:'.length) : undefined),
    putAsset: (bytes, mediaType) => assets.put(bytes, mediaType),
    shipped: (path) => fetchShipped(options.publicUrl, path),
    requestGpu: () => requestGpu((navigator as { readonly gpu?: GPU }).gpu),
    onnxBackend: () => Promise.resolve('wasm'),
    createSession: async (bytes, session) => (await loadOrt(session.gpu !== undefined)).createSession(bytes, session),
    services: options.services ?? {},
    yield: letMessagesIn,
    dispose: () => Promise.resolve(),
  };
}

async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  checkPicture(bytes);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes as BlobPart]), { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch {
    throw brokenPicture();
  }
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) throw new NodeError({ en: `This browser has no room for a picture of ${width} × ${height} pixels. Make it smaller first.`, zh: `此浏览器没有足够空间打开 ${width} × ${height} 像素的图片。请先缩小。` }, { code: 'picture-size' });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

async function fetchShipped(publicUrl: string, path: string): Promise<Uint8Array> {
  const url = new URL(path, publicUrl);
  if (!url.href.startsWith(publicUrl)) throw new NodeError({ en: `"${path}" is not under the folder of shipped files.`, zh: `“${path}”不在随附文件的文件夹中。` }, { code: 'no-file' });
  const missing = (why: string): NodeError => new NodeError({ en: `The shipped file ${path} cannot be fetched (${why}). Reload the page, or restore the file on the server.`, zh: `无法获取随附文件 ${path}（${why}）。请重新加载页面，或在服务器上恢复该文件。` }, { code: 'no-file' });
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw missing('no connection');
  }
  // A single-page server answers for absent files with its index page.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) throw missing(response.ok ? 'not found' : String(response.status));
  return new Uint8Array(await response.arrayBuffer());
}

/** Resolves after the messages that are already waiting: a posted message queues behind them, and is not slowed down as timers are. */
function letMessagesIn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
