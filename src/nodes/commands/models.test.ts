import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeOnnx } from '../../runtime/onnx/test-models';
import { keptModels, modelFolder } from '../../runtime/platform/model-folder';
import { createNodePlatform } from '../../runtime/platform/node';
import { sha256OfBytes } from '../../runtime/sha256';
import { runCommandLine } from '../cli';

let folder = '';
const before = process.env['SWAPGRAPH_MODELS'];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
  process.env['SWAPGRAPH_MODELS'] = join(folder, 'kept');
});
afterEach(async () => {
  if (before === undefined) delete process.env['SWAPGRAPH_MODELS'];
  else process.env['SWAPGRAPH_MODELS'] = before;
  await rm(folder, { recursive: true });
});

async function models(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const said = { out: '', error: '' };
  const code = await runCommandLine(args, { out: (text) => { said.out += text; }, error: (text) => { said.error += text; } });
  return { code, ...said };
}

const converter = writeOnnx({ nodes: [{ operator: 'Relu', inputs: ['input'], outputs: ['output'] }], inputs: [{ name: 'input', shape: [1, 512] }], outputs: [{ name: 'output', shape: [1, 512] }] });
const save = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

test('a file is kept under its hash for the pack that is named, listed, verified and removed', async () => {
  const sha256 = await sha256OfBytes(converter), path = await save('anything.bin', converter);
  const added = await models('models', 'add', path, '--pack', 'crossface-ghost');
  expect(added).toMatchObject({ code: 0, error: '' });
  expect(added.out).toContain(`sha256 ${sha256}`);
  expect(added.out).toContain('Read the licence file at the address before any use but research');
  expect((await readdir(join(folder, 'kept'))).sort()).toEqual([`${sha256}.onnx`, 'models.json']);
  expect(await keptModels(modelFolder())).toEqual([{ sha256, bytes: converter.length, pack: 'crossface-ghost', fileName: 'anything.bin' }]);
  const listed = await models('models', 'list');
  expect(listed.out).toMatch(new RegExp(`crossface-ghost +sha256 ${sha256.slice(0, 12)}`));
  expect(listed.out).toMatch(/inswapper-128 +not here +555 MB {2}InsightFace model licence \(non-commercial\)\n +https:\/\/huggingface\.co/);
  expect((await models('models', 'verify')).out).toMatch(/crossface-ghost .* whole/);
  await models('models', 'add', path, '--pack', 'crossface-ghost');
  expect(await keptModels(modelFolder())).toHaveLength(1);
  expect(await models('models', 'remove', 'crossface-ghost')).toMatchObject({ code: 0, out: `Removed crossface-ghost, sha256 ${sha256}.\n` });
  expect(await readdir(join(folder, 'kept'))).toEqual(['models.json']);
});

test('an altered or lost file is told by verify, and not run', async () => {
  const sha256 = await sha256OfBytes(converter);
  await models('models', 'add', await save('a.onnx', converter), '--pack', 'crossface-ghost');
  const platform = createNodePlatform({ models: modelFolder() });
  expect([...await platform.asset(`sha256:${sha256}`)]).toEqual([...converter]);
  const path = join(folder, 'kept', `${sha256}.onnx`), altered = converter.slice();
  altered[40]! ^= 1;
  await writeFile(path, altered);
  expect(await models('models', 'verify')).toMatchObject({ code: 1, out: expect.stringContaining('ALTERED') as string });
  await expect(platform.asset(`sha256:${sha256}`)).rejects.toThrow('has been altered');
  await rm(path);
  expect(await models('models', 'verify')).toMatchObject({ code: 1, out: expect.stringContaining('MISSING') as string });
  await expect(platform.asset(`sha256:${sha256}`)).rejects.toThrow('is not stored here');
  expect(await models('models', 'remove', sha256.slice(0, 10))).toMatchObject({ code: 0 });
});

const outside = writeOnnx({ nodes: [{ operator: 'Add', inputs: ['input', 'w'], outputs: ['output'] }], weights: [{ name: 'w', shape: [1], values: [1], external: true }], inputs: [{ name: 'input', shape: [1, 512] }], outputs: [{ name: 'output', shape: [1, 512] }] });
test.each([
  ['nothing to do', async () => Promise.resolve([]), 'Say what to do'],
  ['no file', async () => Promise.resolve(['add']), 'Name the file'],
  ['a file that is not there', async () => Promise.resolve(['add', join(folder, 'none.onnx')]), 'cannot be read'],
  ['a file that only its name tells', async () => ['add', await save('ghost_2_256.onnx', converter)], 'a name does not tell which one it is'],
  ['an unknown pack', async () => ['add', await save('a.onnx', converter), '--pack', 'deepfake'], 'there is no such network. Known are arcface-w600k-r50'],
  ['another file than the published one', async () => ['add', await save('a.onnx', converter), '--pack', 'crossface-hififace'], 'is not the published CrossFace converter for HifiFace: its sha256 is'],
  ['another network', async () => ['add', await save('a.onnx', converter), '--pack', 'ghost-2-256'], 'This file is not GHOST 2, 256 px: it takes input 1×512'],
  ['a network with weights outside', async () => ['add', await save('a.onnx', outside), '--pack', 'crossface-ghost'], 'is external data'],
  ['no network', async () => ['add', await save('a.onnx', 'hello'), '--pack', 'crossface-ghost'], 'This file is no ONNX network'],
  ['nothing to remove', async () => Promise.resolve(['remove', 'ghost-2-256']), 'Nothing is kept under "ghost-2-256"'],
])('%s ends with 1 and a sentence', async (_what, args, sentence) => {
  const { code, error } = await models('models', ...await args());
  expect(code).toBe(1);
  expect(error).toContain(sentence);
  expect(await keptModels(modelFolder())).toEqual([]);
});

test('a graph takes what was added for its packs, and what it names by hash and lacks is said', async () => {
  const node = (type: string, params: Record<string, string> = {}) => ({ type, version: 1, params });
  const graph = (file: string): string => JSON.stringify({ format: 1, id: 'g', title: 'g', nodes: { convert: node('convert-by-pack', { pack: 'crossface-ghost', file }), other: node('swap-by-pack', { pack: 'ghost-2-256' }) }, links: [], macros: {}, view: { nodes: {}, frames: [], notes: [] } });
  await models('models', 'add', await save('a.onnx', converter), '--pack', 'crossface-ghost');
  const filled = await models('check', await save('graph.json', graph('')));
  expect(filled.error).toContain(`convert: crossface-ghost, sha256 ${(await sha256OfBytes(converter)).slice(0, 12)}… of the kept networks`.replace('… of', '…, of'));
  expect(filled.error).not.toContain('The weights of CrossFace');
  expect(filled.error).toContain('The weights of GHOST 2, 256 px are not here yet');
  const lacking = await models('check', await save('graph.json', graph(`sha256:${'ab'.repeat(32)}`)));
  expect(lacking.error).toMatch(/convert wants crossface-ghost with sha256:abab.*, which is not kept here\. Fetch https:\/\/huggingface\.co.*models add FILE --pack crossface-ghost/);
});

test('the folder is where the system keeps a program’s data', () => {
  expect(modelFolder({ SWAPGRAPH_MODELS: '/here' }, 'linux')).toBe('/here');
  expect(modelFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'swapgraph', 'models'));
  expect(modelFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'swapgraph', 'models'));
  expect(modelFolder({}, 'darwin')).toContain('Application Support');
});

test('a list that is damaged names nothing, and cannot lead out of the folder', async () => {
  await models('models', 'add', await save('a.onnx', converter), '--pack', 'crossface-ghost');
  const path = join(folder, 'kept', 'models.json');
  await writeFile(path, JSON.stringify({ models: [{ sha256: '../../secret', bytes: 1, pack: 'x', fileName: 'x' }, 3, null] }));
  expect(await keptModels(modelFolder())).toEqual([]);
  await writeFile(path, '{');
  expect(await keptModels(modelFolder())).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe('{');
});
