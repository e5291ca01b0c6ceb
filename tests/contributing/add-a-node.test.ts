import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

/** The files of the example: a line that is only a path in backticks, then a fenced block. */
function exampleFiles(page: string): readonly (readonly [path: string, text: string])[] {
  return [...page.matchAll(/^`([\w./-]+)`\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path, text]) => [path!, text!]);
}

/** A copy of the tree around a node: the example in a nodes folder of its own, two more nodes copied, everything else linked. */
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'add-a-node-')));
  const nodes = join(folder, 'src/nodes');
  await mkdir(nodes, { recursive: true });
  for (const room of ['runtime', 'graph', 'face']) await symlink(join(project, 'src', room), join(folder, 'src', room));
  await symlink(join(project, 'src/nodes/shared'), join(nodes, 'shared'));
  for (const type of ['synthetic-face', 'view-image']) await cp(join(project, 'src/nodes', type), join(nodes, type), { recursive: true });
  for (const name of ['node_modules', 'package.json', 'tsconfig.json', 'public']) await symlink(join(project, name), join(folder, name));
  const files = exampleFiles(await readFile(join(project, 'CONTRIBUTING.md'), 'utf8'));
  expect(files.map(([path]) => path)).toEqual(['node.ts', 'posterise.wgsl', 'kernels.ts', 'run.ts', 'README.md', 'node.test.ts'].map((name) => `posterise-image/${name}`));
  for (const [path, text] of files) {
    await mkdir(dirname(join(nodes, path)), { recursive: true });
    await writeFile(join(nodes, path), text);
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the example of CONTRIBUTING runs in a graph as it stands there', async () => {
  const node = (type: string, params = {}) => ({ type, version: 1, params });
  await writeFile(join(folder, 'graph.json'), JSON.stringify({
    format: 1, id: 'posterised', title: 'Posterised', macros: {}, view: { nodes: {}, frames: [], notes: [] },
    nodes: { source: node('synthetic-face', { sizePx: 64 }), few: node('posterise-image', { tones: 3 }), result: node('view-image') },
    links: [{ from: ['source', 'image'], to: ['few', 'image'] }, { from: ['few', 'image'], to: ['result', 'image'] }],
  }));
  const out = join(folder, 'out');
  await run(process.execPath, ['--import', './scripts/node-loader.mjs', 'src/nodes/cli.ts', 'run', join(folder, 'graph.json'), '--nodes', join(folder, 'src/nodes'), '--out', out], { cwd: project });
  const { data, width } = decode(await readFile(join(out, 'result.png')));
  expect(width).toBe(64);
  const tones = new Set([...data].filter((_, i) => i % 4 !== 3));
  expect([...tones].every((tone) => [0, 127, 128, 255].includes(tone))).toBe(true);
  expect(tones.size).toBe(3);
}, 120_000);

test('its own test passes', async () => {
  const { stdout } = await run(process.execPath, [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--environment', 'node', 'posterise-image'], { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
  expect(stdout).toMatch(/Tests\s+1 passed/);
}, 120_000);
