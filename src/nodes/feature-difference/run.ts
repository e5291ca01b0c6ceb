import { defineRun } from '../../runtime/define';
import type { FeaturesValue } from '../../runtime/values';
import { featuresOf, levelsOf } from '../shared/swap-blocks/crops';
import { PAIR_SUMS, pairSums } from '../shared/swap-blocks/feature-kernels';
import { scaledDifference } from '../shared/swap-blocks/kernels';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

const relative = (dd: number, aa: number, bb: number): number => (aa + bb > 0 ? Math.sqrt(dd) / (0.5 * (Math.sqrt(aa) + Math.sqrt(bb))) : 0);

export default defineRun(definition, async ({ first, second }, params, context) => {
  requireInferred(definition, { first, second }, params);
  const a = levelsOf(first), b = levelsOf(second), levels: FeaturesValue[] = [], rows: (string | number)[][] = [];
  const whole = [0, 0, 0];
  for (const [i, { tensor, layer, net }] of a.entries()) {
    const other = b[i]!, [channels, height, width] = tensor.shape as [number, number, number], area = height * width;
    const [difference] = await context.kernel(scaledDifference, { inputs: [tensor, other.tensor], uniforms: { count: channels * area, gain: 1 }, outputs: [tensor.shape] });
    levels.push(featuresOf(difference!, net, layer));
    const [sums] = await context.kernel(pairSums, { inputs: [tensor, other.tensor], uniforms: { channels, area }, outputs: [[channels, PAIR_SUMS]] });
    const numbers = await context.read(sums!);
    const sum = (k: number): number => { let total = 0; for (let c = 0; c < channels; c++) total += numbers[c * PAIR_SUMS + k]!; return total; };
    let largest = 0;
    for (let c = 0; c < channels; c++) largest = Math.max(largest, numbers[c * PAIR_SUMS + 4]!);
    const [aa, bb, ab, dd] = [sum(0), sum(1), sum(2), sum(3)];
    rows.push([layer === other.layer ? layer : `${layer} − ${other.layer}`, relative(dd, aa, bb), aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 1, largest]);
    [aa, bb, dd].forEach((value, k) => { whole[k]! += value; });
  }
  return {
    difference: { kind: 'pyramid', net: a[0]?.net ?? '', levels },
    table: {
      kind: 'table',
      columns: [{ name: 'layer', unit: '', better: 'neither' }, { name: 'relative distance', unit: '', better: 'lower' }, { name: 'cosine', unit: '', better: 'higher' }, { name: 'largest |A − B|', unit: '', better: 'lower' }],
      rows,
    },
    distance: { kind: 'number', name: 'relative distance', unit: '', better: 'lower', value: relative(whole[2]!, whole[0]!, whole[1]!) },
  };
});
