import type { BothLanguages, OnnxModel } from '../define';
import { NodeError } from '../errors';
import type { GpuCompute } from '../gpu/compute';
import type { Models, ModelSource, OpenModel } from '../machine';
import type { OnnxSession, Platform } from '../platform/types';
import { sha256OfBytes } from '../sha256';
import type { Tensor } from '../tensor';
import { miscomputedConvs } from './conv-guard';
import { openUntrusted } from './hostile';
import { parseManifest, type ManifestEntry } from './manifest';
import { runSelfTest } from './self-test';
import { SessionCache, type SessionLimits } from './sessions';
import { storedWeight } from './stored';
import { withOutputs } from './surgery';

/** Sessions of one file with different inner tensors as outputs: more would hold its weights too many times. */
const MOST_VARIANTS = 2;

/** Files fetched at a time beforehand: what a running step asks for must not wait behind many. */
const MOST_COMING = 2;

interface Opened { readonly session: OnnxSession; readonly remark?: BothLanguages }

/**
 * Networks of one machine, on the GPU when one is given: opened once each by their sha256, within limits the longest unused closed first, and dropped after a
 * failed run. A network that was closed is opened anew when it runs.
 */
export function createModels(platform: Platform, gpu?: GpuCompute, limits?: SessionLimits): Models {
  const sessions = new SessionCache<Opened>(limits);
  const variants = new Map<string, string[]>();
  const hashes = new WeakMap<Uint8Array, Promise<string>>();
  /** Files on their way to the step that will open them, by sha256. */
  const coming = new Map<string, Promise<Uint8Array>>();
  /** Counts the ends of preparing: what was begun before one is given up. */
  let round = 0;
  let manifest: Promise<ReadonlyMap<string, ManifestEntry>> | undefined;

  function readManifest(): Promise<ReadonlyMap<string, ManifestEntry>> {
    manifest ??= platform.shipped('models/manifest.json').then((bytes) => parseManifest(new TextDecoder().decode(bytes)));
    manifest.catch(() => { manifest = undefined; });
    return manifest;
  }

  function hashOf(bytes: Uint8Array): Promise<string> {
    const known = hashes.get(bytes) ?? sha256OfBytes(bytes);
    hashes.set(bytes, known);
    return known;
  }

  /** The session's key: the file's hash, and the inner tensors asked for. The oldest of too many variants is let go. */
  async function variantOf(sha256: string, taps: readonly string[]): Promise<string> {
    const key = taps.length === 0 ? sha256 : `${sha256} ${JSON.stringify(taps)}`;
    const known = (variants.get(sha256) ?? []).filter((one) => one !== key);
    const dropped = known.splice(0, Math.max(0, known.length - MOST_VARIANTS + 1));
    variants.set(sha256, [...known, key]);
    for (const old of dropped) await sessions.drop(old);
    return key;
  }

  /** @param size of the file, bytes. */
  async function openModel(weights: OpenModel['weights'], key: string, size: number, open: () => Promise<Opened>, bytes?: Uint8Array): Promise<OpenModel> {
    const run: OnnxModel['run'] = async (inputs, wanted) => {
      try {
        return await sessions.use(key, size, open, ({ session }) => session.run(inputs, wanted));
      } catch (error) {
        if (!(error instanceof NodeError && error.code === 'onnx-shape')) await sessions.drop(key);
        throw error;
      }
    };
    return sessions.use(key, size, open, ({ session: { inputs, outputs, backend }, remark }) => ({
      weights, backend, ...(remark ? { remark } : {}),
      model: { inputs, outputs, run, ...(bytes ? { storedWeight: (which: { readonly name: string } | 'last') => storedWeight(bytes, which) } : {}) },
    }));
  }

  function openBuiltin(entry: ManifestEntry): Promise<Opened> {
    const file = coming.get(entry.sha256) ?? loadBuiltin(platform, entry);
    coming.delete(entry.sha256);
    return file.then((bytes) => createBest(platform, gpu, bytes, entry.name, entry));
  }

  return {
    async open(source: ModelSource) {
      if ('bytes' in source) {
        const { bytes, name } = source;
        const sha256 = await hashOf(bytes), taps = [...new Set(source.taps ?? [])].sort();
        return openModel({ name, sha256 }, await variantOf(sha256, taps), bytes.length, async () => createBest(platform, gpu, await withTaps(bytes, name, taps), name), bytes);
      }
      const entry = (await readManifest()).get(source.builtin);
      if (!entry) throw new NodeError({ en: `There is no built-in network called "${source.builtin}" in public/models/manifest.json.`, zh: `public/models/manifest.json 中没有名为“${source.builtin}”的内置网络。` }, { code: 'no-model' });
      const { name, sha256 } = entry;
      return openModel({ name, sha256 }, sha256, entry.bytes, () => openBuiltin(entry));
    },
    async prepare(names, signal) {
      const begun = round, over = (): boolean => signal.aborted || begun !== round;
      const known = await readManifest();
      const entries = names.flatMap((name) => known.get(name) ?? []).filter(({ sha256 }) => !sessions.has(sha256) && !coming.has(sha256));
      // The smallest comes first: it wakes ONNX Runtime, which takes longer than all of them.
      const smallest = entries.reduce((least, { bytes }) => Math.min(least, bytes), Infinity);
      entries.sort((a, b) => Number(b.bytes === smallest) - Number(a.bytes === smallest));
      const queue = entries.values();
      const fetchOn = async (): Promise<void> => {
        for (const entry of queue) {
          if (over() || sessions.has(entry.sha256)) continue;
          const file = loadBuiltin(platform, entry);
          coming.set(entry.sha256, file);
          await file.catch(() => coming.delete(entry.sha256));
        }
      };
      for (let i = 0; i < MOST_COMING; i++) void fetchOn();
      // On the GPU a self-test would lie among the kernels of the running step.
      if (!gpu) for (const entry of entries) if (!over()) await sessions.use(entry.sha256, entry.bytes, () => openBuiltin(entry), () => undefined).catch(() => undefined);
    },
    endPreparing() {
      round++;
      coming.clear();
    },
    builtinHashes: async () => new Map([...await readManifest()].map(([name, entry]) => [name, entry.sha256])),
    dispose: () => sessions.dispose(),
  };
}

async function loadBuiltin(platform: Platform, entry: ManifestEntry): Promise<Uint8Array> {
  const path = `public/models/${entry.file}`;
  const bytes = await platform.shipped(`models/${entry.file}`).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new NodeError({ en: `The weights of "${entry.name}" are missing: ${path} (expected sha256 ${entry.sha256}). Restore the file from the project. (${why})`, zh: `缺少“${entry.name}”的权重：${path}（应有的 sha256 为 ${entry.sha256}）。请从项目中恢复该文件。（${why}）` }, { code: 'weights' });
  });
  const found = await sha256OfBytes(bytes);
  if (found === entry.sha256) return bytes;
  const size = bytes.length === entry.bytes ? 'has been altered' : `has ${bytes.length} bytes instead of ${entry.bytes}`;
  throw new NodeError({ en: `The weights of "${entry.name}" are not what they should be: ${path} ${size} (expected sha256 ${entry.sha256}, found ${found}). Restore the file from the project.`, zh: `“${entry.name}”的权重不符：${path}（应有的 sha256 为 ${entry.sha256}，实际为 ${found}；应有 ${entry.bytes} 字节，实际 ${bytes.length} 字节）。请从项目中恢复该文件。` }, { code: 'weights' });
}

/** The fastest way to run a network that gives right numbers: GPU, GPU in NCHW layout, processor; with a remark when it is not the first. */
async function createBest(platform: Platform, gpu: GpuCompute | undefined, bytes: Uint8Array, name: string, entry?: ManifestEntry): Promise<Opened> {
  // A built-in file is known by its hash.
  if (!gpu && !entry) openUntrusted(bytes, name);
  if (!gpu) return { session: await platform.createSession(bytes, { name }) };
  const bad = miscomputedConvs(openUntrusted(bytes, name));
  const layouts = bad.length > 0 ? ['NCHW'] as const : [undefined, 'NCHW'] as const;
  let why: BothLanguages = { en: '', zh: '' };
  for (const layout of layouts) {
    try {
      const session = await platform.createSession(bytes, { name, gpu, ...(layout ? { layout } : {}) });
      const verdict = entry?.selfTest ? await runSelfTest(session, entry.selfTest, async (tensor) => (await gpu.peek(tensor)).data, (tensors) => { gpu.release(tensors); }) : undefined;
      if (!verdict || verdict.passed) return { session, ...(layout ? { remark: slowLayout(name, bad) } : {}) };
      await session.release();
      why = { en: `its self-test is off by ${verdict.worst.toExponential(1)}`, zh: `自检偏差为 ${verdict.worst.toExponential(1)}` };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      why = { en: words, zh: words };
    }
  }
  return { session: readingInputs(await platform.createSession(bytes, { name }), gpu), remark: {
    en: `"${name}" runs on the processor: on the graphics device ${why.en}.`, zh: `“${name}”在处理器上运行；在图形设备上：${why.zh}。`,
  } };
}

/** A processor's session that takes tensors from the GPU by reading them back. */
function readingInputs(session: OnnxSession, gpu: GpuCompute): OnnxSession {
  return {
    ...session,
    async run(inputs, wanted) {
      const there: Record<string, Tensor> = {};
      for (const [name, tensor] of Object.entries(inputs)) there[name] = await gpu.read(tensor);
      return session.run(there, wanted);
    },
  };
}

function slowLayout(name: string, bad: readonly string[]): BothLanguages {
  const list = bad.slice(0, 3).join(', ');
  return bad.length > 0
    ? { en: `"${name}" runs in a slower layout, because the fast one miscalculates ${bad.length} of its convolutions (${list}). Pad their input channels to a multiple of 4 to avoid it.`, zh: `“${name}”以较慢的布局运行，因为快速布局会算错其中 ${bad.length} 个卷积（${list}）。将其输入通道补齐到 4 的倍数即可避免。` }
    : { en: `"${name}" runs in a slower layout, because its self-test failed in the fast one.`, zh: `“${name}”以较慢的布局运行，因为在快速布局下自检未通过。` };
}

/** The file with inner tensors as outputs; checked before it is cut, so that surgery never meets what is refused. */
async function withTaps(bytes: Uint8Array, name: string, taps: readonly string[]): Promise<Uint8Array> {
  if (taps.length === 0) return bytes;
  openUntrusted(bytes, name);
  return Promise.resolve(withOutputs(bytes, taps));
}
