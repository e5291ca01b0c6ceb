import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDecoder, decodePng } from './decode-node';
import { createNodePlatform } from './node';
import { checkPicture } from './picture-header';

/** An optional dependency: where it did not install, what needs it is skipped. */
const sharp = (await import('sharp').catch(() => undefined))?.default as typeof import('sharp').default;
const withSharp = test.skipIf(sharp === undefined);

/** 3 × 2 pixels of distinct colours. */
const rgb = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0, 0, 255, 255, 40, 80, 120);
const png = encode({ width: 3, height: 2, data: rgb, channels: 3 });

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  const view = new DataView(bytes.buffer);
  [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, width, height].forEach((word, i) => { view.setUint32(i * 4, word); });
  return bytes;
}

describe('pictures', () => {
  withSharp.each(['png', 'jpeg', 'webp'] as const)('the size of a %s is read before it is decoded', async (format) => {
    const bytes = await sharp({ create: { width: 37, height: 21, channels: 3, background: '#123' } }).toFormat(format).toBuffer();
    expect(checkPicture(bytes)).toMatchObject({ format, width: 37, height: 21 });
  });

  test('too large ones are refused in words, without being decoded', () => {
    expect(() => checkPicture(header(20_000, 10))).toThrow('This picture is 20000 × 10 pixels; at most 16384 a side and 100 megapixels can be opened.');
    expect(() => checkPicture(header(16_000, 16_000))).toThrow(/16000 × 16000/);
  });

  test('what is no picture, and what is cut off, gives a sentence', async () => {
    const decode = createDecoder();
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), png.slice(0, 20)]) await expect(decode(bytes)).rejects.toThrow('This file is no picture that can be opened');
    await expect(decode(png.slice(0, 50))).rejects.toThrow('This picture is damaged or cut off.');
  });

  withSharp('a JPEG is turned as its EXIF says', async () => {
    const upright = await sharp(Buffer.from(rgb), { raw: { width: 3, height: 2, channels: 3 } }).resize(48, 32, { kernel: 'nearest' }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).withMetadata({ orientation: 6 }).toBuffer();
    const { width, height, rgba } = await createDecoder()(upright);
    expect([width, height]).toEqual([32, 48]);
    // Orientation 6: the stored first row is the right-hand column.
    const right = 4 * (8 * 32 + 24);
    expect([...rgba.subarray(right, right + 3)].map((c) => Math.round(c / 255))).toEqual([1, 0, 0]);
  });

  withSharp('without sharp a PNG of any kind opens, and a JPEG gives a sentence', async () => {
    const decode = createDecoder(() => Promise.resolve(undefined));
    const expected = Array.from({ length: 6 }, (_, i) => [...rgb.subarray(i * 3, i * 3 + 3), 255]).flat();
    expect([...(await decode(png)).rgba]).toEqual(expected);
    await expect(decode(await sharp(png).jpeg().toBuffer())).rejects.toThrow('need the optional package "sharp"');
    const grey16 = encode({ width: 2, height: 1, data: Uint16Array.of(0, 0xffff), channels: 1, depth: 16 });
    expect([...decodePng(grey16).rgba]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const palette = await sharp(png).png({ palette: true, colours: 8 }).toBuffer();
    expect([...decodePng(palette).rgba]).toEqual(expected);
  });
});

describe('files', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'swapgraph-')); });
  afterEach(() => rm(folder, { recursive: true }));

  test('only files that the command names are read', async () => {
    const path = join(folder, 'a.png');
    await writeFile(path, png);
    await expect(createNodePlatform().asset(path)).rejects.toThrow(`The graph names the file "${path}" itself.`);
    expect(await createNodePlatform().assetHash(path)).toBeUndefined();
    const platform = createNodePlatform({ files: new Set([path, 'gone.png']) });
    expect(new Uint8Array(await platform.asset(path))).toEqual(png);
    await expect(platform.asset('gone.png')).rejects.toThrow('The file "gone.png" cannot be read.');
    await expect(platform.asset('sha256:00')).rejects.toThrow('is not stored here');
  });

  test('a file has another hash when its contents change', async () => {
    const path = join(folder, 'a.bin');
    const platform = createNodePlatform({ files: new Set([path]) });
    await writeFile(path, 'one');
    const first = await platform.assetHash(path);
    expect(await platform.assetHash(path)).toBe(first);
    await writeFile(path, 'other');
    expect(await platform.assetHash(path)).not.toBe(first);
  });

  test('stored bytes come back under their hash', async () => {
    const platform = createNodePlatform();
    const reference = await platform.putAsset(png, 'image/png');
    expect(reference).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await platform.asset(reference)).toEqual(png);
    expect(`sha256:${await platform.assetHash(reference)}`).toBe(reference);
  });

  test('shipped files stay inside their folder', async () => {
    await expect(createNodePlatform({ publicDir: folder }).shipped('../secret')).rejects.toThrow('not under the folder');
    await expect(createNodePlatform({ publicDir: folder }).shipped('absent.bin')).rejects.toThrow('The shipped file public/absent.bin is missing.');
  });
});
