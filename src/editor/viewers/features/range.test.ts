import { describe, expect, it } from 'vitest';
import type { ChannelNumbers, NormNumbers } from '../../../runtime/look-types';
import { channelRange, clippedShare, commonRange, orderOf } from './range';

const f = (...x: number[]) => Float32Array.from(x);
const numbers: ChannelNumbers = { min: f(-1, -5, 0), max: f(2, 1, 0), mean: f(0, 0, 0), std: f(1, 1, 0), rms: f(1, 3, 0), nonFinite: f(0, 0, 0), largest: 5, robust: 3 };
const norms: NormNumbers = { muIn: f(0, 0, 0), sigmaIn: f(1, 2, 1), gamma: f(-4, 1, 2), beta: f(0, 0, 0), muOut: f(0, 0, 0), sigmaOut: f(1, 8, 3) };

describe('ranges of colour', () => {
  it('are common and symmetric for signed values, of all tensors that share them', () => {
    expect(commonRange('signed', [numbers], false)).toEqual([-5, 5]);
    expect(commonRange('signed', [numbers, { largest: 9, robust: 4 }], true)).toEqual([-4, 4]);
    expect(commonRange('signed', [{ largest: 0, robust: 0 }], true)).toEqual([-1, 1]);
  });
  it('are the declared ones for masks', () => expect(commonRange('mask', [numbers], false)).toEqual([0, 1]));
  it('are a channel’s own only when asked for', () => expect(channelRange('signed', numbers, 0)).toEqual([-2, 2]));
});

describe('the order of channels', () => {
  it('follows energy, difference, |γ| and σ_out/σ_in, the largest first', () => {
    expect(orderOf('index', numbers, norms, undefined)).toEqual([0, 1, 2]);
    expect(orderOf('energy', numbers, undefined, undefined)).toEqual([1, 0, 2]);
    expect(orderOf('difference', numbers, undefined, f(0, 0.5, 1))).toEqual([2, 1, 0]);
    expect(orderOf('gamma', numbers, norms, undefined)).toEqual([0, 2, 1]);
    expect(orderOf('spread', numbers, norms, undefined)).toEqual([1, 2, 0]);
  });
  it('is that of the numbers where the key is unknown', () => expect(orderOf('difference', numbers, undefined, undefined)).toEqual([0, 1, 2]));
});

it('tells the share of values outside the range', () => expect(clippedShare(f(6, 2, 1, 1))).toBeCloseTo(0.2, 6));
