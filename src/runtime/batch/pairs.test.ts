import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../../graph/types';
import type { NodeDefinition } from '../define';
import { csvText, readCsv } from './csv';
import { metricsLines, metricsOf, type PairOutcome } from './metrics';
import { everyPair, readBatch, withPair, type Batch } from './pairs';

const words = (text: string) => ({ en: text, zh: text });
const definition = {
  type: 'photo', version: 1, category: 'input', title: words('Photo'), summary: words(''), inputs: {}, outputs: {},
  params: {
    file: { kind: 'file', initial: '', accept: '', title: words('File') },
    strength: { kind: 'number', initial: 1, min: 0, max: 1, title: words('Strength') },
    mark: { kind: 'boolean', initial: true, title: words('Mark') },
    parts: { kind: 'choices', initial: [], options: {}, title: words('Parts') },
    colour: { kind: 'colour', initial: [0, 0, 0], title: words('Colour') },
  },
} satisfies NodeDefinition;
const definitions = new Map<string, NodeDefinition>([['photo', definition]]);
const document: GraphDocument = {
  format: 1, id: 'a', title: 'a', macros: {}, view: EMPTY_VIEW, links: [],
  nodes: { source: { type: 'photo', version: 1, params: { strength: 0.5 } }, target: { type: 'photo', version: 1, params: {} }, 'target.b': { type: 'photo', version: 1, params: {} } },
};
const read = (text: string): Batch => {
  const found = readBatch(text, document, definitions);
  if ('problem' in found) throw new Error(found.problem.en);
  return found.batch;
};
const refusal = (text: string): string => {
  const found = readBatch(text, document, definitions);
  return 'problem' in found ? found.problem.en : '';
};

describe('csv', () => {
  it('gives every text back', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('=1+1', "'=x", "''", '"', 'a,b', 'x\r\ny', '-3'));
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const lines = [['h', 'k'], ...rows.filter((row) => row.some((one) => one !== ''))];
      expect(readCsv(csvText(lines)).map(({ cells }) => cells)).toEqual(lines);
    }));
  });

  it('reads semicolons, tabs, a byte order mark, any end of line, and knows where a line stood', () => {
    expect(readCsv('\uFEFFa;b\r1;2\n\n"x\ny";3\r\n4;5')).toEqual([{ line: 1, cells: ['a', 'b'] }, { line: 2, cells: ['1', '2'] }, { line: 4, cells: ['x\ny', '3'] }, { line: 6, cells: ['4', '5'] }]);
    expect(readCsv('a\tb\n1\t2')[1]!.cells).toEqual(['1', '2']);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(() => readCsv(text)).not.toThrow(); }));
  });
});

describe('a list of pairs', () => {
  it('sets files, numbers, switches, lists and colours; an empty cell leaves what the graph says', () => {
    const batch = read('source,target.b,source.strength,target.mark,target.parts,target.colour\nfaces/a.jpg,b.png,,false,eyes lips,"[0,1,0]"\n');
    const made = withPair(document, batch, batch.pairs[0]!, (cell) => `/in/${cell}`);
    if ('problem' in made) throw new Error(made.problem.en);
    expect(made.document.nodes['source']!.params).toEqual({ strength: 0.5, file: '/in/faces/a.jpg' });
    expect(made.document.nodes['target.b']!.params).toEqual({ file: '/in/b.png' });
    expect(made.document.nodes['target']!.params).toEqual({ mark: false, parts: ['eyes', 'lips'], colour: [0, 1, 0] });
    expect(document.nodes['source']!.params).toEqual({ strength: 0.5 });
  });

  it('names each pair once: as it says, or by number and files', () => {
    expect(read('name,source\nfirst,a.jpg\n,sub/Ünïcode face.png').pairs.map(({ name }) => name)).toEqual(['first', '0002_Ünïcode-face']);
    expect(refusal('name,source\na,1.jpg\nA,2.jpg')).toMatch(/Lines 2 and 3/);
    for (const bad of ['../up', 'a/b', '.hidden', 'a\\b', 'con:']) expect(refusal(`name,source\n${bad},1.jpg`)).toMatch(/cannot be the name/);
  });

  it('says what is wrong with it', () => {
    expect(refusal('')).toMatch(/empty/);
    expect(refusal('source\n')).toMatch(/empty/);
    expect(refusal('nobody\nx')).toMatch(/names no node.*source/);
    expect(refusal('source.nothing\nx')).toMatch(/no setting "nothing".*file, strength/);
    expect(refusal('source,target\na,b,c')).toMatch(/Line 2 .*3 cells/);
    const batch = read('source.strength\nmuch');
    expect(withPair(document, batch, batch.pairs[0]!, (cell) => cell)).toMatchObject({ problem: { en: 'Line 2, column "source.strength": "much" is no value for this setting.' } });
  });

  it('pairs every source with every other target', () => {
    expect(everyPair(['a', 'b'], ['b', 'c'])).toEqual([['source', 'target'], ['a', 'b'], ['a', 'c'], ['b', 'c']]);
  });
});

describe('metrics', () => {
  it('takes numbers and tables apart and joins pairs of different numbers', () => {
    expect(metricsOf('fit', 'error', { kind: 'number', value: 2, unit: 'px', better: 'lower', name: 'error' })).toEqual({ 'fit.error (px)': 2 });
    const column = (name: string, unit: string) => ({ name, unit, better: 'neither' as const });
    expect(metricsOf('errors', '', { kind: 'table', columns: [column('who', ''), column('PSNR', 'dB')], rows: [['2D', 20], ['3D', 22]] })).toEqual({ 'errors.2D.PSNR (dB)': 20, 'errors.3D.PSNR (dB)': 22 });
    const batch = read('name,source\na,1.jpg\nb,2.jpg\nc,3.jpg');
    const outcomes: Record<string, PairOutcome> = {
      a: { name: 'a', state: 'done', ms: 1234, sentences: [], metrics: { x: 1 } },
      c: { name: 'c', state: 'failed', ms: 1, sentences: [{ en: 'No face.', zh: '无人脸。' }], metrics: { y: -2 } },
    };
    expect(metricsLines(batch, ({ name }) => outcomes[name], 'en')).toEqual([
      ['name', 'source', 'state', 'seconds', 'x', 'y', 'sentence'], ['a', '1.jpg', 'done', 1.234, 1, '', ''], ['c', '3.jpg', 'failed', 0.001, '', -2, 'No face.'],
    ]);
  });
});
