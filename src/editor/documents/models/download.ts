import type { LocalText } from '../../../graph/types';

/** What has been fetched of a file so far, kept piece by piece, so that a closed tab loses one piece at most. */
export interface Parts {
  size(): Promise<number>;
  append(piece: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Bytes of the whole file, where the publisher's figure is known: a host that offers another size is refused. */
  readonly bytes?: number;
  progress(done: number, all: number | undefined): void;
}

/** A sentence for the user about a download that did not work. */
export class DownloadFault extends Error {
  constructor(readonly text: LocalText & { readonly en: string; readonly zh: string }) {
    super(text.en);
  }
}

/** Fetched bytes are kept in pieces of this size. */
const PIECE_BYTES = 8 * 1024 * 1024;
const MOST_BYTES = 4 * 1024 ** 3;

/**
 * Fetches a file into `parts`, from where an earlier attempt stopped (HTTP Range, RFC 9110 §14). A host that does not go on where it was asked to begins
 * anew. When `signal` is aborted, what has come is kept, and the abort is thrown.
 * @throws DownloadFault with a sentence; what has come so far stays for the next attempt, unless it cannot be of this file.
 */
export async function download(url: string, parts: Parts, options: DownloadOptions): Promise<void> {
  const { host } = new URL(url);
  const from = await parts.size();
  if (options.bytes !== undefined && from === options.bytes) { options.progress(from, from); return; }
  const response = await options.fetch(url, { ...(from > 0 ? { headers: { Range: `bytes=${from}-` } } : {}), credentials: 'omit', referrerPolicy: 'no-referrer', signal: options.signal });
  // A host may hide where its answer begins from pages of another origin; the hash is checked in the end.
  const range = rangeOf(response);
  if (response.status === 416 || (response.status === 206 && range !== undefined && range.from !== from)) {
    await response.body?.cancel();
    if (from === 0) throw new DownloadFault({ en: `${host} answered with a part that was not asked for. Try again later.`, zh: `${host} 返回了未请求的部分。请稍后再试。` });
    if (response.status === 416 && range?.all === from) { options.progress(from, from); return; }
    await parts.clear();
    return download(url, parts, options);
  }
  if (!response.ok || !response.body) throw new DownloadFault({ en: `${host} answered with ${response.status}. Try again later, or choose the file.`, zh: `${host} 返回 ${response.status}。请稍后再试，或选择文件。` });
  if (response.status === 200 && from > 0) await parts.clear();
  const start = response.status === 206 ? from : 0;
  const length = Number(response.headers.get('content-length') ?? NaN), all = range?.all ?? (Number.isFinite(length) && !response.headers.has('content-encoding') ? start + length : undefined);
  if ((all ?? 0) > MOST_BYTES || (options.bytes !== undefined && all !== undefined && all !== options.bytes)) {
    await response.body.cancel();
    throw new DownloadFault({ en: `${host} offers a file of ${all} bytes, where ${options.bytes ?? `at most ${MOST_BYTES}`} are expected. It was not fetched.`, zh: `${host} 提供的文件为 ${all} 字节，而应为 ${options.bytes ?? `不超过 ${MOST_BYTES}`} 字节。未下载。` });
  }
  const done = await readInto(parts, response.body, start, options, all);
  if (all !== undefined && done !== all) throw new DownloadFault({ en: `The connection to ${host} ended after ${done} of ${all} bytes. Go on from there.`, zh: `与 ${host} 的连接在 ${all} 字节中的 ${done} 字节处中断。请从此处继续。` });
}

function rangeOf(response: Response): { readonly from: number | undefined; readonly all: number | undefined } | undefined {
  const found = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (!found) return undefined;
  return { from: found[1] === undefined ? undefined : Number(found[1]), all: found[2] === '*' ? undefined : Number(found[2]) };
}

/** Keeps the body in pieces; whatever ends it, what has come is kept. Returns the size of all that is there. */
async function readInto(parts: Parts, body: ReadableStream<Uint8Array>, start: number, { signal, progress }: DownloadOptions, all: number | undefined): Promise<number> {
  const reader = body.getReader();
  let waiting: Uint8Array[] = [], held = 0, done = start;
  const flush = async (): Promise<void> => {
    if (held === 0) return;
    const piece = new Uint8Array(held);
    let at = 0;
    for (const one of waiting) { piece.set(one, at); at += one.length; }
    waiting = [];
    held = 0;
    await parts.append(piece);
  };
  try {
    for (;;) {
      const { done: ended, value } = await reader.read();
      if (ended || !value) break;
      waiting.push(value);
      held += value.length;
      done += value.length;
      if (done > MOST_BYTES) throw new DownloadFault({ en: 'The host sends more than any network here has. It was stopped.', zh: '主机发送的数据超过此处任何网络的大小，已停止。' });
      progress(done, all);
      if (held >= PIECE_BYTES) await flush();
      signal.throwIfAborted();
    }
  } finally {
    await flush();
    await reader.cancel().catch(() => undefined);
  }
  return done;
}
