import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHex, toHex } from './colour-field';

it('brings every 8-bit colour through linear light and back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (colour) => {
    const hex = `#${colour.toString(16).padStart(6, '0')}`;
    expect(toHex(fromHex(hex))).toBe(hex);
  }));
  expect(fromHex('#808080')[0]).toBeCloseTo(0.2159, 3);
});
