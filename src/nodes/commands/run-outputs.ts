import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphDocument } from '../../graph/types';
import type { Checked } from '../../runtime/check';
import type { Engine, Problem, RunReport } from '../../runtime/engine-types';
import { shownBy } from '../../runtime/batch/shown';
import { pictureWords, saveOptionsOf } from '../../runtime/pictures/words';
import type { Definitions } from '../../runtime/ports';
import { sha256OfBytes } from '../../runtime/sha256';
import { outputFile } from './write-output';

/** What the check says of the whole document and what the run adds, each sentence once. */
export function collectProblems(checked: Checked, report: RunReport): readonly Problem[] {
  const all = [...checked.problems, ...report.problems, ...report.steps.flatMap((step) => step.problems)];
  return [...new Map(all.map((problem) => [problem.message.en, problem])).values()];
}

/** What was run, and the files that it read. */
export interface RunDone { readonly document: GraphDocument; readonly engine: Engine; readonly checked: Checked; readonly definitions: Definitions; readonly report: RunReport; readonly files: ReadonlySet<string> }

/** Writes each viewed or saved output as `<node id>.<ending>`. Returns the paths written. @throws NodeError for a format that cannot be written here */
export async function writeOutputs(folder: string, { document, engine, checked, definitions, report, files }: RunDone): Promise<readonly string[]> {
  const written: string[] = [];
  const references = new Map<string, string>();
  for (const file of files) await readFile(file).then(async (bytes) => references.set(file, `sha256:${await sha256OfBytes(bytes)}`), () => undefined);
  await mkdir(folder, { recursive: true });
  for (const step of report.steps) {
    const shown = step.state === 'ran' || step.state === 'cached' ? shownBy(step.node, checked, definitions) : undefined;
    if (!shown) continue;
    const save = saveOptionsOf(checked.flat.nodes[step.node], definitions);
    const file = await outputFile(await engine.preview(shown[0], shown[1], 0), { save, words: pictureWords(document, definitions, step, save.embedGraph, references) });
    if (!file) continue;
    const name = join(folder, `${step.node.replaceAll('/', '.')}.${file.extension}`);
    await writeFile(name, file.bytes);
    written.push(name);
  }
  return written;
}
