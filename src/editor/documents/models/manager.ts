import { packFits, packs } from '../../../nodes/catalog';
import type { JsonObject } from '../../../graph/types';
import { NodeError } from '../../../runtime/errors';
import type { Session } from '../../session';
import { stepName } from '../../step-names';
import { download, DownloadFault } from './download';
import { missingOf, needsOf, withKept, type Kept, type Need, type Pack } from './needs';
import { dropModel, keepModel, keptModels, partsOf, sha256Of } from './store';

/** A file whose hash is not the published one: the user decides. */
export class OtherFile extends Error {
  constructor(readonly found: string) {
    super(`sha256 ${found}`);
  }
}

/**
 * Keeps a file for a pack, after its hash and its contract were checked, and gives it to the nodes of the open graph that wait for it.
 * @throws OtherFile for another hash than the published one, unless `other`; NodeError, in words, for what is no such network.
 */
export async function keepFile(session: Session, pack: Pack, content: Blob, fileName: string, other = false): Promise<Kept> {
  const sha256 = await sha256Of(content);
  if (pack.file.sha256 !== undefined && sha256 !== pack.file.sha256 && !other) throw new OtherFile(sha256);
  const kept: Kept = { sha256, bytes: content.size, pack: pack.id, fileName };
  await keepModel(content, kept);
  try {
    const { ports } = await session.engine.describeOnnx(`sha256:${sha256}`);
    const wrong = packFits(pack, portsOf(ports as JsonObject));
    if (wrong) throw new NodeError(wrong, { code: 'other-network' });
  } catch (error) {
    await dropModel(kept);
    throw error;
  }
  assignKept(session, kept);
  return kept;
}

function portsOf(ports: JsonObject): Parameters<typeof packFits>[1] {
  return ports as unknown as Parameters<typeof packFits>[1];
}

/** Gives a kept network to the nodes of the open graph that wait for one of its pack. */
export function assignKept(session: Session, kept: Kept): void {
  const filled = withKept(session.get().document, kept, session.definitions, packs);
  if (JSON.stringify(filled.nodes) === JSON.stringify(session.get().document.nodes) && JSON.stringify(filled.macros) === JSON.stringify(session.get().document.macros)) return;
  session.editDocument(() => ({ document: filled }), { label: stepName('step.file', { file: packs.get(kept.pack)?.title ?? kept.pack, node: packs.get(kept.pack)?.title ?? kept.pack }) });
}

/**
 * Fetches a pack's file, from where an earlier attempt stopped, checks it and keeps it. Only while this runs does the guard let the pack's host through.
 * When `signal` is aborted, what has come is kept for the next time.
 */
export async function fetchModel(session: Session, pack: Pack, signal: AbortSignal, progress: (done: number, all: number | undefined) => void): Promise<Kept> {
  const parts = partsOf(pack.id);
  session.network.allowPacks(true);
  try {
    await download(pack.file.url, parts, { fetch: (input, init) => fetch(input, init), signal, progress, ...(pack.file.bytes === undefined ? {} : { bytes: pack.file.bytes }) });
  } finally {
    session.network.allowPacks(false);
  }
  try {
    return await keepFile(session, pack, await parts.whole(), pack.file.name);
  } catch (error) {
    if (!(error instanceof OtherFile)) throw error;
    throw new DownloadFault({
      en: `what came is not the published file: its sha256 begins with ${error.found.slice(0, 12)}, where ${pack.file.sha256?.slice(0, 12) ?? ''} is known. It was thrown away.`,
      zh: `收到的不是已发布的文件：其 sha256 以 ${error.found.slice(0, 12)} 开头，已知的为 ${pack.file.sha256?.slice(0, 12) ?? ''}。已丢弃。`,
    });
  } finally {
    await parts.clear();
  }
}

/** What the open graph needs and this machine lacks: neither kept by the manager, nor chosen as a file before. */
export async function missingHere(session: Session): Promise<readonly Need[]> {
  const needs = needsOf(session.get().document, session.definitions, packs);
  if (needs.length === 0) return [];
  const lacking = missingOf(needs, await keptModels(), () => false);
  const verdicts = await Promise.all(lacking.map(async ({ sha256 }) => sha256 === undefined || await session.engine.describeOnnx(`sha256:${sha256}`).then(() => false, () => true)));
  return lacking.filter((_, i) => verdicts[i]);
}
