import { afterEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/runtime/engine';
import type { Engine } from '../../../src/runtime/engine-types';
import { createBrowserPlatform } from '../../../src/runtime/platform/browser';
import type { GpuAccess, Platform } from '../../../src/runtime/platform/types';
import { node, toyGraph } from '../toy-graph-data';
import { gpuDefinitions, loadGpuRun } from './gpu-toys';

let engine: Engine | undefined;
afterEach(async () => engine?.dispose());

function make(change: (platform: Platform) => Partial<Platform> = () => ({})): { readonly engine: Engine; readonly devices: GpuAccess[]; readonly losses: string[] } {
  const plain = createBrowserPlatform({ publicUrl: `${location.origin}/` });
  const devices: GpuAccess[] = [];
  const losses: string[] = [];
  const platform: Platform = {
    ...plain,
    async requestGpu() {
      const access = await plain.requestGpu();
      if (access) devices.push(access);
      return access;
    },
    ...change(plain),
  };
  engine = createEngine({ definitions: gpuDefinitions, loadRun: loadGpuRun, platform, onDeviceLost: (reason) => losses.push(reason) });
  return { engine, devices, losses };
}

const chain = (factor = 2) => toyGraph(
  { source: node('gpu-source'), a: node('gpu-scale', { factor }), b: node('gpu-scale', { factor: 3 }), c: node('gpu-scale', { factor: 0.5 }) },
  ['source.mask > a.mask', 'a.mask > b.mask', 'b.mask > c.mask'],
);

describe('on the graphics device', () => {
  test('nothing is read back between GPU nodes', async () => {
    const { engine } = make();
    const report = await engine.run({ runId: '1', document: chain(), backend: 'webgpu' });
    expect(report).toMatchObject({ state: 'done', backend: 'webgpu', readbacks: 0 });
    expect(report.steps.map((step) => step.backend)).toEqual(['webgpu', 'webgpu', 'webgpu', 'webgpu']);
    const value = await engine.value('c', 'mask');
    expect(value?.kind === 'mask' && value.pixels.data![64]).toBeCloseTo((64 / 4096) * 3, 6);
    expect(await engine.preview('c', 'mask', 16)).toMatchObject({ kind: 'picture', width: 16, height: 16, fullWidth: 64 });
  });

  test('results of the GPU and of the processor are not taken for one another, and agree', async () => {
    const { engine } = make();
    await engine.run({ runId: '1', document: chain(), backend: 'webgpu' });
    const there = await engine.value('c', 'mask');
    const report = await engine.run({ runId: '2', document: chain(), backend: 'cpu' });
    expect(report.steps.map((step) => step.state)).toEqual(['ran', 'ran', 'ran', 'ran']);
    expect(report.backend).toBe('typescript');
    const here = await engine.value('c', 'mask');
    if (there?.kind !== 'mask' || here?.kind !== 'mask') throw new Error('no result');
    expect(Math.max(...here.pixels.data!.map((value, i) => Math.abs(value - there.pixels.data![i]!)))).toBeLessThan(1e-6);
  });

  test('values that are not finite are told on their node, without a readback between nodes', async () => {
    const { engine } = make();
    const report = await engine.run({ runId: '1', document: chain(3e38), backend: 'webgpu' });
    const told = report.steps.map((step) => step.problems.map((problem) => problem.message.en).join());
    expect(told[0]).toBe('');
    expect(told[2]).toMatch(/Output "mask" \(pixels\) holds \d+ of 4096 values that are not finite/);
    expect(report.readbacks).toBe(0);
    const again = await engine.run({ runId: '2', document: chain(3e38), backend: 'webgpu' });
    expect(again.steps[2]!.state).toBe('cached');
    expect(again.steps[2]!.problems).toHaveLength(1);
  });

  test('memory returns to where it was after 200 runs', async () => {
    const { engine } = make();
    const bytes: number[] = [];
    for (let i = 0; i < 200; i++) {
      await engine.run({ runId: String(i), document: chain(2 + (i % 5)), backend: 'webgpu' });
      bytes.push((await engine.info()).cacheBytes);
    }
    expect(bytes[199]).toBe(bytes[10]);
  });

  test('a kernel that does not compile fails its node, in words, and the next run works', async () => {
    const { engine } = make();
    const report = await engine.run({ runId: '1', document: toyGraph({ source: node('gpu-source'), bad: node('gpu-broken'), good: node('gpu-scale') }, ['source.mask > bad.mask', 'source.mask > good.mask']), backend: 'webgpu' });
    expect(report.steps.map((step) => step.state)).toEqual(['ran', 'failed', 'ran']);
    expect(report.steps[1]!.problems[0]!.message.en).toContain('The kernel "toy-scale" does not compile: line 1');
  });

  test('a lost device is told, its results are forgotten, and the next run has a new one', async () => {
    const { engine, devices, losses } = make();
    await engine.run({ runId: '1', document: chain(), backend: 'webgpu' });
    devices[0]!.device.destroy();
    await devices[0]!.device.lost;
    await new Promise((done) => { setTimeout(done, 20); });
    expect(losses).toHaveLength(1);
    const report = await engine.run({ runId: '2', document: chain(), backend: 'webgpu' });
    expect(report.steps.map((step) => step.state)).toEqual(['ran', 'ran', 'ran', 'ran']);
    expect(devices).toHaveLength(2);
  });

  test('a device lost in the middle of a run fails that step in words', async () => {
    const { engine, devices } = make();
    const report = await engine.run({ runId: '1', document: chain(), backend: 'webgpu' }, (event) => {
      if (event.kind === 'step-started' && event.node === 'b') devices[0]!.device.destroy();
    });
    expect(report.state).toBe('failed');
    expect(report.steps.some((step) => step.problems.some((problem) => problem.message.en.includes('The graphics device was lost')))).toBe(true);
    expect((await engine.run({ runId: '2', document: chain(), backend: 'webgpu' })).state).toBe('done');
  });
});

describe('the choice of the backend', () => {
  test('a software adapter is recognised, named, and not chosen by itself', async () => {
    const { engine } = make();
    expect(await engine.info()).toMatchObject({ backend: 'wasm', software: true, adapter: expect.stringMatching(/swiftshader/i) as string });
    expect((await engine.run({ runId: '1', document: chain() })).backend).toBe('typescript');
  });

  test('real hardware is chosen', async () => {
    const { engine } = make((plain) => ({ async requestGpu() { return { ...(await plain.requestGpu())!, software: false }; } }));
    expect((await engine.run({ runId: '1', document: chain() })).backend).toBe('webgpu');
    expect(await engine.info()).toMatchObject({ backend: 'webgpu', software: false });
  });

  test('without WebGPU the processor computes, and the report says so', async () => {
    const { engine } = make(() => ({ requestGpu: () => Promise.resolve(undefined) }));
    const report = await engine.run({ runId: '1', document: chain(), backend: 'webgpu' });
    expect(report).toMatchObject({ state: 'done', backend: 'typescript' });
    expect(report.problems.map((problem) => problem.code)).toEqual(['no-webgpu']);
  });
});
