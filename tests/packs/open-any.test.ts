import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../src/nodes/cli';
import { writeOnnx } from '../../src/runtime/onnx/test-models';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'open-any-')); });
afterAll(() => rm(folder, { recursive: true }));

/** half = x / 2, then out = relu(−half). */
const net = writeOnnx({
  nodes: [{ operator: 'Mul', inputs: ['x', 'half'], outputs: ['/a/half'], name: '/a/Mul' }, { operator: 'Neg', inputs: ['/a/half'], outputs: ['neg'] }, { operator: 'Relu', inputs: ['neg'], outputs: ['out'] }],
  weights: [{ name: 'half', shape: [1], values: [0.5] }], inputs: [{ name: 'x', shape: [1, 3, 8, 8] }], outputs: [{ name: 'out', shape: [1, 3, 8, 8] }],
});
const graph = (to: string): string => JSON.stringify({
  format: 1, id: 'g', title: 'g', nodes: { photo: { type: 'load-image', version: 1, params: {} }, net: { type: 'onnx-model', version: 1, params: {} }, view: { type: 'view-features', version: 1, params: {} } },
  links: [{ from: ['photo', 'image'], to: ['net', 'x'] }, { from: ['net', to], to: ['view', 'features'] }], macros: {}, view: { nodes: {}, frames: [], notes: [] },
});

async function run(path: string, taps: string): Promise<{ readonly code: number; readonly error: string }> {
  let error = '';
  const code = await runCommandLine(['run', path, '--set', `net.file=${join(folder, 'net.onnx')}`, '--set', `photo.file=${join(folder, 'a.png')}`, '--set', `net.taps=${taps}`, '--out', join(folder, 'out'), '--report', join(folder, 'report.json')], { out: () => undefined, error: (text) => { error += text; } });
  return { code, error };
}

test('headless, a param names the inner tensors that become outputs', async () => {
  await writeFile(join(folder, 'net.onnx'), net);
  await writeFile(join(folder, 'a.png'), encode({ width: 8, height: 8, channels: 3, depth: 8, data: new Uint8Array(192).fill(204) }));
  const path = join(folder, 'graph.json');
  await writeFile(path, graph('a.half'));
  expect(await run(path, '["/a/half"]')).toEqual({ code: 0, error: '' });
  expect(await readdir(join(folder, 'out'))).toHaveLength(1);
  const { steps } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as { steps: { node: string; state: string }[] };
  expect(steps.map(({ node, state }) => `${node} ${state}`)).toEqual(expect.arrayContaining(['net ran', 'view ran']));
});

test('a name that is no tensor, and a wire to one that is not ticked, are sentences', async () => {
  const path = join(folder, 'graph.json');
  await writeFile(path, graph('a.half'));
  expect((await run(path, '["/a/third"]')).error).toMatch(/a\.half/);
  await writeFile(path, graph('out'));
  const { code, error } = await run(path, '["/a/third"]');
  expect([code, error]).toEqual([1, expect.stringContaining('computes no tensor called "/a/third"') as string]);
});
