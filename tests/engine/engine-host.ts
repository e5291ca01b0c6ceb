import type { Engine } from '../../src/runtime/engine-types';
import type { GraphDocument } from '../../src/graph/types';
import type { Host } from './suite';

/** A host for the suite around anything that is an Engine. */
export function engineHost(engine: Engine, close: () => Promise<void> = () => Promise.resolve()): Host {
  let runs = 0;
  let last: GraphDocument | undefined;
  return {
    async run(document, targets) {
      last = document;
      const report = await engine.run({ runId: `run ${runs++}`, document, ...(targets ? { targets } : {}) });
      return { report, sentences: [...report.problems, ...report.steps.flatMap((step) => step.problems)].map((problem) => problem.message.en).join('\n') };
    },
    async shown(viewer) {
      const from = last?.links.find((link) => link.to[0] === viewer)?.from;
      const value = from && await engine.value(from[0], from[1]);
      return value?.kind === 'number' ? value.value : undefined;
    },
    async close() {
      await engine.dispose();
      await close();
    },
  };
}
