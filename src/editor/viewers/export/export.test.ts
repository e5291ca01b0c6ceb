import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourTable } from '../features/colour-maps';
import { translator } from '../../i18n';
import { captionOf } from './caption';
import { barsDrawn, facesDrawn, numberDrawn, pictureDrawn, tableDrawn } from './drawings';
import { legendOf } from './legend';
import { lensDrawn } from './lens-figure';
import { encodeNpy } from './npy';
import { encodePng } from './png';
import { beside, escapeXml, figureSvg, type Drawn, wrapped, widthOf } from './svg';
import { channelRows, tableRows, valueRows, vertexRows } from './tables';
import { paintingsDrawn, tilesDrawn } from './tile-figure';

/** Reads a NumPy file as its documentation tells, without what wrote it. */
function readNpy(bytes: Uint8Array): { readonly shape: readonly number[]; readonly data: readonly number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset), length = view.getUint16(8, true), header = String.fromCharCode(...bytes.subarray(10, 10 + length));
  expect(String.fromCharCode(...bytes.subarray(1, 6))).toBe('NUMPY');
  expect([bytes[0], bytes[6], bytes[7], (10 + length) % 64, header.at(-1)]).toEqual([0x93, 1, 0, 0, '\n']);
  expect(header).toContain("'descr': '<f4', 'fortran_order': False");
  const shape = /\(([^)]*)\)/.exec(header)![1]!.split(',').filter((part) => part.trim() !== '').map(Number);
  return { shape, data: Array.from({ length: (bytes.length - 10 - length) / 4 }, (_, i) => view.getFloat32(10 + length + i * 4, true)) };
}

const raster = (width: number, height: number, value = 128) => ({ width, height, rgba: new Uint8ClampedArray(width * height * 4).fill(value) });
const words = { title: 'A & B', caption: ['Seeds: <1>', '种子：1'], description: 'Synthetic', xmp: '<?xpacket begin="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>' };

/** Every element closed, every attribute quoted: what an XML reader wants. */
function wellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, close, name, rest] of svg.matchAll(/<(\/?)([\w:]+)((?:[^"<>]|"[^"]*")*)>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (!rest!.endsWith('/')) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(svg.replace(/<\/?[\w:]+(?:[^"<>]|"[^"]*")*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
}
const figure = (drawn: Drawn): string => { const { body } = figureSvg(drawn, words); wellFormed(body); return body; };

describe('.npy', () => {
  it('gives shape and values back', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), fc.array(fc.float({ noNaN: true }), { minLength: 625, maxLength: 625 }), (shape, values) => {
      const data = Float32Array.from(values.slice(0, shape.reduce((a, b) => a * b, 1)));
      const read = readNpy(encodeNpy(shape, data));
      expect(read.shape).toEqual(shape);
      expect(Float32Array.from(read.data)).toEqual(data);
    }), { numRuns: 50 });
    expect(() => encodeNpy([2, 2], new Float32Array(3))).toThrow(/does not hold 3/);
  });

  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0);
  it.skipIf(python === undefined)('is read by NumPy', () => {
    const folder = mkdtempSync(join(tmpdir(), 'npy-'));
    try {
      writeFileSync(join(folder, 'a.npy'), encodeNpy([2, 3], Float32Array.of(0, 1, -2, 3.5, NaN, Infinity)));
      const said = execFileSync(python!, ['-c', 'import numpy, sys; a = numpy.load(sys.argv[1]); print(a.dtype, a.shape, a.flags.c_contiguous, a.tolist())', join(folder, 'a.npy')], { encoding: 'utf8' });
      expect(said.trim()).toBe('float32 (2, 3) True [[0.0, 1.0, -2.0], [3.5, nan, inf]]');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('writes pixels as a PNG that others read', () => {
  const rgba = Uint8ClampedArray.from({ length: 5 * 3 * 4 }, (_, i) => (i * 37) % 256);
  const read = decode(encodePng({ width: 5, height: 3, rgba }));
  expect([read.width, read.height, read.channels]).toEqual([5, 3, 4]);
  expect([...read.data]).toEqual([...rgba]);
});

describe('a figure', () => {
  it('is well-formed whatever is written into it, and text stays text', () => {
    const body = figure(pictureDrawn(raster(4, 2), 'x < y'));
    expect(body).toContain('A &amp; B</text>');
    expect(body).toContain('Seeds: &lt;1&gt;</text>');
    expect(body).toContain('href="data:image/png;base64,');
    expect(body).toContain('<x:xmpmeta');
    fc.assert(fc.property(fc.string(), (text) => { wellFormed(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`); }));
  });

  it('breaks captions into lines that fit, losing no word', () => {
    const long = 'Weights: one 1234567890, two 1234567890, three 1234567890. 合成内容，由 Swapgraph 制作。';
    const lines = wrapped(long, 11, 160);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''));
    for (const line of lines) expect(widthOf(line, 11)).toBeLessThan(175);
  });

  it('breaks a row of parts that is too wide', () => {
    const part = { width: 50, height: 20, body: '' };
    expect(beside([part, part, part], 10, 115)).toMatchObject({ width: 110, height: 50 });
  });

  it('draws every kind of view', () => {
    const norms = { muIn: Float32Array.of(0, 1), sigmaIn: Float32Array.of(1, 1), gamma: Float32Array.of(-1, 2), beta: Float32Array.of(0, 0.5), muOut: Float32Array.of(0.2, -1), sigmaOut: Float32Array.of(2, 0.5) };
    const table = { kind: 'table', columns: [{ name: 'who', unit: '', better: 'neither' }, { name: 'PSNR', unit: 'dB', better: 'higher' }], rows: [['a', 20], ['b', 22.5]] } as const;
    expect(figure(tilesDrawn([3, 1], [raster(2, 2), raster(2, 2)], [raster(2, 2), raster(2, 2)], String)).match(/<image/g)).toHaveLength(4);
    expect(figure(paintingsDrawn([{ raster: raster(2, 2), name: 'A', under: raster(4, 4), opacity: 0.5 }]))).toContain('opacity="0.5"');
    expect(figure(lensDrawn(norms, [{ name: 'M1', size: '2 × 2', mean: 0.25, raster: raster(2, 2) }], { arrows: 'Arrows', scale: 'γ', shift: 'β', ladder: 'Ladder' }))).toContain('0.250</text>');
    expect(figure(tableDrawn(table))).toMatch(/font-weight="600">22\.5</);
    expect(figure(numberDrawn({ kind: 'number', name: 'PSNR', value: -3, unit: 'dB', better: 'higher' }))).toContain('−3 dB');
    expect(figure(barsDrawn([['id', Float32Array.of(1, -0.5)]]))).toContain('±1');
    expect(figure(facesDrawn({ kind: 'faces', width: 10, height: 10, frame: '', faces: [{ box: [1, 1, 4, 4], score: 1, points5: Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5) }] }, undefined)).match(/<circle/g)).toHaveLength(5);
  });

  it('has a legend with its numbers, what was clipped and what is no number', () => {
    const counts = new Float32Array(130).fill(1);
    counts[129] = 12;
    const facts = { table: colourTable('signed'), range: [-2, 2] as const, words: { below: 'below', above: 'above', absent: 'not a number', unit: 'cm' } };
    const full = figure(legendOf({ ...facts, counts, nonFinite: 3 }));
    for (const said of ['−2</text>', '2 cm</text>', 'above (9.2 %)', 'not a number (3)']) expect(full).toContain(said);
    expect(figure(legendOf(facts))).not.toContain('above');
  });

  it('says graph, seeds, backend and weights in its caption', () => {
    const maker = { type: 'm', version: 1, category: 'input' as const, title: { en: '', zh: '' }, summary: { en: '', zh: '' }, inputs: {}, outputs: {}, params: { seed: { kind: 'seed' as const, initial: 7, title: { en: '', zh: '' } } } };
    const nodes = { source: { type: 'm', version: 1, params: {}, label: { en: 'Source', zh: '源' } }, target: { type: 'm', version: 1, params: { seed: 8 } } };
    const report = { node: 'x', type: 'x', state: 'ran', ms: 1, backend: 'wasm', weights: [], bytes: 0, key: '', problems: [], provenance: { backends: ['wasm'], weights: [{ name: 'aad', sha256: 'abcdef0123456789' }], photograph: false } } as const;
    const asked = { document: { format: 1, id: 'g', title: { en: 'Graph', zh: '图' }, nodes, links: [], macros: {}, view: { nodes: {}, frames: [], notes: [] } } as const, flat: { nodes, links: [] }, definitions: new Map([['m', maker]]), report, notes: ['64 channels'] };
    expect(captionOf({ ...asked, language: 'en', t: translator('en') }).join('\n')).toMatch(/^64 channels\nGraph “Graph”\. Seeds: Source 7, target 8\.\nComputed by .*\. Weights: aad abcdef0123\. Synthetic/);
    expect(captionOf({ ...asked, language: 'zh', t: translator('zh') }).join()).toContain('种子：源 7, target 8');
  });
});

it('writes the numbers of every kind of view', () => {
  const channel = Float32Array.of(1, 2), numbers = { min: channel, max: channel, mean: channel, std: channel, rms: channel, nonFinite: channel, largest: 2, robust: 2 };
  expect(channelRows(numbers, undefined, channel)).toEqual([['channel', 'min', 'max', 'mean', 'std', 'rms', 'not finite', 'mean |A - B|'], [0, 1, 1, 1, 1, 1, 1, 1], [1, 2, 2, 2, 2, 2, 2, 2]]);
  expect(tableRows({ kind: 'table', columns: [{ name: 'PSNR', unit: 'dB', better: 'higher' }], rows: [[20]] })).toEqual([['PSNR (dB)'], [20]]);
  expect(valueRows({ kind: 'identity', recogniser: 'r', vector: { shape: [2], data: channel } })).toEqual([['index', 'value'], [0, 1], [1, 2]]);
  expect(vertexRows(Float32Array.of(1, 2, 3), Float32Array.of(0.5))).toEqual([['vertex', 'x (cm)', 'y (cm)', 'z (cm)', 'distance (cm)'], [0, 1, 2, 3, 0.5]]);
});
