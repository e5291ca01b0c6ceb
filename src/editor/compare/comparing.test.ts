import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../../graph/parse';
import type { GraphDocument } from '../../graph/types';
import { readCatalog } from '../../nodes/catalog-node';
import type { Engine, RunReport, RunRequest } from '../../runtime/engine-types';
import { createSession, type Session } from '../session';
import { defaultSettings } from '../settings';

const { definitions } = await readCatalog();
const graph = (name: string): GraphDocument => parseGraph(readFileSync(new URL(`../../../graphs/${name}.json`, import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;

interface Fake { readonly asked: RunRequest[]; readonly looked: string[]; distance: (node: string) => number }

/** A session over an engine that says what it is asked. */
function sessionOn(document: GraphDocument): { readonly session: Session; readonly fake: Fake } {
  const fake: Fake = { asked: [], looked: [], distance: () => 0 };
  const report = ({ runId }: RunRequest): RunReport => ({
    runId, ms: 1, backend: 'wasm', state: 'done', problems: [], readbacks: 0,
    steps: [{ node: 'measured~x', type: 'view-image', state: 'ran', ms: 1, backend: 'wasm', weights: [], bytes: 0, key: 'k', problems: [], provenance: { backends: ['wasm'], weights: [], photograph: false } }],
  });
  const engine = {
    run: (request: RunRequest) => { fake.asked.push(request); return Promise.resolve(report(request)); },
    cancel: () => Promise.resolve(),
    check: () => Promise.resolve({ problems: [], types: {}, dirty: {} }),
    value: () => Promise.resolve({ kind: 'number', value: 1, unit: '', better: 'neither', name: '' }),
    look: (node: string, port: string, kind: string) => { fake.looked.push(`${node}.${port}`); return Promise.resolve(kind === 'divergence' ? { comparable: true, relativeL2: fake.distance(node), shape: '1' } : undefined); },
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

  it('keeps its table when the panel closes, and lets a newer one take its place', async () => {
    const { session, fake } = sessionOn(graph('faceshifter-vs-hififace'));
    const roles = { source: 'source', target: 'target' };
    const first = session.comparing.runTable({ pairs: 50, firstSeed: 1, roles });
    session.comparing.close();
    await session.comparing.runTable({ pairs: 2, firstSeed: 900, roles });
    await first;
    const { table } = session.get().compare;
    expect(table).toMatchObject({ state: 'done', request: { firstSeed: 900 } });
    expect(table?.pairs.map(({ seeds }) => seeds)).toEqual([[900, 901], [902, 903]]);
    expect(fake.asked.every(({ aside }) => aside)).toBe(true);
    expect(fake.asked.length).toBeLessThan(10);
  });
});
