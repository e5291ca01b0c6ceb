import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { download, DownloadFault, type Parts } from './download';

const FILE = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);

function memoryParts(): Parts & { bytes(): Uint8Array } {
  let pieces: Uint8Array[] = [];
  return {
    size: () => Promise.resolve(pieces.reduce((sum, piece) => sum + piece.length, 0)),
    append: (piece) => { pieces.push(piece); return Promise.resolve(); },
    clear: () => { pieces = []; return Promise.resolve(); },
    bytes: () => Uint8Array.from(pieces.flatMap((piece) => [...piece])),
  };
}

interface Host { readonly ranges?: boolean; readonly breakAfter?: number; readonly chunk?: number; readonly file?: Uint8Array; readonly shift?: number; readonly status?: number; readonly noLength?: boolean; readonly hidden?: boolean }
function host({ ranges = true, breakAfter, chunk = 700, file = FILE, shift = 0, status, noLength = false, hidden = false }: Host = {}) {
  const asked: (string | null)[] = [];
  const fetch = ((_url: string, init: RequestInit) => {
    const range = new Headers(init.headers).get('range');
    asked.push(range);
    if (status !== undefined) return Promise.resolve(new Response('no', { status }));
    const from = ranges && range !== null ? Number(/bytes=(\d+)-/.exec(range)![1]) + shift : 0;
    if (from >= file.length && range !== null && ranges) return Promise.resolve(new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.length}` } }));
    let at = from;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (breakAfter !== undefined && at - from >= breakAfter) { controller.error(new TypeError('network error')); return; }
        const end = Math.min(file.length, at + chunk);
        if (end > at) controller.enqueue(file.slice(at, end));
        at = end;
        if (at >= file.length) controller.close();
      },
    });
    const partial = ranges && range !== null;
    return Promise.resolve(new Response(body, { status: partial ? 206 : 200, headers: { ...(noLength ? {} : { 'content-length': String(file.length - from) }), ...(partial && !hidden ? { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` } : {}) } }));
  }) as unknown as typeof globalThis.fetch;
  return { fetch, asked };
}

const options = (fetch: typeof globalThis.fetch, more: { readonly bytes?: number; readonly signal?: AbortSignal; readonly progress?: (done: number, all: number | undefined) => void } = {}) => ({ fetch, signal: more.signal ?? new AbortController().signal, progress: more.progress ?? (() => undefined), ...(more.bytes === undefined ? {} : { bytes: more.bytes }) });
const URL_ = 'https://huggingface.co/a/b.onnx';

describe('a download', () => {
  it('fetches a file whole and says how far it is', async () => {
    const parts = memoryParts(), { fetch, asked } = host(), told: [number, number | undefined][] = [];
    await download(URL_, parts, options(fetch, { progress: (done, all) => told.push([done, all]) }));
    expect(parts.bytes()).toEqual(FILE);
    expect(asked).toEqual([null]);
    expect(told.at(-1)).toEqual([5000, 5000]);
  });

  it('paused and gone on with, asks for no byte twice', async () => {
    const parts = memoryParts(), { fetch, asked } = host(), controller = new AbortController();
    await expect(download(URL_, parts, options(fetch, { signal: controller.signal, progress: (done) => { if (done > 2000) controller.abort(); } }))).rejects.toThrow();
    const kept = await parts.size();
    expect(kept).toBe(2100);
    await download(URL_, parts, options(fetch));
    expect(asked).toEqual([null, `bytes=${kept}-`]);
    expect(parts.bytes()).toEqual(FILE);
  });

  it('goes on with a host that hides where its answer begins', async () => {
    const parts = memoryParts(), { fetch } = host({ hidden: true });
    await parts.append(FILE.slice(0, 1000));
    await download(URL_, parts, options(fetch));
    expect(parts.bytes()).toEqual(FILE);
  });

  it('begins anew with a host that knows no ranges, or goes on elsewhere', async () => {
    for (const server of [host({ ranges: false }), host({ shift: 3 })]) {
      const parts = memoryParts();
      await parts.append(FILE.slice(0, 1000));
      await download(URL_, parts, options(server.fetch));
      expect(parts.bytes()).toEqual(FILE);
    }
  });

  it('takes what is there already for whole when the host says that nothing is left', async () => {
    const parts = memoryParts(), { fetch } = host();
    await parts.append(FILE);
    await download(URL_, parts, options(fetch));
    expect(parts.bytes()).toEqual(FILE);
    const longer = memoryParts();
    await longer.append(Uint8Array.from([...FILE, 1]));
    await download(URL_, longer, options(fetch));
    expect(longer.bytes()).toEqual(FILE);
  });

  it('asks nothing when all bytes are there', async () => {
    const parts = memoryParts(), { fetch, asked } = host();
    await parts.append(FILE);
    await download(URL_, parts, options(fetch, { bytes: FILE.length }));
    expect(asked).toEqual([]);
  });

  it.each([
    ['an answer that is an error', host({ status: 404 }), undefined, /huggingface\.co answered with 404/],
    ['another size than the published one', host(), 4000, /offers a file of 5000 bytes, where 4000 are expected/],
  ])('%s is a sentence in both languages', async (_what, server, bytes, words) => {
    const fault = await download(URL_, memoryParts(), options(server.fetch, bytes === undefined ? {} : { bytes })).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(DownloadFault);
    expect((fault as DownloadFault).text.en).toMatch(words);
    expect((fault as DownloadFault).text.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('property: however often it breaks, it ends with the file', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 6 }), fc.integer({ min: 1, max: 1500 }), fc.boolean(), async (breaks, chunk, noLength) => {
      const parts = memoryParts();
      for (const breakAfter of breaks) await download(URL_, parts, options(host({ breakAfter, chunk, noLength }).fetch)).catch(() => undefined);
      await download(URL_, parts, options(host({ chunk, noLength }).fetch));
      expect(parts.bytes()).toEqual(FILE);
    }), { numRuns: 60 });
  });
});
