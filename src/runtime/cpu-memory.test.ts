import { describe, expect, it } from 'vitest';
import { createCpuCompute } from './cpu-compute';
import { CpuMemory } from './cpu-memory';
import { channelMoments, MOMENTS } from './kernels/channel-moments';
import { cpuTensor, type CpuTensor } from './tensor';

const large = (): CpuTensor => cpuTensor([8, 32, 32]);
const gone = (tensor: CpuTensor): boolean => tensor.data.length === 0;

describe('memory of results on the processor', () => {
  it('is given back with the last holder, and not before', () => {
    const memory = new CpuMemory(), one = large(), seenOtherwise = { shape: [1, 8, 32, 32], data: one.data };
    memory.own([one]);
    memory.retain([seenOtherwise]);
    memory.release([one]);
    expect(gone(one)).toBe(false);
    memory.release([seenOtherwise]);
    expect(gone(one)).toBe(true);
    memory.release([one]);
  });

  it('frees at once what it gives back', async () => {
    const memory = new CpuMemory();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    const many = Array.from({ length: 40 }, () => cpuTensor([2 ** 20]));
    const before = process.memoryUsage().arrayBuffers;
    memory.own(many);
    memory.release(many);
    expect(many.every(gone)).toBe(true);
    expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThan(120 * 2 ** 20);
  });

  it('stays where somebody outside has it, where it is small, part of more, or not ours', () => {
    const memory = new CpuMemory(), read = large(), small = cpuTensor([4]), whole = new Float32Array(20_000), part = { shape: [10_000], data: whole.subarray(0, 10_000) }, foreign = large();
    memory.own([read, small, part]);
    memory.lend([read]);
    memory.retain([read, foreign]);
    memory.release([read, small, part, foreign]);
    memory.release([read, foreign]);
    expect([read, small, foreign].map(gone)).toEqual([false, false, false]);
    expect(part.data.length).toBe(10_000);
  });

  it('is held by what a machine’s kernels make, and by nothing that was read', async () => {
    const compute = createCpuCompute(), input = cpuTensor([4096, 1, 2]);
    const call = { inputs: [input], uniforms: { channels: 4096, area: 2 }, outputs: [[4096, MOMENTS]] } as const;
    const [kept] = await compute.kernel(channelMoments, call), [read] = await compute.kernel(channelMoments, call);
    const { data } = await compute.read(read!);
    compute.release([kept!, read!]);
    expect([kept!.data!.length, data.length]).toEqual([0, 4096 * MOMENTS]);
    await expect(compute.kernel(channelMoments, { ...call, inputs: [{ ...kept!, shape: input.shape }] }).then(() => 'ran')).rejects.toThrow(/let go/);
  });
});
