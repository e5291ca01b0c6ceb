import { describe, expect, it } from 'vitest';
import { farLevel } from './far';

describe('farLevel', () => {
  it('rises as the zoom falls', () => {
    expect([2.5, 1, 0.7, 0.69, 0.48, 0.47, 0.3, 0.29, 0.1].map(farLevel)).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
  });
});
