import { describe, expect, it } from 'vitest';
import { translator } from '../../i18n';
import { statFacts, typeFacts, valueFacts } from './facts';

const t = translator('en');

describe('what an output carries', () => {
  it('is told from inference before anything ran', () => {
    expect(typeFacts({ kind: 'features', channels: 64, height: 32, width: 16, net: 'aei', layer: 'aad3' }, t)).toEqual([['Kind', 'features'], ['Shape', '64 × 32 × 16'], ['Network', 'aei'], ['Layer', 'aad3']]);
    expect(typeFacts({ kind: 'mask', height: 4, width: 8 }, t)).toEqual([['Kind', 'mask'], ['Shape', '4 × 8'], ['Declared range', '0 … 1']]);
    expect(typeFacts({ kind: 'identity', channels: 256, recogniser: 'ours' }, t)).toEqual([['Kind', 'identity'], ['Shape', '256'], ['Recogniser', 'ours']]);
    expect(typeFacts({ kind: 'pyramid', levels: [{ channels: 8, height: 2, width: 3 }] }, t)).toContainEqual(['Levels', '8 × 2 × 3']);
  });

  it('counts values that are no numbers', () => {
    const stats = { min: -1, max: 2, mean: 0.5, std: 0.25, nonFinite: 3 };
    expect(statFacts({ kind: 'features', type: { kind: 'features' }, stats }, t).map(([, value]) => value)).toEqual(['−1', '2', '0.5', '0.25', '3']);
    expect(statFacts({ kind: 'mesh', type: { kind: 'mesh' } }, t)).toEqual([]);
  });

  it('measures meshes and names metrics', () => {
    const mesh = valueFacts({ kind: 'mesh', positions: Float32Array.of(0, 0, 0, 2, 3, -4), triangles: Uint32Array.of(0, 1, 1), units: 'cm', frame: 'head' }, t);
    expect(mesh).toContainEqual(['Extent', '2.0 × 3.0 × 4.0 cm']);
    expect(valueFacts({ kind: 'number', value: -0.5, unit: 'mm', better: 'lower', name: 'Shape error' }, t)).toEqual([['Shape error', '−0.5 mm']]);
  });
});
