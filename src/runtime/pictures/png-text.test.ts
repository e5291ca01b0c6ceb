import { decode, encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPng, readPngGraph, writePngWords } from './png-text';
import { syntheticXmp } from './xmp';

const png = (): Uint8Array => encode({ width: 2, height: 2, data: new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]), channels: 3 });
const words = (graph: string) => ({ graph, description: 'Synthetic – made', xmp: syntheticXmp(false) });

describe('words in a PNG', () => {
  it('carry any graph there and back, and leave the pixels alone', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (graph) => {
      const written = writePngWords(png(), words(graph));
      expect(readPngGraph(written)).toBe(graph);
      expect(Array.from(decode(written).data)).toEqual(Array.from(decode(png()).data));
    }), { numRuns: 30 });
  });

  it('name the digital source type', () => {
    expect(new TextDecoder('latin1').decode(writePngWords(png(), words('{}')))).toContain('digitalsourcetype/trainedAlgorithmicMedia');
    expect(syntheticXmp(true)).toContain('compositeWithTrainedAlgorithmicMedia');
  });

  it('are absent from other pictures, and damaged ones do no harm', () => {
    expect(readPngGraph(png())).toBeUndefined();
    expect(isPng(new Uint8Array([1, 2, 3]))).toBe(false);
    const written = writePngWords(png(), words('{"a":1}'));
    fc.assert(fc.property(fc.nat({ max: written.length }), (length) => {
      expect(() => readPngGraph(written.slice(0, length))).not.toThrow();
    }));
    fc.assert(fc.property(fc.integer({ min: 8, max: written.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const harmed = written.slice();
      harmed[at] = byte;
      expect(() => readPngGraph(harmed)).not.toThrow();
    }), { numRuns: 300 });
  });
});
