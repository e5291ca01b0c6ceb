import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { runCommandLine } from '../../src/nodes/cli';
import { engineSuite, type ToyReport } from './suite';
import { TOYS } from './toy-graph';

describe('the engine from the command line', () => {
  engineSuite(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'swapgraph-'));
    return {
      async run(document, targets = []) {
        await writeFile(join(folder, 'graph.json'), JSON.stringify(document));
        let sentences = '';
        await runCommandLine([
          'run', join(folder, 'graph.json'), '--nodes', TOYS, '--cache', join(folder, 'cache'), '--out', join(folder, 'out'), '--report', join(folder, 'report.json'),
          ...targets.flatMap((target) => ['--target', target]),
        ], { out: () => undefined, error: (text) => { sentences += text; } });
        return { report: JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as ToyReport, sentences };
      },
      async shown(viewer) {
        return (JSON.parse(await readFile(join(folder, 'out', `${viewer}.json`), 'utf8')) as { value: number }).value;
      },
      close: () => rm(folder, { recursive: true }),
    };
  });
});
