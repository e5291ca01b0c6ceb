import { createStore, get, set, type UseStore } from 'idb-keyval';
import { NodeError } from '../errors';
import { sha256OfBytes } from '../sha256';
import { keptModel } from './kept-models';

/** The user's files by `sha256:…`, in this browser's IndexedDB; they never leave the machine. */
export class AssetStore {
  #opened: UseStore | undefined;

  get #store(): UseStore {
    this.#opened ??= createStore('swapgraph-assets', 'files');
    return this.#opened;
  }

  async put(bytes: Uint8Array, mediaType: string): Promise<string> {
    const reference = `sha256:${await sha256OfBytes(bytes)}`;
    try {
      await set(reference, new Blob([bytes as BlobPart], { type: mediaType }), this.#store);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      const full = error.name === 'QuotaExceededError';
      throw new NodeError(full
        ? { en: 'There is no room left in this browser’s storage for the file. Remove other files or site data, then try again.', zh: '此浏览器的存储空间不足，无法保存该文件。请删除其他文件或网站数据后重试。' }
        : { en: `This browser does not let the page keep files (${error.name}). Leave private browsing, or allow site data.`, zh: `此浏览器不允许本页面保存文件（${error.name}）。请退出隐私浏览，或允许网站数据。` }, { code: full ? 'storage-full' : 'storage' });
    }
    return reference;
  }

  /** @throws NodeError when the file is not stored here, or its bytes have changed. */
  async get(reference: string): Promise<Uint8Array> {
    const blob = reference.startsWith('sha256:') ? await get<Blob>(reference, this.#store) ?? await keptModel(reference.slice('sha256:'.length)) : undefined;
    if (!blob) throw new NodeError({ en: `The file ${reference.slice(0, 19)}… is not stored in this browser. Choose it again.`, zh: `此浏览器中没有保存文件 ${reference.slice(0, 19)}…。请重新选择。` }, { code: 'no-file' });
    return new Uint8Array(await blob.arrayBuffer());
  }
}
