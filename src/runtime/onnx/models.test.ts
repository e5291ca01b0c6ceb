import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { convModel, reluModel, writeOnnx } from './test-models';
import type { GpuCompute } from '../gpu/compute';
import { createNodePlatform } from '../platform/node';
import { sha256OfBytes } from '../sha256';
import { cpuTensor } from '../tensor';
import { createModels } from './models';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swapgraph-'));
  await mkdir(join(folder, 'models'));
});
afterEach(() => rm(folder, { recursive: true }));

const models = () => createModels(createNodePlatform({ publicDir: folder }));

async function ship(bytes: Uint8Array, change: (entry: Record<string, unknown>) => Record<string, unknown> = (entry) => entry): Promise<string> {
  const sha256 = await sha256OfBytes(bytes);
  await writeFile(join(folder, 'models', 'net.onnx'), bytes);
  await writeFile(join(folder, 'models', 'manifest.json'), JSON.stringify({ models: [change({ name: 'net', file: 'net.onnx', bytes: bytes.length, sha256 })] }));
  return sha256;
}

test('a built-in network runs, and names its weights', async () => {
  const sha256 = await ship(reluModel());
  const registry = models();
  const { model, weights, backend } = await registry.open({ builtin: 'net' });
  expect(weights).toEqual({ name: 'net', sha256 });
  expect(['native', 'wasm']).toContain(backend);
  const { y } = await model.run({ x: cpuTensor([1, 3], Float32Array.of(-1, 0, 2)) });
  expect([...y!.data!]).toEqual([0, 0, 2]);
  expect(await registry.builtinHashes()).toEqual(new Map([['net', sha256]]));
  await registry.dispose();
});

test('altered, cut off and missing weights are named with the hash they should have', async () => {
  const bytes = reluModel();
  const sha256 = await ship(bytes);
  const path = join(folder, 'models', 'net.onnx');
  await writeFile(path, bytes.slice(0, -3));
  await expect(models().open({ builtin: 'net' })).rejects.toThrow(`public/models/net.onnx has ${bytes.length - 3} bytes instead of ${bytes.length} (expected sha256 ${sha256}`);
  const altered = bytes.slice();
  altered[altered.length - 1]! ^= 1;
  await writeFile(path, altered);
  await expect(models().open({ builtin: 'net' })).rejects.toThrow(`public/models/net.onnx has been altered (expected sha256 ${sha256}`);
  await rm(path);
  await expect(models().open({ builtin: 'net' })).rejects.toThrow(`are missing: public/models/net.onnx (expected sha256 ${sha256})`);
});

test('a manifest that names a file outside its folder, or no network of that name, gives a sentence', async () => {
  await ship(reluModel(), (entry) => ({ ...entry, file: '../../outside.onnx' }));
  await expect(models().open({ builtin: 'net' })).rejects.toThrow('There is no built-in network called "net"');
  await writeFile(join(folder, 'models', 'manifest.json'), '{');
  await expect(models().open({ builtin: 'net' })).rejects.toThrow('The list of built-in networks (public/models/manifest.json) cannot be read');
});

test('a file that is no network, has unknown operators, or keeps weights elsewhere gives a sentence', async () => {
  const registry = models();
  await expect(registry.open({ bytes: new TextEncoder().encode('no network'), name: 'a.onnx' })).rejects.toThrow('This file is no ONNX network');
  const unknown = writeOnnx({ nodes: [{ operator: 'Swapify', inputs: ['x'], outputs: ['y'] }], inputs: [{ name: 'x', shape: [1] }], outputs: [{ name: 'y', shape: [1] }] });
  await expect(registry.open({ bytes: unknown, name: 'b.onnx' })).rejects.toThrow(/The network "b.onnx" cannot be loaded: .*Swapify/);
  const outside = writeOnnx({
    nodes: [{ operator: 'Add', inputs: ['x', 'w'], outputs: ['y'] }], weights: [{ name: 'w', shape: [1], values: [1], external: true }],
    inputs: [{ name: 'x', shape: [1] }], outputs: [{ name: 'y', shape: [1] }],
  });
  await expect(registry.open({ bytes: outside, name: 'c.onnx' })).rejects.toThrow('keeps weights in another file');
});

test('a failed run does not spoil the next one', async () => {
  const registry = models();
  const bytes = writeOnnx({ nodes: [{ operator: 'Reshape', inputs: ['x', 'shape'], outputs: ['y'] }], inputs: [{ name: 'x', shape: ['n'] }, { name: 'shape', shape: ['k'], type: 7 }], outputs: [{ name: 'y', shape: ['a', 'b'] }] });
  const open = async () => (await registry.open({ bytes, name: 'reshape' })).model;
  const x = cpuTensor([6], Float32Array.of(1, 2, 3, 4, 5, 6));
  await expect((await open()).run({ x, shape: cpuTensor([2], Float32Array.of(4, 2)) })).rejects.toThrow('The network "reshape" failed while running');
  const { y } = await (await open()).run({ x, shape: cpuTensor([2], Float32Array.of(2, 3)) });
  expect(y!.shape).toEqual([2, 3]);
  await registry.dispose();
});

test('a network that was closed to make room is opened again when it runs', async () => {
  const made: string[] = [];
  const platform = createNodePlatform({ publicDir: folder });
  const registry = createModels({ ...platform, createSession: (bytes, options) => { made.push(options.name); return platform.createSession(bytes, options); } }, undefined, { bytes: 2 ** 20, count: 1 });
  const first = await registry.open({ bytes: reluModel(), name: 'first' }), second = await registry.open({ bytes: convModel(3, 4, 8), name: 'second' });
  expect([...(await first.model.run({ x: cpuTensor([1, 3], Float32Array.of(-1, 0, 2)) })).y!.data!]).toEqual([0, 0, 2]);
  expect((await second.model.run({ x: cpuTensor([1, 3, 8, 8]) })).y!.shape).toEqual([1, 4, 8, 8]);
  expect(made).toEqual(['first', 'second', 'first', 'second']);
  await registry.dispose();
});

test('networks that will be asked for are fetched and opened beforehand, once', async () => {
  await ship(reluModel());
  const platform = createNodePlatform({ publicDir: folder });
  const asked: string[] = [];
  const registry = createModels({ ...platform, shipped: (path) => { asked.push(path); return platform.shipped(path); }, createSession: (bytes, options) => { asked.push(`open ${options.name}`); return platform.createSession(bytes, options); } });
  const opening = registry.prepare(['net', 'unknown'], new AbortController().signal);
  const { model } = await registry.open({ builtin: 'net' });
  await opening;
  await registry.prepare(['net'], new AbortController().signal);
  expect([...(await model.run({ x: cpuTensor([1, 1], Float32Array.of(3)) })).y!.data!]).toEqual([3]);
  expect(asked).toEqual(['models/manifest.json', 'models/net.onnx', 'open net']);
  await registry.dispose();
});

test('what cannot be fetched beforehand is told when it is asked for', async () => {
  await ship(reluModel());
  await rm(join(folder, 'models', 'net.onnx'));
  const registry = models();
  await registry.prepare(['net'], new AbortController().signal);
  await expect(registry.open({ builtin: 'net' })).rejects.toThrow('are missing: public/models/net.onnx');
});

test('what was fetched beforehand and asked for by nobody is let go when a run ends', async () => {
  await ship(reluModel());
  const platform = createNodePlatform({ publicDir: folder });
  const asked: string[] = [];
  // On a graphics device networks are only fetched beforehand.
  const gpu = {} as GpuCompute;
  const registry = createModels({ ...platform, shipped: (path) => { asked.push(path); return platform.shipped(path); }, createSession: (bytes, { name }) => platform.createSession(bytes, { name }) }, gpu);
  const fetched = (): number => asked.filter((path) => path.endsWith('.onnx')).length;
  await registry.prepare(['net'], new AbortController().signal);
  expect(fetched()).toBe(1);
  registry.endPreparing();
  await registry.open({ builtin: 'net' });
  expect(fetched()).toBe(2);
  const late = registry.prepare(['net'], new AbortController().signal);
  registry.endPreparing();
  await late;
  expect(fetched()).toBe(2);
  await registry.dispose();
});

test('runs that overlap are put in a row', async () => {
  const registry = models();
  const { model } = await registry.open({ bytes: convModel(3, 4, 32), name: 'conv' });
  const x = cpuTensor([1, 3, 32, 32]).data.fill(1);
  const results = await Promise.all([1, 2, 3, 4].map(() => model.run({ x: { shape: [1, 3, 32, 32], data: x } })));
  expect(new Set(results.map(({ y }) => y!.data![500])).size).toBe(1);
  await registry.dispose();
});
