import { describe, expect, it } from 'vitest';
import { translator } from '../../i18n';
import { vectorFigure, type VectorsShown } from './vector-figure';
import { gapsOf, type VectorValue } from './vectors';

const coefficients = (alpha: readonly number[], beta: readonly number[]): VectorValue => ({ kind: 'coefficients', model: { name: 'm', version: '1' }, identity: Float32Array.from(alpha), expression: Float32Array.from(beta) });
const [first, second] = [coefficients([1, 0], [0.5]), coefficients([0, 1], [0.25])];
const shown = (change: Partial<VectorsShown> = {}): VectorsShown => ({
  lanes: [{ name: 'A one', made: 'x\ny', value: first, gaps: undefined }, { name: 'B two', made: 'z', value: second, gaps: gapsOf(second, first) }], byDifference: false, reference: 0, wire: 'c_fuse', inputs: 'Same inputs.', titleOf: (group, index) => `${group[0]}${index}`, ...change,
});
const t = translator('en');

describe('the figure of vectors', () => {
  it('draws every lane group by group, and how far they are apart', async () => {
    const { body } = await vectorFigure(shown(), t)!.draw();
    for (const words of ['A one · Identity α (2)', 'B two · Identity α (2)', 'A one · Expression β (1)', 'Cosine']) expect(body).toContain(words);
    const difference = await vectorFigure(shown({ byDifference: true }), t)!.draw();
    expect(difference.body).toContain('B two − A one · Identity α (2)');
    expect(difference.body).not.toContain('>A one · Identity');
    expect(vectorFigure(shown(), t)!.notes).toEqual(['c_fuse', expect.stringContaining('Distance of two values'), 'Same inputs.', 'A one: x, y', 'B two: z']);
  });

  it('gives all numbers as one tensor and as CSV', async () => {
    const figure = vectorFigure(shown(), t)!;
    expect(await figure.tensor!()).toEqual({ shape: [2, 3], data: Float32Array.of(1, 0, 0.5, 0, 1, 0.25) });
    const rows = await figure.table!();
    expect(rows?.slice(0, 4)).toEqual([['group', 'index', 'axis', 'A one', 'B two', 'B two - A one'], ['identity', 0, 'i0', 1, 0, -1], ['identity', 1, 'i1', 0, 1, 1], ['expression', 0, 'e0', 0.5, 0.25, -0.25]]);
    expect(rows?.find(([group, what]) => group === 'identity' && what === 'cosine, B two / A one')?.[3]).toBe(0);
    expect(vectorFigure(shown({ lanes: [{ name: 'A', made: '', value: undefined, gaps: undefined }] }), t)).toBeUndefined();
  });
});
