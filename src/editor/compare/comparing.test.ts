import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../../graph/parse';
import { EMPTY_VIEW, type GraphDocument } from '../../graph/types';
import { readCatalog } from '../../nodes/catalog-node';
import type { Engine, RunReport, RunRequest, StepReport } from '../../runtime/engine-types';
import { createSession, type Session } from '../session';
import { defaultSettings } from '../settings';

const { definitions } = await readCatalog();
const graph = (name: string): GraphDocument => parseGraph(readFileSync(new URL(`../../../graphs/${name}.json`, import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;

interface Fake { readonly asked: RunRequest[]; readonly looked: string[]; distance: (node: string) => number; /** Results are gone until the next run. */ gone: boolean; looking: () => Promise<void> }

const STEP: StepReport = { node: 'measured~x', type: 'view-image', state: 'ran', ms: 1, backend: 'wasm', weights: [], bytes: 0, key: 'k', problems: [], provenance: { backends: ['wasm'], weights: [], photograph: false } };

/** A session over an engine that says what it is asked. */
function sessionOn(document: GraphDocument): { readonly session: Session; readonly fake: Fake } {
  const fake: Fake = { asked: [], looked: [], distance: () => 0, gone: false, looking: () => Promise.resolve() };
  const report = ({ runId }: RunRequest): RunReport => ({
    runId, ms: 1, backend: 'wasm', state: 'done', problems: [], readbacks: 0,
    steps: [STEP],
  });
  const engine = {
    run: (request: RunRequest) => { fake.asked.push(request); fake.gone = false; return Promise.resolve(report(request)); },
    cancel: () => Promise.resolve(),
    check: () => Promise.resolve({ problems: [], types: {}, dirty: {} }),
    value: () => Promise.resolve({ kind: 'number', value: 1, unit: '', better: 'neither', name: '' }),
    look: async (node: string, port: string, kind: string) => {
      fake.looked.push(`${node}.${port}`);
      await fake.looking();
      return kind !== 'divergence' ? undefined : fake.gone ? { comparable: false, why: 'no-result', own: '', other: '' } : { comparable: true, relativeL2: fake.distance(node), shape: '1' };
    },
  } as unknown as Engine;
  const session = createSession({ document, definitions, engine, settings: defaultSettings({ languages: ['en'], dark: false, widthPx: 1440, heightPx: 900 }), random: () => 0.5, network: { allowPacks: () => undefined } });
  return { session, fake };
}

describe('comparing in a session', () => {
  it('takes the selected nodes as lanes, in the document, and undo gives them back', () => {
    const { session } = sessionOn(graph('faceshifter-vs-hififace'));
    session.comparing.open();
    expect(session.get().document['compare']).toBeUndefined();
    session.set({ selection: new Set(['faceshifter', 'hififace', 'targetFace']) });
    session.comparing.open();
    expect(session.comparing.compared().lanes.map(({ pin }) => `${pin.node}.${pin.port}`)).toEqual(['faceshifter.crop', 'hififace.crop', 'targetFace.crop']);
    session.comparing.setReference(2);
    session.comparing.removeLane(1);
    expect(session.comparing.compared().reference).toBe(1);
    session.undo(3);
    expect(session.get().document['compare']).toBeUndefined();
  });

  it('takes nodes without pictures by what they all have, and shows another output of all of them', () => {
    const { session } = sessionOn(graph('hififace'));
    const lanes = (): readonly string[] => session.comparing.compared().lanes.map(({ pin, kind }) => `${pin.node}.${pin.port} ${kind}`);
    session.set({ selection: new Set(['sourceShape', 'targetShape', 'cFuse']) });
    session.comparing.open();
    expect(lanes()).toEqual(['sourceShape.mesh mesh', 'targetShape.mesh mesh', 'cFuse.mesh mesh']);
    session.comparing.setPort(1, 'coefficients');
    expect(lanes()).toEqual(['sourceShape.coefficients coefficients', 'targetShape.coefficients coefficients', 'cFuse.coefficients coefficients']);
    session.undo();
    expect(lanes()[0]).toBe('sourceShape.mesh mesh');
    session.set({ selection: new Set(['identity', 'sid']) });
    session.comparing.open();
    expect(lanes()).toEqual(['identity.identity identity', 'sid.identity identity']);
    // Another version of the graph comes in by the wire at the same place.
    session.comparing.setReference(1);
    expect(session.comparing.addGraph(graph('hififace'))).toBe(true);
    expect(lanes()[2]).toBe('hififace~sid.identity identity');
  });

  it('runs other graphs with this one only while they are compared', () => {
    const { session } = sessionOn(graph('faceshifter'));
    expect(session.comparing.addGraph(graph('hififace'))).toBe(true);
    const own = session.get().document;
    expect(session.comparing.documentToRun()).toBe(own);
    session.comparing.open();
    expect(Object.keys(session.comparing.documentToRun().nodes)).toEqual(expect.arrayContaining(['result', 'hififace~result']));
    expect(session.comparing.compared()).toBe(session.comparing.compared());
    session.comparing.close();
    expect(session.comparing.documentToRun()).toBe(own);
    session.comparing.removeLane(1);
    expect(session.get().document['compare']).toEqual({ lanes: [{ node: 'result', port: 'image' }], reference: 0 });
    for (let i = 0; i < 5; i++) session.comparing.addGraph(graph('faceshifter'));
    expect(session.comparing.compared().lanes.length).toBe(4);
  });

  it('measures only what is not one step, and paints the nodes', async () => {
    const { session, fake } = sessionOn(graph('faceshifter-vs-hififace'));
    fake.distance = (node) => (node === 'faceshifter' ? 0.3 : 0.01);
    await session.comparing.measure([0, 1]);
    const { divergence, painted, measuring } = session.get().compare;
    expect(fake.looked).toEqual(['faceshifter.crop', 'pasteFirst.image', 'first.image']);
    expect([painted, measuring]).toEqual([true, undefined]);
    expect(divergence?.nodes.get('hififace')).toBe(0.3);
    expect(divergence?.nodes.get('target')).toBe(0);
    expect(divergence?.nodes.get('aad')).toBe('alone');
    session.open(graph('faceshifter'));
    expect(session.get().compare.divergence).toBeUndefined();
  });

  it('brings back results that are gone, once for all outputs of a node', async () => {
    const graph: GraphDocument = {
      format: 1, id: 'two', title: 'Two', macros: {}, view: EMPTY_VIEW,
      nodes: Object.fromEntries(['a', 'b'].flatMap((id) => [[id, { type: 'synthetic-face', version: 1, params: { seed: id === 'a' ? 1 : 2 } }], [`${id}-crop`, { type: 'align-face', version: 1, params: {} }], [`${id}-view`, { type: 'view-image', version: 1, params: {} }]])),
      links: ['a', 'b'].flatMap((id) => [{ from: [id, 'image'], to: [`${id}-crop`, 'image'] }, { from: [id, 'faces'], to: [`${id}-crop`, 'faces'] }, { from: [`${id}-crop`, 'crop'], to: [`${id}-view`, 'image'] }] as const),
    };
    const { session, fake } = sessionOn(graph);
    fake.gone = true;
    await session.comparing.measure([0, 1]);
    const faces = session.get().compare.divergence?.rows.find(({ pair }) => pair.a === 'a');
    expect(faces?.ports.map(({ a, found }) => [a[1], found.comparable])).toEqual([['image', true], ['faces', true]]);
    expect(fake.asked).toHaveLength(1);
  });

  it('is no longer measuring when the engine stops, and says so', async () => {
    const { session, fake } = sessionOn(graph('faceshifter-vs-hififace'));
    fake.looking = () => Promise.reject(new Error('The worker is gone.'));
    await session.comparing.measure([0, 1]);
    expect(session.get().compare).toMatchObject({ measuring: undefined, divergence: undefined });
    expect(session.get().notices.at(-1)?.text).toMatchObject({ en: expect.stringContaining('The worker is gone.') as string });
  });

  it('knows distances that were begun before the newest run as out of date', async () => {
    const { session, fake } = sessionOn(graph('faceshifter-vs-hififace'));
    const put = (key: string): void => session.set({ steps: { result: { state: 'ran', report: { ...STEP, node: 'result', key } } } });
    put('old');
    fake.looking = () => { put('new'); return Promise.resolve(); };
    await session.comparing.measure([0, 1]);
    const { comparing } = session, { divergence } = session.get().compare;
    expect(divergence?.of).not.toBe(comparing.keysOf(comparing.compared(), [0, 1]));
  });

  it('keeps its table when the panel closes, and lets a newer one take its place', async () => {
    const { session, fake } = sessionOn(graph('faceshifter-vs-hififace'));
    const roles = { source: 'source', target: 'target' };
    const first = session.comparing.runTable({ pairs: 50, firstSeed: 1, roles });
    session.comparing.close();
    await session.comparing.runTable({ pairs: 2, firstSeed: 900, roles });
    await first;
    const { table } = session.get().compare;
    expect(table).toMatchObject({ state: 'done', request: { firstSeed: 900 } });
    expect(table?.pairs.map(({ of }) => of)).toEqual([[900, 901], [902, 903]]);
    expect(fake.asked.every(({ aside }) => aside)).toBe(true);
    expect(fake.asked.length).toBeLessThan(10);
  });
});
