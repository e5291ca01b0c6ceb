import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256OfBytes, sha256OfText } from './sha256';

test('agrees with the platform on any text', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ maxLength: 300, unit: 'grapheme' }), async (text) => {
    const expected = createHash('sha256').update(text).digest('hex');
    expect(sha256OfText(text)).toBe(expected);
    expect(await sha256OfBytes(new TextEncoder().encode(text))).toBe(expected);
  }));
});

test.each([55, 56, 63, 64, 65, 1000])('pads texts of %i characters', (length) => {
  expect(sha256OfText('a'.repeat(length))).toBe(createHash('sha256').update('a'.repeat(length)).digest('hex'));
});
