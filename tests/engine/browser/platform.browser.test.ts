import { expect, test } from 'vitest';
import { createBrowserPlatform } from '../../../src/runtime/platform/browser';

const platform = createBrowserPlatform({ publicUrl: `${location.origin}/` });

/** 32 × 16: left half red, right half blue. */
async function picture(type: string): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(32, 16);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'red';
  context.fillRect(0, 0, 16, 16);
  context.fillStyle = 'blue';
  context.fillRect(16, 0, 16, 16);
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality: 1 })).arrayBuffer());
}

/** The JPEG with an EXIF segment that says how it must be turned. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...new TextEncoder().encode('Exif\0\0'), ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, ...jpeg.subarray(2)]);
}

const at = (image: { width: number; rgba: Uint8ClampedArray }, x: number, y: number): number[] => [...image.rgba.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4)].map((c) => Math.round(c / 255));

test.each(['image/png', 'image/jpeg', 'image/webp'])('%s becomes straight RGBA, top row first', async (type) => {
  const image = await platform.decodeImage(await picture(type));
  expect([image.width, image.height]).toEqual([32, 16]);
  expect(at(image, 4, 8)).toEqual([1, 0, 0, 1]);
  expect(at(image, 28, 8)).toEqual([0, 0, 1, 1]);
});

test('a JPEG is turned as its EXIF says', async () => {
  const image = await platform.decodeImage(withOrientation(await picture('image/jpeg'), 6));
  expect([image.width, image.height]).toEqual([16, 32]);
  expect(at(image, 8, 4)).toEqual([1, 0, 0, 1]);
  expect(at(image, 8, 28)).toEqual([0, 0, 1, 1]);
});

test('what is no picture, cut off or too large gives a sentence', async () => {
  const png = await picture('image/png');
  await expect(platform.decodeImage(new TextEncoder().encode('<svg/>'))).rejects.toThrow('This file is no picture that can be opened');
  await expect(platform.decodeImage(png.slice(0, 60))).rejects.toThrow('This picture is damaged or cut off.');
  const huge = png.slice();
  new DataView(huge.buffer).setUint32(16, 20_000);
  await expect(platform.decodeImage(huge)).rejects.toThrow('This picture is 20000 × 16 pixels');
});

test('files are kept in this browser under their hash', async () => {
  const bytes = Uint8Array.of(1, 2, 3, 250);
  const reference = await platform.putAsset(bytes, 'image/png');
  expect(reference).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(await createBrowserPlatform({ publicUrl: `${location.origin}/` }).asset(reference)).toEqual(bytes);
  await expect(platform.asset('sha256:00')).rejects.toThrow('is not stored in this browser');
  await expect(platform.asset('/etc/passwd')).rejects.toThrow('is not stored in this browser');
});

test('a shipped file that is missing gives a sentence', async () => {
  await expect(platform.shipped('models/none.bin')).rejects.toThrow('The shipped file models/none.bin cannot be fetched');
  await expect(platform.shipped('https://example.org/x')).rejects.toThrow('not under the folder');
});
