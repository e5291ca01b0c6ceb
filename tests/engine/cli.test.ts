import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decode, encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { runCommandLine } from '../../src/nodes/cli';
import { convModel } from '../../src/runtime/onnx/test-models';
import { sha256OfBytes } from '../../src/runtime/sha256';
import { TOYS } from './toy-graph';
import { node, toyGraph } from './toy-graph-data';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'swapgraph-')); });
afterEach(() => rm(folder, { recursive: true }));

async function command(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const said = { out: '', error: '' };
  const code = await runCommandLine(args, { out: (text) => { said.out += text; }, error: (text) => { said.error += text; } });
  return { code, ...said };
}

async function save(graph: GraphDocument | string): Promise<string> {
  const path = join(folder, 'graph.json');
  await writeFile(path, typeof graph === 'string' ? graph : JSON.stringify(graph));
  return path;
}

const shown = toyGraph({ picture: node('toy-picture'), one: node('toy-number', { value: 3 }), result: node('toy-show'), number: node('toy-show') }, ['picture.image > result.shown', 'one.number > number.shown']);
const toys = ['--nodes', TOYS];

describe('run', () => {
  test('writes what viewers show and a report, and nothing else', async () => {
    const path = await save(shown);
    const { code, out, error } = await command('run', path, ...toys, '--out', join(folder, 'out'), '--report', join(folder, 'report.json'), '--set', 'one.value=7', '--set', 'picture.size=16');
    expect([code, error]).toEqual([0, '']);
    expect(out.trim().split('\n').sort()).toEqual([join(folder, 'out', 'number.json'), join(folder, 'out', 'result.png')]);
    expect((await readdir(folder)).sort()).toEqual(['graph.json', 'out', 'report.json']);
    expect(await readdir(join(folder, 'out'))).toEqual(['number.json', 'result.png']);
    expect(JSON.parse(await readFile(join(folder, 'out', 'number.json'), 'utf8'))).toMatchObject({ kind: 'number', value: 7 });
    const { width, height, data } = decode(await readFile(join(folder, 'out', 'result.png')));
    expect([width, height, data[4 * 8], data[4 * 8 + 3]]).toEqual([16, 16, 128, 255]);
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['ms', 'backend', 'steps']);
    expect((report['steps'] as unknown[]).map((step) => Object.keys(step as object))).toEqual(Array(4).fill(['node', 'type', 'state', 'ms', 'backend']));
  });

  test('what fails is told with its node and port, and the rest is still written', async () => {
    const { code, error } = await command('run', await save(toyGraph(
      { picture: node('toy-picture'), result: node('toy-show'), lost: node('toy-lost'), sum: node('toy-add'), other: node('toy-show') },
      ['picture.image > result.shown', 'picture.image > sum.a', 'sum.number > other.shown'],
    )), ...toys, '--out', join(folder, 'out'));
    expect(code).toBe(1);
    expect(error).toContain('Node "lost" is of type "toy-lost", which this version does not know.');
    expect(error).toContain('Input "a" of “toy-add” (sum) needs a number');
    expect(error).toContain('“toy-show” (other) waits for “toy-add” (sum), which has no result.');
    expect(await readdir(join(folder, 'out'))).toEqual(['result.png']);
  });

  test.each([
    ['no such file', undefined, [], 'cannot be read'],
    ['truncated JSON', '{ "nodes": { "a": ', [], 'The JSON stops in the middle, at line 1'],
    ['no JSON', 'hello', [], 'This is no JSON'],
    ['no graph', '[]', [], 'A graph is a JSON object'],
    ['a node id that is a path', JSON.stringify({ format: 1, nodes: { '../../evil': node('toy-picture') } }), [], 'the node id "../../evil" cannot be used'],
    ['a setting without value', JSON.stringify(shown), ['--set', 'one.value'], '--set needs node.param=value'],
    ['a setting of no node', JSON.stringify(shown), ['--set', 'two.value=1'], 'there is no node of that name. The graph has picture, one, result, number.'],
    ['a setting of no param', JSON.stringify(shown), ['--set', 'one.size=1'], '"one" (toy-number) has no setting "size". It has value.'],
    ['a setting of another kind', JSON.stringify(shown), ['--set', 'one.value=big'], 'the value must be a number'],
    ['a setting out of range', JSON.stringify(shown), ['--set', 'one.value=1e9'], '"value" must be between -1000000 and 1000000; it is 1000000000.'],
    ['a target that is not there', JSON.stringify(shown), ['--target', 'nobody'], '--target nobody: there is no such node'],
    ['an unknown option', JSON.stringify(shown), ['--fast'], "Unknown option '--fast'"],
  ])('%s ends with 1 and a sentence', async (_what, text, more, sentence) => {
    const path = text === undefined ? join(folder, 'none.json') : await save(text);
    const { code, error } = await command('run', path, ...toys, ...more);
    expect(code).toBe(1);
    expect(error).toContain(sentence);
    expect(error).not.toMatch(/\n\s+at /);
  });

  test('sentences come in Chinese when asked', async () => {
    expect((await command('run', await save('hello'), '--lang', 'zh')).error).toContain('这不是 JSON');
  });
});

describe('pictures of one’s own', () => {
  const photo = toyGraph({ source: node('load-image'), result: node('view-image') }, ['source.image > result.image']);

  test('come in by --set and are tied to their contents', async () => {
    const path = await save(photo);
    const picture = join(folder, 'a.png');
    const run = async (): Promise<string> => {
      const { code, error } = await command('run', path, '--set', `source.file=${picture}`, '--cache', join(folder, 'cache'), '--out', join(folder, 'out'), '--report', join(folder, 'report.json'));
      expect([code, error]).toEqual([0, '']);
      return (JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as { steps: { state: string }[] }).steps.map((step) => step.state).join();
    };
    await writeFile(picture, encode({ width: 2, height: 1, data: Uint8Array.of(255, 0, 0, 0, 0, 255), channels: 3 }));
    expect([await run(), await run()]).toEqual(['ran,ran', 'cached,cached']);
    await writeFile(picture, encode({ width: 2, height: 1, data: Uint8Array.of(0, 255, 0, 0, 0, 255), channels: 3 }));
    expect(await run()).toBe('ran,ran');
    expect([...decode(await readFile(join(folder, 'out', 'result.png'))).data].slice(0, 3)).toEqual([0, 255, 0]);
  });

  test.each([
    ['is missing', (place: string) => ['--set', `source.file=${join(place, 'none.png')}`], 'cannot be read. Check its name and where it is.'],
    ['is no picture', (place: string) => ['--set', `source.file=${join(place, 'graph.json')}`], 'This file is no picture that can be opened'],
  ])('one that %s is told at its node', async (_what, more, sentence) => {
    const { code, error } = await command('run', await save(photo), ...more(folder));
    expect(code).toBe(1);
    expect(error).toContain(sentence);
    expect(error).toContain('(source)');
  });

  test('a graph cannot name a file by itself', async () => {
    await writeFile(join(folder, 'secret.png'), encode({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 }));
    const { code, error } = await command('run', await save(toyGraph({ source: node('load-image', { file: join(folder, 'secret.png') }), result: node('view-image') }, ['source.image > result.image'])));
    expect(code).toBe(1);
    expect(error).toContain('Files are read only when the command names them: --set node.param=FILE.');
  });
});

describe('a network of one’s own', () => {
  const graph = toyGraph({ face: node('load-image'), net: node('onnx-model'), result: node('view-image') }, ['face.image > net.x', 'net.y > result.image']);

  test('brings its ports, runs, and names its weights', async () => {
    const bytes = convModel(3, 3, 16);
    await writeFile(join(folder, 'a.onnx'), bytes);
    await writeFile(join(folder, 'a.png'), encode({ width: 8, height: 8, data: new Uint8Array(192).fill(200), channels: 3 }));
    const settings = ['--set', `net.file=${join(folder, 'a.onnx')}`, '--set', `face.file=${join(folder, 'a.png')}`];
    expect((await command('check', await save(graph), ...settings)).error).toBe('');
    const { code, error } = await command('run', await save(graph), ...settings, '--report', join(folder, 'report.json'), '--out', join(folder, 'out'));
    expect([code, error]).toEqual([0, '']);
    const { backend, steps } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as { backend: string; steps: { node: string; backend: string; weights?: unknown[] }[] };
    expect(['native', 'wasm']).toContain(backend);
    expect(steps.find((step) => step.node === 'net')).toMatchObject({ backend, weights: [{ sha256: await sha256OfBytes(bytes) }] });
    expect(await readdir(join(folder, 'out'))).toEqual(['result.png']);
  });

  test('that is no network is refused in words', async () => {
    await writeFile(join(folder, 'a.onnx'), 'no network');
    const { code, error } = await command('run', await save(graph), '--set', `net.file=${join(folder, 'a.onnx')}`);
    expect(code).toBe(1);
    expect(error).toContain('This file is no ONNX network, or it is cut off');
  });
});

describe('check and nodes', () => {
  test('a good graph passes, and a bad one names node, port and remedy', async () => {
    expect(await command('check', await save(shown), ...toys)).toMatchObject({ code: 0, out: `${join(folder, 'graph.json')}: 4 nodes and 2 links, nothing wrong.\n`, error: '' });
    const { code, error } = await command('check', await save(toyGraph({ face: node('align-face') }, [])));
    expect(code).toBe(1);
    expect(error).toContain('“align-face” (face) needs an image on its input "image"');
    expect(await readdir(folder)).toEqual(['graph.json']);
  });

  test('a wire of the wrong kind is offered the converter', async () => {
    const { error } = await command('check', await save(toyGraph({ face: node('synthetic-face'), put: node('paste-face') }, ['face.image > put.crop', 'face.image > put.image'])));
    expect(error).toContain('Input "crop" of “paste-face” (put) needs an aligned crop; "image" of “synthetic-face” (face) gives an image. Insert "Align face" between them.');
  });

  test('node types are listed as JSON', async () => {
    const { code, out } = await command('nodes', '--json');
    expect(code).toBe(0);
    const listed = JSON.parse(out) as { type: string; title: { en: string; zh: string } }[];
    expect(listed.map((one) => one.type)).toContain('load-image');
    expect(listed.every((one) => one.title.en !== '' && one.title.zh !== '')).toBe(true);
  });

  test('every command has its help, and an unknown one names the others', async () => {
    for (const name of ['run', 'check', 'nodes', 'render-faces']) expect((await command(name, '--help')).out).toContain(name);
    const { out } = await command('--help');
    // Names and what they do stand apart, the longest name too.
    expect([...out.matchAll(/^ {2}([a-z-]+) {2,}[a-z]/gm)].map(([, name]) => name)).toEqual(['run', 'check', 'nodes', 'evaluate', 'models', 'learn-pictures', 'render-faces', 'render-grid']);
    expect(await command('fly')).toMatchObject({ code: 1, error: expect.stringContaining('There is no command "fly": known are run, check, nodes') as string });
  });

  test('the program itself ends with the code', async () => {
    const run = promisify(execFile);
    const root = new URL('../..', import.meta.url).pathname;
    const program = ['--import', './scripts/node-loader.mjs', 'src/nodes/cli.ts'];
    expect((await run(process.execPath, [...program, 'nodes'], { cwd: root })).stdout).toContain('load-image');
    await expect(run(process.execPath, [...program, 'check', 'none.json'], { cwd: root })).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('"none.json" cannot be read') as string });
  });
});
