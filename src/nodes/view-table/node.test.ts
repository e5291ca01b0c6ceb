import { expect, it } from 'vitest';
import type { NumberValue, TableValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

const number = (name: string, value: number): NumberValue => ({ kind: 'number', name, value, unit: 'dB', better: 'higher' });
const table: TableValue = { kind: 'table', columns: [{ name: 'a', unit: '', better: 'neither' }], rows: [['x']] };

it('passes tables on and gathers numbers', async () => {
  expect((await runNode(definition, run, { table }, {}, testContext())).table).toBe(table);
  expect(((await runNode(definition, run, { table: number('PSNR', 20), third: number('SSIM', 0.9) }, {}, testContext())).table as TableValue).rows).toEqual([['PSNR', 20, 'dB'], ['SSIM', 0.9, 'dB']]);
});

it('does not mix the two', async () => {
  await expect(runNode(definition, run, { table, second: number('PSNR', 20) }, {}, testContext())).rejects.toMatchObject({ port: 'second' });
});
