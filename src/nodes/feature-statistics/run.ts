import { defineRun } from '../../runtime/define';
import { levelsOf } from '../shared/swap-blocks/crops';
import { spreadOf } from '../shared/swap-blocks/foreign';
import definition from './node';

const average = (values: Float32Array, of: (value: number, at: number) => number = (value) => value): number => values.reduce((sum, value, at) => sum + of(value, at), 0) / values.length;

export default defineRun(definition, async ({ features }, _params, context) => {
  const levels = levelsOf(features), styled = levels.some(({ statistics }) => statistics);
  const rows: (string | number)[][] = [];
  let total = 0;
  for (const { tensor, layer, statistics } of levels) {
    const [channels, height, width] = tensor.shape as [number, number, number];
    const { mu, sigma, low, high } = await spreadOf(context, tensor, 0);
    const means = await context.read(mu), mean = average(means);
    total += mean / levels.length;
    const row = [layer, channels, `${width}×${height}`, mean, average(await context.read(sigma)), Math.min(...await context.read(low)), Math.max(...await context.read(high))];
    if (styled && statistics) {
      const before = await context.read(statistics.sigmaIn);
      row.push(average(await context.read(statistics.gamma), (value) => Math.abs(value - 1)), average(await context.read(statistics.beta), Math.abs), average(await context.read(statistics.sigmaOut), (value, c) => value / before[c]!));
    } else if (styled) row.push('–', '–', '–');
    rows.push(row);
  }
  const column = (name: string) => ({ name, unit: '', better: 'neither' as const });
  return {
    table: { kind: 'table', columns: ['layer', 'channels', 'size', 'mean', 'mean σ', 'smallest', 'largest', ...(styled ? ['mean |γ − 1|', 'mean |β|', 'mean σ_out/σ_in'] : [])].map(column), rows },
    mean: { kind: 'number', name: 'mean', unit: '', better: 'neither', value: total },
  };
});
