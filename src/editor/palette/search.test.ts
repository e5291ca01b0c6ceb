import { describe, expect, it } from 'vitest';
import { bestScore } from './search';

const BLEND = ['Blend', '融合', 'poisson', 'laplacian', 'blend'];
const ALIGN = ['Align face', '对齐人脸', 'crop', 'warp', 'align-face'];

describe('search', () => {
  it('finds by beginning, by word, by synonym and in both languages', () => {
    expect(bestScore('ble', BLEND)).toBeGreaterThan(0);
    expect(bestScore('face', ALIGN)).toBeGreaterThan(0);
    expect(bestScore('poisson', BLEND)).toBeGreaterThan(0);
    expect(bestScore('融合', BLEND)).toBeGreaterThan(0);
    expect(bestScore('face align', ALIGN)).toBeGreaterThan(0);
  });

  it('forgives left-out letters, but not anything', () => {
    expect(bestScore('blnd', BLEND)).toBeGreaterThan(0);
    expect(bestScore('xyz', BLEND)).toBe(0);
    expect(bestScore('blend tree', BLEND)).toBe(0);
  });

  it('puts the better answer first', () => {
    expect(bestScore('blend', BLEND)).toBeGreaterThan(bestScore('blend', ['Laplacian blend view']));
    expect(bestScore('align', ALIGN)).toBeGreaterThan(bestScore('align', ['Misaligned']));
  });
});
