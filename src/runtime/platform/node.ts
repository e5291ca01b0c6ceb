import { readFile, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeError } from '../errors';
import { loadOrtInNode } from '../onnx/session-node';
import type { OrtHost } from '../onnx/ort';
import { sha256OfBytes } from '../sha256';
import { createDecoder } from './decode-node';
import { readModel } from './model-folder';
import type { Platform } from './types';

export interface NodePlatformOptions {
  /** Files that file params may name; a graph cannot make the engine read any other. */
  readonly files?: ReadonlySet<string>;
  /** Folder of networks that were added under their sha256; a graph names them by it. */
  readonly models?: string;
  /** Folder of shipped files. */
  readonly publicDir?: string;
  readonly services?: Readonly<Record<string, unknown>>;
}

/** Node without a graphics device: files from disk, `sharp` or fast-png for pictures, onnxruntime-node or WASM for networks. */
export function createNodePlatform(options: NodePlatformOptions = {}): Platform {
  const publicDir = options.publicDir ?? fileURLToPath(new URL('../../../public', import.meta.url));
  const stored = new Map<string, Uint8Array>();
  const hashes = new Map<string, { readonly mtimeMs: number; readonly size: number; readonly hash: string }>();
  let ort: Promise<OrtHost | undefined> | undefined;
  const loadOrt = (): Promise<OrtHost | undefined> => (ort ??= loadOrtInNode());

  async function asset(reference: string): Promise<Uint8Array> {
    const bytes = stored.get(reference);
    if (bytes) return bytes;
    const sha256 = reference.startsWith('sha256:') ? reference.slice('sha256:'.length) : undefined;
    const kept = sha256 !== undefined && options.models !== undefined && /^[0-9a-f]{64}$/.test(sha256) ? await readModel(options.models, sha256) : undefined;
    if (kept) return kept;
    if (sha256 !== undefined) throw new NodeError({ en: `The file ${reference.slice(0, 19)}… is not stored here. Choose it again.`, zh: `此处没有保存文件 ${reference.slice(0, 19)}…。请重新选择。` }, { code: 'no-file' });
    if (!options.files?.has(reference)) throw new NodeError({ en: `The graph names the file "${reference}" itself. Files are read only when the command names them: --set node.param=FILE.`, zh: `该图自行指定了文件“${reference}”。只有命令中指明的文件才会被读取：--set 节点.参数=文件。` }, { code: 'file-refused' });
    try {
      return await readFile(reference);
    } catch {
      throw new NodeError({ en: `The file "${reference}" cannot be read. Check its name and where it is.`, zh: `无法读取文件“${reference}”。请检查文件名和位置。` }, { code: 'no-file' });
    }
  }

  return {
    name: 'node',
    decodeImage: createDecoder(),
    asset,
    async assetHash(reference) {
      try {
        if (stored.has(reference)) return reference.slice('sha256:'.length);
        const { mtimeMs, size } = await stat(reference);
        const known = hashes.get(reference);
        if (known && known.mtimeMs === mtimeMs && known.size === size) return known.hash;
        const hash = await sha256OfBytes(await asset(reference));
        hashes.set(reference, { mtimeMs, size, hash });
        return hash;
      } catch {
        return undefined;
      }
    },
    async putAsset(bytes) {
      const reference = `sha256:${await sha256OfBytes(bytes)}`;
      stored.set(reference, bytes);
      return reference;
    },
    async shipped(path) {
      const full = resolve(publicDir, path);
      if (!full.startsWith(publicDir + sep)) throw new NodeError({ en: `"${path}" is not under the folder of shipped files.`, zh: `“${path}”不在随附文件的文件夹中。` }, { code: 'no-file' });
      try {
        return await readFile(full);
      } catch {
        throw new NodeError({ en: `The shipped file public/${path} is missing. Restore it from the project.`, zh: `缺少随附文件 public/${path}。请从项目中恢复。` }, { code: 'no-file' });
      }
    },
    requestGpu: () => Promise.resolve(undefined),
    onnxBackend: async () => (await loadOrt())?.processor as 'wasm' | 'native' | undefined,
    async createSession(bytes, session) {
      const host = await loadOrt();
      if (!host) throw new NodeError({ en: 'ONNX Runtime is not installed, so networks cannot run. Run "npm install".', zh: '未安装 ONNX Runtime，无法运行网络。请运行“npm install”。' }, { code: 'no-onnx' });
      return host.createSession(bytes, session);
    },
    services: options.services ?? {},
    yield: () => new Promise((done) => { setImmediate(done); }),
    dispose: () => Promise.resolve(),
  };
}
