import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { concat, latin1 } from '../src/runtime/pictures/bytes';
import { readPngGraph } from '../src/runtime/pictures/png-text';
import { createDecoder } from '../src/runtime/platform/decode-node';

/**
 * Small pictures of every kind, each with the pixels that Node reads from it (`x.jpg.json`); a test in the browser compares its own with them.
 */
const FOLDER = fileURLToPath(new URL('./fixtures/pictures/', import.meta.url));
const names = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'));
const sharp = await import('sharp').catch(() => undefined);
const decode = createDecoder();
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(FOLDER + name));

describe.skipIf(sharp === undefined)('pictures of every kind', () => {
  test.each(names.filter((name) => name !== 'print.jpg'))('%s opens with the pixels that are written beside it', async (name) => {
    const { width, height, rgba } = await decode(read(name));
    const expected = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as { readonly width: number; readonly height: number; readonly rgba: string };
    expect([width, height]).toEqual([expected.width, expected.height]);
    const pixels = Buffer.from(expected.rgba, 'base64');
    let gap = 0;
    rgba.forEach((value, i) => { gap = Math.max(gap, Math.abs(value - pixels[i]!)); });
    expect(gap).toBeLessThanOrEqual(1);
  });

  test('turned pictures stand upright: the mark of the upper left corner is there', async () => {
    for (const [name, width, height] of [['turned-6.jpg', 32, 48], ['turned-3.jpg', 48, 32], ['turned-5.jpg', 32, 48]] as const) expect(await decode(read(name))).toMatchObject({ width, height });
    const brightest = async (name: string, x: number, y: number): Promise<number> => { const { width, rgba } = await decode(read(name)); return rgba[(y * width + x) * 4 + 2]!; };
    // The stored picture has a blue plate 16 × 10 px in its upper left corner.
    expect(await brightest('plain.jpg', 4, 4)).toBeGreaterThan(220);
    expect(await brightest('turned-3.jpg', 43, 27)).toBeGreaterThan(220);
    expect(await brightest('turned-6.jpg', 27, 4)).toBeGreaterThan(220);
    expect(await brightest('turned-5.jpg', 4, 4)).toBeGreaterThan(220);
  });

  test('printing colours are refused in words', async () => {
    await expect(decode(read('print.jpg'))).rejects.toThrow(/printing colours \(CMYK\).*save it in RGB/);
  });

  test('12,000 pixels a side are refused in words when the picture is too large as a whole, before anything is decoded', async () => {
    await expect(decode(hollow(12_000, 12_000))).rejects.toThrow('This picture is 12000 × 12000 pixels; at most 16384 a side and 100 megapixels can be opened. Make it smaller first.');
    await expect(decode(hollow(12_000, 8_000))).rejects.toThrow('damaged or cut off');
  });
});

describe('hostile pictures', () => {
  const png = encode({ width: 2, height: 1, data: Uint8Array.of(9, 8, 7, 6, 5, 4), channels: 3 });
  const withChunk = (type: string, data: Uint8Array): Uint8Array => {
    const head = new Uint8Array(8);
    new DataView(head.buffer).setUint32(0, data.length);
    head.set(latin1(type), 4);
    return concat([png.subarray(0, 33), head, data, new Uint8Array(4), png.subarray(33)]);
  };

  test('a PNG with 200 MB of text is refused in words, and no graph is taken out of it', async () => {
    const swollen = withChunk('tEXt', new Uint8Array(200_000_000).fill(65));
    await expect(decode(swollen)).rejects.toThrow('This PNG carries 200 MB besides its picture');
    const named = withChunk('tEXt', concat([latin1('swapgraph\0'), new Uint8Array(200_000_000).fill(65)]));
    expect(readPngGraph(named)).toBeUndefined();
  });

  test('a bomb of packed text is put down early, in a graph and beside one', async () => {
    const { zlibSync } = await import('fflate');
    const bomb = zlibSync(new Uint8Array(60_000_000), { level: 9 });
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    expect(readPngGraph(withChunk('zTXt', concat([latin1('swapgraph\0\0'), bomb])))).toBeUndefined();
    expect(readPngGraph(withChunk('iTXt', concat([latin1('swapgraph\0\x01\0\0\0'), bomb])))).toBeUndefined();
    expect(process.memoryUsage().rss - before).toBeLessThan(120e6);
    await expect(decode(withChunk('zTXt', concat([latin1('Comment\0\0'), bomb]))).catch((error: Error) => error.message)).resolves.toSatisfy((found: unknown) => typeof found === 'string' ? found.includes('damaged') : (found as { readonly width: number }).width === 2);
  });

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['a GIF', 'GIF89a\x01\0\x01\0'],
    ['a text that starts like a path', '/etc/passwd'],
  ])('%s is no picture here', async (_what, text) => {
    await expect(decode(new TextEncoder().encode(text))).rejects.toThrow('This file is no picture that can be opened');
  });

  test.skipIf(sharp === undefined)('a picture that is also a web page, a script or an archive is just its picture', async () => {
    const page = latin1('<html><script>alert(1)</script></html>'), archive = concat([latin1('PK\x03\x04'), new Uint8Array(26), latin1('PK\x05\x06'), new Uint8Array(18)]);
    for (const tail of [page, archive]) {
      const { width, height, rgba } = await decode(concat([png, tail]));
      expect([width, height, ...rgba]).toEqual([2, 1, 9, 8, 7, 255, 6, 5, 4, 255]);
    }
  });
});

/** A PNG header that promises a picture of this size, with nothing behind it. */
function hollow(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33), view = new DataView(bytes.buffer);
  bytes.set(encode({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 }).subarray(0, 33));
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}
