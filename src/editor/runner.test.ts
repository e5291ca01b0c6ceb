import { describe, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../graph/types';
import { readCatalog } from '../nodes/catalog-node';
import type { Engine, RunReport, RunRequest, StepReport } from '../runtime/engine-types';
import { createSession, type Session } from './session';
import { defaultSettings } from './settings';

const { definitions } = await readCatalog();

/** A face with its viewer, and a sweep over its seed. */
const DOCUMENT: GraphDocument = {
  format: 1, id: 'd', title: 'D', macros: {}, view: EMPTY_VIEW,
  nodes: {
    face: { type: 'synthetic-face', version: 1, params: {} }, view: { type: 'view-image', version: 1, params: {} },
    sweep: { type: 'sweep', version: 1, params: { columns: { node: 'face', param: 'seed', values: [1, 2] } } },
  },
  links: [{ from: ['face', 'image'], to: ['view', 'image'] }, { from: ['face', 'image'], to: ['sweep', 'picture'] }],
};

function step(node: string, state: StepReport['state'], ms: number): StepReport {
  return { node, type: 'x', state, ms, backend: 'wasm', weights: [], bytes: 0, key: `key of ${node}`, problems: [], provenance: { backends: ['wasm'], weights: [], photograph: false } };
}

const settled = (): Promise<void> => new Promise((later) => { setTimeout(later, 0); });

interface Asked { readonly request: RunRequest; readonly end: (ms: number, steps: readonly StepReport[]) => Promise<void> }

/** A session over an engine whose runs end when a test says so. */
function sessionOn(): { readonly session: Session; readonly asked: Asked[]; most: () => number } {
  const asked: Asked[] = [];
  let now = 0, most = 0;
  const engine = {
    run: (request: RunRequest, onEvent: (event: { kind: 'step-done'; runId: string; step: StepReport }) => void) => new Promise<RunReport>((resolve) => {
      most = Math.max(most, ++now);
      asked.push({ request, end: async (ms, steps) => {
        now--;
        for (const done of steps) onEvent({ kind: 'step-done', runId: request.runId, step: done });
        resolve({ runId: request.runId, ms, backend: 'wasm', state: 'done', problems: [], readbacks: 1, steps });
        await settled();
      } });
    }),
    cancel: () => Promise.resolve(),
    check: () => Promise.resolve({ problems: [], types: {}, dirty: {} }),
    preview: () => Promise.resolve({ kind: 'none', why: { en: '', zh: '' } }),
  } as unknown as Engine;
  return { session: createSession({ document: DOCUMENT, definitions, engine, settings: defaultSettings({ languages: ['en'], dark: false, widthPx: 1440, heightPx: 900 }), random: () => 0.5, network: { allowPacks: () => undefined } }), asked, most: () => most };
}

describe('a run with a sweep', () => {
  it('computes all else before, and tells both parts as one', async () => {
    const { session, asked } = sessionOn();
    const run = session.runner.run();
    await settled();
    expect(asked.map(({ request }) => request.targets)).toEqual([['view']]);
    await asked[0]!.end(100, [step('face', 'ran', 90), step('view', 'ran', 10)]);
    expect(asked.map(({ request }) => request.targets)).toEqual([['view'], undefined]);
    await asked[1]!.end(300, [step('face', 'cached', 0), step('view', 'cached', 0), step('sweep', 'ran', 290)]);
    await run;
    const { run: { report }, steps } = session.get();
    expect(report).toMatchObject({ ms: 400, readbacks: 2 });
    expect(report?.steps.map(({ node, state, ms }) => [node, state, ms])).toEqual([['face', 'ran', 90], ['view', 'ran', 10], ['sweep', 'ran', 290]]);
    expect([steps['face']?.state, steps['face']?.report?.ms]).toEqual(['ran', 90]);
    // The next run is told for itself alone.
    const again = session.runner.run(['view']);
    await settled();
    await asked[2]!.end(5, [step('face', 'cached', 0), step('view', 'cached', 0)]);
    await again;
    expect(session.get().run.report).toMatchObject({ ms: 5, steps: [{ state: 'cached' }, { state: 'cached' }] });
  });

  it('is stopped between its parts, even where the first had ended already', async () => {
    const { session, asked } = sessionOn();
    const run = session.runner.run();
    await settled();
    void session.runner.cancel();
    await asked[0]!.end(100, [step('face', 'ran', 90), step('view', 'ran', 10)]);
    await run;
    expect(asked).toHaveLength(1);
  });

  it('makes way for a newer one, and never do two run at once', async () => {
    const { session, asked, most } = sessionOn();
    const runs = [session.runner.run()];
    await settled();
    runs.push(session.runner.run(), session.runner.run(['view']));
    for (let at = 0; at < asked.length && at < 9; at++) await asked[at]!.end(1, []);
    await Promise.all(runs);
    expect(most()).toBe(1);
    expect(asked.map(({ request }) => request.targets)).toEqual([['view'], ['view']]);
  });
});
