import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../../../graph/parse';
import type { GraphDocument } from '../../../graph/types';
import { readCatalog } from '../../../nodes/catalog-node';
import { checkGraph } from '../../../runtime/check';
import type { Engine, RunReport, RunRequest, StepReport } from '../../../runtime/engine-types';
import { translator } from '../../i18n';
import { numbersFigure } from '../figures';
import { faceInputs, guessRoles, measureGraph, metricsOn, withPhotos } from './measure-graph';
import { countPhotos, photoPairs, type Photo } from './photo-pairs';
import { runPairs, type MetricsView, type PairNumbers } from './run';
import { tableLines } from './summary';

const { definitions } = await readCatalog();
const graph = (name: string): GraphDocument => parseGraph(readFileSync(new URL(`../../../../graphs/${name}.json`, import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;
const PHOTOS = graph('photo-swap'), ROLES = { source: 'source', target: 'target' };
const photo = (name: string, size = 1): Photo => ({ name, type: 'image/png', size, arrayBuffer: () => Promise.resolve(new TextEncoder().encode(name).buffer) });
const [a, b, c] = [photo('a.png'), photo('b.png'), photo('c.png')];

describe('pairs of photographs', () => {
  it('are each with each other, or in turn', () => {
    const names = (pairs: ReturnType<typeof photoPairs>): readonly string[] => pairs.map(({ source, target }) => `${source.name[0]}${target.name[0]}`);
    expect(names(photoPairs([a, b], [b, c], 'all'))).toEqual(['ab', 'ac', 'bc']);
    expect(names(photoPairs([a, b, c], [c, a], 'turn'))).toEqual(['ac', 'ba']);
    // Files of two folders may have one name.
    expect(photoPairs([photo('1.png', 10)], [photo('1.png', 11)], 'all')).toHaveLength(1);
    expect(countPhotos(photoPairs([a, b], [b, c], 'all'))).toEqual({ sources: 2, targets: 2 });
  });

  it('are put into the two picture nodes of a graph', () => {
    expect(faceInputs(PHOTOS, 'photos')).toEqual(['source', 'target']);
    expect(guessRoles(PHOTOS, 'photos')).toEqual(ROLES);
    expect([guessRoles(PHOTOS), guessRoles(graph('faceshifter'), 'photos')]).toEqual([undefined, undefined]);
    const { nodes } = withPhotos(PHOTOS, ROLES, ['sha256:1', 'sha256:2']);
    expect([nodes['source']?.params['file'], nodes['target']?.params['file'], PHOTOS.nodes['source']?.params['file']]).toEqual(['sha256:1', 'sha256:2', undefined]);
  });

  it('are measured without the truth, at the faces that the graph itself aligns', () => {
    const second: GraphDocument = { ...PHOTOS, nodes: { ...PHOTOS.nodes, sourceFace: { ...PHOTOS.nodes['sourceFace']!, params: { sizePx: 128, index: 2 } } } };
    const made = measureGraph(withPhotos(second, ROLES, ['sha256:1', 'sha256:2']), ROLES, definitions);
    if ('problem' in made) throw new Error(made.problem.en);
    const { problems, feeds } = checkGraph(made.document, definitions);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(metricsOn(true).map(({ name }) => name)).toEqual(['cosSource', 'cosTarget', 'pose', 'expression']);
    for (const place of made.places) expect(Object.keys(place)).toEqual(['cosSource', 'cosTarget', 'pose', 'expression']);
    expect(Object.values(made.document.nodes).some(({ type }) => ['true-swap', 'shape-error', 'compare-images'].includes(type))).toBe(false);
    expect(feeds.get('measured~+source')?.get('faces')).toEqual(['measured~sourceFaces', 'faces']);
    expect(made.document.nodes['measured~+source']?.params['index']).toBe(2);
  });

  it('are found by a detector of their own where the graph has none', () => {
    const bare: GraphDocument = {
      ...PHOTOS, nodes: { source: PHOTOS.nodes['source']!, target: PHOTOS.nodes['target']!, result: { type: 'view-image', version: 1, params: {} } }, links: [{ from: ['target', 'image'], to: ['result', 'image'] }],
    };
    const made = measureGraph(withPhotos(bare, ROLES, ['sha256:1', 'sha256:2']), ROLES, definitions);
    if ('problem' in made) throw new Error(made.problem.en);
    expect(made.document.nodes['measured~+source.faces']?.type).toBe('detect-faces');
    expect(checkGraph(made.document, definitions).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are stored once each, run aside, and a picture without a face says so by its own name', async () => {
    const asked: RunRequest[] = [], stored: string[] = [];
    const step = (node: string, state: StepReport['state'], message: string): StepReport => ({ node, type: '', state, ms: 1, backend: 'wasm', weights: [], bytes: 0, key: '', problems: [{ severity: 'error', code: state, message: { en: message, zh: message } }], provenance: { backends: [], weights: [], photograph: true } });
    const engine: Pick<Engine, 'run' | 'cancel' | 'value' | 'putAsset'> = {
      run: (request) => {
        asked.push(request);
        const lost = request.document.nodes['measured~source']?.params['file'] === 'sha256:b.png';
        const steps = lost ? [step('measured~sourceFaces', 'failed', 'No face.'), step('measured~+0.likeSource', 'blocked', 'It waits.'), step('measured~+1.likeSource', 'blocked', 'It waits.')] : [step('measured~placed', 'ran', '')];
        return Promise.resolve({ runId: request.runId, ms: 1, backend: 'wasm', state: lost ? 'failed' : 'done', problems: [], readbacks: 0, steps } satisfies RunReport);
      },
      cancel: () => Promise.resolve(),
      value: () => Promise.resolve({ kind: 'number', value: asked.length, unit: '', better: 'neither', name: '' }),
      putAsset: (bytes) => { const name = new TextDecoder().decode(bytes); stored.push(name); return Promise.resolve(`sha256:${name}`); },
    };
    const request = { pairs: 3, firstSeed: 1, roles: ROLES, photos: photoPairs([a, b], [b, c], 'all') };
    let pairs: readonly PairNumbers[] = [];
    expect(await runPairs(engine, PHOTOS, request, definitions, undefined, new AbortController().signal, (news) => { pairs = news.pairs ?? pairs; })).toBeUndefined();
    expect(stored).toEqual(['a.png', 'b.png', 'c.png']);
    expect(asked.every(({ aside }) => aside)).toBe(true);
    expect(pairs.map(({ of, lanes }) => [of.join(' '), lanes.map(({ problem }) => problem?.en)])).toEqual([['a.png b.png', [undefined, undefined]], ['a.png c.png', [undefined, undefined]], ['b.png c.png', ['No face.', 'No face.']]]);
    const view: MetricsView = { request, titles: ['A', 'B'], reference: 0, state: 'done', pairs, part: 0, made: ['', ''], problem: undefined, of: PHOTOS };
    const [head, first] = tableLines(view, ['A', 'B']);
    expect(head).toEqual(['pair', 'source', 'target', 'lane', 'cosSource', 'cosTarget', 'pose (°)', 'expression (mm)', 'made by', 'problem']);
    expect(first?.slice(0, 4)).toEqual([1, 'a.png', 'b.png', 'A']);
    expect(numbersFigure(view, ['A', 'B'], 'caption', translator('en')).notes[1]).toMatch(/^Shape, PSNR and SSIM are missing/);
  });
});
