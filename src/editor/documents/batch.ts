import { zipSync } from 'fflate';
import { gatherMetrics, metricsLines, type PairOutcome } from '../../runtime/batch/metrics';
import { csvText } from '../../runtime/batch/csv';
import { withPair, type Batch, type Pair } from '../../runtime/batch/pairs';
import { shownBy } from '../../runtime/batch/shown';
import { checkGraph } from '../../runtime/check';
import { NodeError, sentenceOf } from '../../runtime/errors';
import type { GraphDocument } from '../../graph/types';
import type { Session } from '../session';
import { encodedPicture } from './export-picture';

export interface BatchProgress { readonly done: number; readonly total: number; readonly current: string; readonly outcomes: readonly PairOutcome[] }

/** Chosen pictures by name, as a list of pairs calls them: by their own name or by their way inside a chosen folder. */
export function picturesByName(files: readonly File[]): ReadonlyMap<string, File> {
  const named = new Map<string, File>();
  for (const file of files) {
    named.set(file.name, file);
    if (file.webkitRelativePath !== '') {
      named.set(file.webkitRelativePath, file);
      named.set(file.webkitRelativePath.replace(/^[^/]*\//, ''), file);
    }
  }
  return named;
}

/**
 * Computes every pair on the session's engine, one after another; a pair that fails says why and the others go on. Stopping gives what is done so far.
 * Resolves with an archive of the pictures, `pairs/NAME/NODE.png`, and of `metrics.csv`.
 */
export async function runBatch(session: Session, batch: Batch, pictures: ReadonlyMap<string, File>, signal: AbortSignal, told: (progress: BatchProgress) => void): Promise<Uint8Array> {
  const { document } = session.get();
  const files: Record<string, Uint8Array> = {};
  const outcomes = new Map<string, PairOutcome>();
  const references = new Map<string, string>();
  await session.runner.cancel();
  for (const pair of batch.pairs) {
    if (signal.aborted) break;
    told({ done: outcomes.size, total: batch.pairs.length, current: pair.name, outcomes: [...outcomes.values()] });
    const outcome = await computePair(session, document, batch, pair, { pictures, references, signal, keep: (name, bytes) => { files[`pairs/${pair.name}/${name}`] = bytes; } });
    if (outcome) outcomes.set(pair.name, outcome);
  }
  told({ done: outcomes.size, total: batch.pairs.length, current: '', outcomes: [...outcomes.values()] });
  files['metrics.csv'] = new TextEncoder().encode(`\uFEFF${csvText(metricsLines(batch, ({ name }) => outcomes.get(name), session.get().settings.language))}`);
  // Pictures are packed already; the archive only holds them together.
  return zipSync(files, { level: 0 });
}

interface Desk { readonly pictures: ReadonlyMap<string, File>; readonly references: Map<string, string>; readonly signal: AbortSignal; readonly keep: (name: string, bytes: Uint8Array) => void }

/** Undefined when it was stopped. */
async function computePair(session: Session, document: GraphDocument, batch: Batch, pair: Pair, desk: Desk): Promise<PairOutcome | undefined> {
  const start = performance.now();
  const finish = (state: PairOutcome['state'], sentences: PairOutcome['sentences'], metrics: PairOutcome['metrics'] = {}): PairOutcome => ({ name: pair.name, state, ms: performance.now() - start, sentences, metrics });
  const runId = `batch-${pair.name}`;
  const stop = (): void => { void session.engine.cancel(runId); };
  desk.signal.addEventListener('abort', stop);
  try {
    for (const [at, { of }] of batch.columns.entries()) if (of.kind === 'file' && pair.cells[at] !== '') await store(session, pair.cells[at]!, desk);
    const made = withPair(document, batch, pair, (cell) => desk.references.get(cell) ?? '');
    if ('problem' in made) return finish('failed', [made.problem]);
    const checked = checkGraph(made.document, session.definitions);
    const report = await session.engine.run({ runId, document: made.document, backend: session.get().settings.backend });
    if (report.state === 'cancelled') return undefined;
    for (const step of report.steps) {
      const shown = step.state === 'ran' || step.state === 'cached' ? shownBy(step.node, checked, session.definitions) : undefined;
      const preview = shown && await session.engine.preview(shown[0], shown[1], 0);
      if (preview?.kind !== 'picture') continue;
      const { bytes, ending } = await encodedPicture(session, made.document, step.node, preview, step);
      desk.keep(`${step.node.replaceAll('/', '.')}.${ending}`, bytes);
    }
    const problems = [...report.problems, ...report.steps.flatMap((step) => step.problems)];
    const sentences = [...new Map(problems.map(({ message }) => [message.en, message])).values()];
    return finish(report.state === 'done' ? 'done' : 'failed', sentences, await gatherMetrics(session.engine, session.definitions, checked, report));
  } catch (error) {
    return desk.signal.aborted ? undefined : finish('failed', [sentenceOf(error)]);
  } finally {
    desk.signal.removeEventListener('abort', stop);
  }
}

async function store(session: Session, cell: string, { pictures, references }: Desk): Promise<void> {
  if (references.has(cell)) return;
  if (cell.startsWith('sha256:')) {
    references.set(cell, cell);
    return;
  }
  const file = pictures.get(cell) ?? pictures.get(cell.replace(/^.*[/\\]/, ''));
  if (!file) throw new NodeError({ en: `The list names "${cell.slice(0, 100)}", which is not among the chosen pictures. Choose it too.`, zh: `列表中的“${cell.slice(0, 100)}”不在所选图片之中。请一并选择。` });
  references.set(cell, await session.engine.putAsset(new Uint8Array(await file.arrayBuffer()), file.type || 'application/octet-stream'));
}
