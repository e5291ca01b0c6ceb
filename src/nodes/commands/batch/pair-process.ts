import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metricsOf, type PairOutcome } from '../../../runtime/batch/metrics';
import { checkGraph } from '../../../runtime/check';
import { createEngine } from '../../../runtime/engine';
import type { Engine } from '../../../runtime/engine-types';
import { sentenceOf } from '../../../runtime/errors';
import { createDiskStore } from '../../../runtime/platform/disk-store';
import { createNodePlatform } from '../../../runtime/platform/node';
import { readCatalog, type Catalog } from '../../catalog-node';
import { collectProblems, shownBy, writeOutputs } from '../run-outputs';
import type { FromProcess, OpenMessage, PairMessage, PairRecord, ToProcess } from './messages';

/** One engine for all pairs of this process, so that what they share is computed once; the files it may read grow pair by pair. */
interface Workshop { readonly catalog: Catalog; readonly engine: Engine; readonly files: Set<string>; readonly targets: readonly string[] | undefined }

async function openWorkshop({ nodes, cache, targets }: OpenMessage): Promise<Workshop> {
  const catalog = await readCatalog(nodes);
  const files = new Set<string>();
  return { catalog, files, targets, engine: createEngine({ ...catalog, platform: createNodePlatform({ files }), ...(cache === undefined ? {} : { store: createDiskStore(cache) }) }) };
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
    return finish(failed ? 'failed' : 'done', problems.map(({ message }) => message), await gatherMetrics(engine, catalog, checked, report.steps.filter(({ state }) => state === 'ran' || state === 'cached').map(({ node }) => node)));
  } catch (error) {
    return finish('failed', [sentenceOf(error)]);
  }
}

/** Every number that a step gives, and every table that is shown. */
async function gatherMetrics(engine: Engine, { definitions }: Catalog, checked: ReturnType<typeof checkGraph>, nodes: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const metrics: Record<string, number> = {};
  for (const node of nodes) {
    const definition = definitions.get(checked.flat.nodes[node]?.type ?? '');
    for (const [port, { kind }] of Object.entries(definition?.outputs ?? {})) {
      const value = kind === 'number' ? await engine.value(node, port) : undefined;
      if (value) Object.assign(metrics, metricsOf(node, port, value));
    }
    const shown = shownBy(node, checked, definitions);
    const value = shown && checked.types[`${shown[0]}.${shown[1]}`]?.kind === 'table' ? await engine.value(shown[0], shown[1]) : undefined;
    if (value) Object.assign(metrics, metricsOf(node, '', value));
  }
  return metrics;
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
