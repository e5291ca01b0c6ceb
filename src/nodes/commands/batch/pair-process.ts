import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherMetrics, type PairOutcome } from '../../../runtime/batch/metrics';
import { checkGraph } from '../../../runtime/check';
import { createEngine } from '../../../runtime/engine';
import type { Engine } from '../../../runtime/engine-types';
import { sentenceOf } from '../../../runtime/errors';
import { createDiskStore } from '../../../runtime/platform/disk-store';
import { modelFolder } from '../../../runtime/platform/model-folder';
import { createNodePlatform } from '../../../runtime/platform/node';
import { readCatalog, type Catalog } from '../../catalog-node';
import { collectProblems, writeOutputs } from '../run-outputs';
import type { FromProcess, OpenMessage, PairMessage, PairRecord, ToProcess } from './messages';

/** One engine for all pairs of this process, so that what they share is computed once; the files it may read grow pair by pair. */
interface Workshop { readonly catalog: Catalog; readonly engine: Engine; readonly files: Set<string>; readonly targets: readonly string[] | undefined }

async function openWorkshop({ nodes, cache, targets }: OpenMessage): Promise<Workshop> {
  const catalog = await readCatalog(nodes);
  const files = new Set<string>();
  return { catalog, files, targets, engine: createEngine({ ...catalog, platform: createNodePlatform({ files, models: modelFolder() }), ...(cache === undefined ? {} : { store: createDiskStore(cache) }) }) };
}

async function compute({ catalog, engine, files, targets }: Workshop, pair: PairMessage): Promise<PairOutcome> {
  const start = performance.now();
  const finish = (state: PairOutcome['state'], sentences: PairOutcome['sentences'], metrics: PairOutcome['metrics'] = {}): PairOutcome => ({ name: pair.name, state, ms: performance.now() - start, sentences, metrics });
  try {
    for (const file of pair.files) files.add(file);
    await mkdir(pair.folder, { recursive: true });
    const checked = checkGraph(pair.document, catalog.definitions);
    const report = await engine.run({ runId: pair.name, document: pair.document, ...(targets ? { targets } : {}) });
    await writeOutputs(pair.folder, { document: pair.document, engine, checked, definitions: catalog.definitions, report, files: new Set(pair.files) });
    const problems = collectProblems(checked, report);
    const failed = problems.some(({ severity }) => severity === 'error');
    return finish(failed ? 'failed' : 'done', problems.map(({ message }) => message), await gatherMetrics(engine, catalog.definitions, checked, report));
  } catch (error) {
    return finish('failed', [sentenceOf(error)]);
  }
}

let workshop: Promise<Workshop> | undefined;

process.on('message', (message: ToProcess) => {
  if (message.kind === 'open') {
    workshop = openWorkshop(message);
    return;
  }
  void (async () => {
    const outcome = await compute(await workshop!, message);
    const record: PairRecord = { ...outcome, key: message.key };
    await writeFile(join(message.folder, 'pair.json'), `${JSON.stringify(record, undefined, 1)}\n`);
    process.send?.({ outcome } satisfies FromProcess);
  })();
});
// Without the process that asked, nobody would take the results.
process.on('disconnect', () => process.exit());
