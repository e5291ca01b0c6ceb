import { expect, test } from 'vitest';
import { createBrowserPlatform } from '../../../src/runtime/platform/browser';

const FIXTURES = import.meta.glob<string>('../../fixtures/pictures/*.{jpg,png,webp}', { query: '?url', import: 'default', eager: true });
const EXPECTED = import.meta.glob<{ readonly width: number; readonly height: number; readonly rgba: string }>('../../fixtures/pictures/*.json', { import: 'default', eager: true });
const platform = createBrowserPlatform({ publicUrl: new URL('/', location.href).href });

/** Largest difference of what is seen, 0..1: colours weighed by their opacity, and opacity itself. */
function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let gap = 0;
  for (let i = 0; i < a.length; i += 4) {
    gap = Math.max(gap, Math.abs(a[i + 3]! - b[i + 3]!));
    for (let c = 0; c < 3; c++) gap = Math.max(gap, Math.abs(a[i + c]! * a[i + 3]! - b[i + c]! * b[i + 3]!) / 255);
  }
  return gap / 255;
}

test.each(Object.entries(FIXTURES).filter(([path]) => !path.endsWith('print.jpg')))('the browser reads %s as Node does, to 1/255', async (path, url) => {
  const { width, height, rgba } = await platform.decodeImage(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const expected = EXPECTED[`${path}.json`]!;
  expect([width, height]).toEqual([expected.width, expected.height]);
  expect(largestGap(rgba, Uint8Array.from(atob(expected.rgba), (letter) => letter.charCodeAt(0)))).toBeLessThanOrEqual(1.001 / 255);
});

test('printing colours are refused in words', async () => {
  const url = Object.entries(FIXTURES).find(([path]) => path.endsWith('print.jpg'))![1];
  await expect(platform.decodeImage(new Uint8Array(await (await fetch(url)).arrayBuffer()))).rejects.toThrow(/printing colours \(CMYK\)/);
});
