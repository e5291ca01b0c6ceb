import { encode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../../graph/types';
import type { NodeDefinition } from '../define';
import type { StepReport } from '../engine-types';
import { readPngGraph } from './png-text';
import { graphForPicture, pictureWords, saveOptionsOf, withWords, type PictureFormat } from './words';

const words = (text: string) => ({ en: text, zh: text });
const load: NodeDefinition = { type: 'load', version: 1, category: 'input', title: words('Load'), summary: words(''), inputs: {}, outputs: {}, params: { file: { kind: 'file', initial: '', accept: '', title: words('File') } } };
const save: NodeDefinition = {
  ...load, type: 'save',
  params: {
    format: { kind: 'choice', initial: 'png', options: { png: words('PNG'), webp: words('WebP') }, title: words('Format') },
    quality: { kind: 'number', initial: 92, min: 1, max: 100, title: words('Quality') },
    embedGraph: { kind: 'boolean', initial: true, title: words('Graph') },
  },
};
const definitions = new Map([['load', load], ['save', save]]);
const secret = 'anna-at-the-beach';
const graph: GraphDocument = {
  format: 1, id: 'a', title: 'A', view: EMPTY_VIEW, links: [],
  nodes: {
    a: { type: 'load', version: 1, label: `${secret}.JPG`, params: { file: `/home/anna/${secret}.jpg` } },
    b: { type: 'load', version: 1, label: 'Source', params: { file: `sha256:${'a'.repeat(64)}` } },
    c: { type: 'unknown', version: 1, params: { picture: `${secret}.png`, strength: 0.5 } },
  },
  macros: { m: { title: 'M', inputs: [], outputs: [], links: [], view: EMPTY_VIEW, nodes: { d: { type: 'load', version: 1, params: { file: `C:\\${secret}.webp` } } } } },
};
const report = { provenance: { backends: ['native'], weights: [{ name: 'net', sha256: 'f'.repeat(64) }], photograph: true } } as unknown as StepReport;

describe('what goes out with a picture', () => {
  it('names no file of the user', () => {
    const text = JSON.stringify(graphForPicture(graph, definitions));
    expect(text).not.toContain('anna');
    expect(text).toContain(`sha256:${'a'.repeat(64)}`);
    expect(text).toContain('"label":"Source"');
    expect(text).toContain('"strength":0.5');
    expect(graphForPicture(graph, definitions, new Map([[`/home/anna/${secret}.jpg`, 'sha256:b']])).nodes['a']!.params['file']).toBe('sha256:b');
  });

  it('says how it is written', () => {
    expect(saveOptionsOf({ type: 'save', version: 1, params: { format: 'webp', embedGraph: false } }, definitions)).toEqual({ format: 'webp', quality: 92, embedGraph: false });
    expect(saveOptionsOf(graph.nodes['a'], definitions)).toEqual({ format: 'png', quality: 92, embedGraph: true });
  });

  const pixels = Uint8Array.from({ length: 31 * 17 * 3 }, (_, i) => (i * 7) % 256);
  const raw = { raw: { width: 31, height: 17, channels: 3 as const } };
  it.each<[PictureFormat, () => Promise<Uint8Array>]>([
    ['png', () => Promise.resolve(encode({ width: 31, height: 17, data: pixels, channels: 3 }))],
    ['jpeg', () => sharp(pixels, raw).jpeg().toBuffer()],
    ['webp', () => sharp(pixels, raw).webp({ lossless: true }).toBuffer()],
    ['webp', () => sharp(pixels, raw).webp({ quality: 80 }).toBuffer()],
    ['webp', () => sharp(pixels, raw).ensureAlpha(0.5).webp({ quality: 80 }).toBuffer()],
  ])('is read back from a %s, whose pixels stay as they were', async (format, make) => {
    const plain = await make();
    const written = withWords(plain, format, { width: 31, height: 17 }, pictureWords(graph, definitions, report, true));
    const [before, after] = await Promise.all([plain, written].map((bytes) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })));
    expect(after!.info).toEqual(before!.info);
    expect(after!.data.equals(before!.data)).toBe(true);
    expect((await sharp(written).metadata()).xmpAsString).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
    expect(new TextDecoder('latin1').decode(written)).not.toContain('anna');
    if (format !== 'png') return;
    expect(JSON.parse(readPngGraph(written)!)).toMatchObject({ id: 'a', nodes: { b: { label: 'Source' } } });
    expect(readPngGraph(withWords(plain, 'png', { width: 31, height: 17 }, pictureWords(graph, definitions, report, false)))).toBeUndefined();
  });
});
