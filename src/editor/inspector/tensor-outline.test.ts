import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InnerTensor } from '../../runtime/engine-types';
import { findTensors, nameInside, outlineOf, type Branch } from './tensor-outline';

const tensor = (layer: string, name = `${layer}_out`, operator = 'Conv', shape: readonly (number | string)[] = [1, 8, 4, 4]): InnerTensor => ({ name, layer, operator, type: 'float32', shape, output: false });
const shown = ({ name, branches, tensors }: Branch): unknown => [name, branches.map(shown), tensors.map((one) => one.name)];
const leaves = (branch: Branch): readonly string[] => [...branch.branches.flatMap(leaves), ...branch.tensors.map(({ name }) => name)];

it('makes folders of layer names and joins those that hold one folder only, without folders of one tensor', () => {
  expect(shown(outlineOf([tensor('/a/b/Conv'), tensor('/a/b/c/Relu'), tensor('/x/y/z/Conv'), tensor('', 'free')]))).toEqual(['', [
    ['a / b', [], ['/a/b/c/Relu_out', '/a/b/Conv_out']],
  ], ['/x/y/z/Conv_out', 'free']]);
  expect(nameInside(tensor('/a/b/c/Relu'), '/a/b')).toBe('c/Relu_out');
});

it('cuts long flat lists into runs', () => {
  const root = outlineOf(Array.from({ length: 100 }, (_, i) => tensor('', `t${i}`)));
  expect(root.branches.map(({ name, count }) => [name, count])).toEqual([['t0 … t39', 40], ['t40 … t79', 40], ['t80 … t99', 20]]);
});

it('property: every tensor is in the tree once, and counts add up', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd.1'), { maxLength: 5 }), { maxLength: 150 }), (paths) => {
    const tensors = paths.map((path, i) => tensor(path.length > 0 ? `/${path.join('/')}` : '', `t${i}`));
    const root = outlineOf(tensors);
    expect([...leaves(root)].sort()).toEqual(tensors.map(({ name }) => name).sort());
    const honest = (branch: Branch): boolean => branch.count === leaves(branch).length && branch.branches.every(honest);
    expect(honest(root)).toBe(true);
  }));
});

it('finds by name, operator and shape', () => {
  const all = [tensor('/enc/Conv'), tensor('/enc/Relu', 'r', 'Relu'), tensor('/dec/Conv', 'd', 'Conv', [1, 3, 'h', 'w'])];
  expect(findTensors(all, 'enc conv').map(({ name }) => name)).toEqual(['/enc/Conv_out']);
  expect(findTensors(all, '3×h').map(({ name }) => name)).toEqual(['d']);
  expect(findTensors(all, '1x8x4').map(({ name }) => name)).toEqual(['/enc/Conv_out', 'r']);
  expect(findTensors(all, '')).toHaveLength(3);
});
