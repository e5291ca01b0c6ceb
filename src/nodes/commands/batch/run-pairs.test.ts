import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOYS } from '../../../../tests/engine/toy-graph';
import { node, toyGraph } from '../../../../tests/engine/toy-graph-data';
import { readCsv } from '../../../runtime/batch/csv';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const PAIRS = 12;
let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'pairs-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

function start(...more: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<number | null>; readonly words: () => string } {
  let words = '';
  const child = spawn(process.execPath, ['--import', join(ROOT, 'scripts/node-loader.mjs'), join(ROOT, 'src/nodes/cli.ts'), 'run', join(folder, 'graph.json'), '--nodes', TOYS, '--pairs', join(folder, 'pairs.csv'), '--out', join(folder, 'out'), '--jobs', '2', ...more]);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { words += chunk.toString(); });
  return { child, ended: new Promise((done) => { child.on('exit', done); }), words: () => words };
}

const finished = async (): Promise<Record<string, string>> => Object.fromEntries(await Promise.all((await readdir(join(folder, 'out/pairs')).catch(() => [])).map(async (name) => [name, await readFile(join(folder, 'out/pairs', name, 'pair.json'), 'utf8')])));
const metrics = async (): Promise<readonly (readonly string[])[]> => readCsv(await readFile(join(folder, 'out/metrics.csv'), 'utf8')).map(({ cells }) => cells);

describe('pairs from the command line', () => {
  test('killed again and again, it ends with every pair once, as an undisturbed run gives them', async () => {
    await writeFile(join(folder, 'graph.json'), JSON.stringify(toyGraph({ number: node('toy-number'), slow: node('toy-slow', { ms: 150 }), show: node('toy-show') }, ['number.number > slow.a', 'slow.number > show.shown'])));
    await writeFile(join(folder, 'pairs.csv'), `name,number.value\n${Array.from({ length: PAIRS }, (_, i) => `p${i},${i - 3}`).join('\n')}\n`);
    const seen: Record<string, string> = {};
    let kills = 0;
    // Each later kill falls at another moment of the work; the first ones fall before any pair is done.
    for (const afterMs of [400, 0, 60, 130, 170, 210]) {
      const run = start();
      const before = Object.keys(seen).length;
      if (afterMs > 0 && kills > 0) while (Object.keys(await finished()).length <= before && run.child.exitCode === null) await new Promise((done) => { setTimeout(done, 5); });
      await new Promise((done) => { setTimeout(done, afterMs); });
      if (run.child.exitCode === null) kills++;
      run.child.kill('SIGKILL');
      await run.ended;
      for (const [name, record] of Object.entries(await finished())) {
        // What was finished before a kill is never computed again.
        expect(record).toBe(seen[name] ?? record);
        expect(record).toContain('"state": "done"');
        seen[name] = record;
      }
    }
    expect(kills).toBeGreaterThanOrEqual(4);
    expect(Object.keys(seen).length).toBeGreaterThan(0);
    const last = start();
    expect(await last.ended, last.words()).toBe(0);
    const all = await finished();
    expect(Object.keys(all).sort()).toEqual(Array.from({ length: PAIRS }, (_, i) => `p${i}`).sort());
    for (const [name, record] of Object.entries(seen)) expect(all[name]).toBe(record);
    const [header, ...rows] = await metrics();
    const at = header!.indexOf('show.number') >= 0 ? header!.indexOf('show.number') : header!.indexOf('slow.number');
    expect(rows.map((row) => [row[0], row[2], Number(row[at])])).toEqual(Array.from({ length: PAIRS }, (_, i) => [`p${i}`, 'done', i - 3]));
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['metrics.csv', 'pairs']);
    const again = start();
    expect(await again.ended).toBe(0);
    expect(again.words()).toContain(`${PAIRS} pairs have their results already`);
  }, 120_000);

  test('a pair that fails, breaks its process or fits no setting is named in words, and the others go on', async () => {
    await writeFile(join(folder, 'graph.json'), JSON.stringify(toyGraph({ number: node('toy-number'), slow: node('toy-slow', { ms: 1 }), show: node('toy-show') }, ['number.number > slow.a', 'slow.number > show.shown'])));
    await writeFile(join(folder, 'pairs.csv'), 'name,number.value,slow.manner\ngood,1,\nlarge,99999999,\ncrash,2,crashes\nword,many,\nlast,3,waits\n');
    const run = start();
    expect(await run.ended).toBe(1);
    const rows = Object.fromEntries((await metrics()).map((row) => [row[0], row]));
    expect(['good', 'large', 'crash', 'word', 'last'].map((name) => rows[name]![3])).toEqual(['done', 'failed', 'failed', 'failed', 'done']);
    expect(rows['large']!.at(-1)).toMatch(/"value" must be between/);
    expect(rows['crash']!.at(-1)).toMatch(/process that computed this pair ended/);
    expect(rows['word']!.at(-1)).toMatch(/Line 5, column "number.value"/);
    expect(run.words()).toMatch(/large: .*must be between/);
    // A corrected list computes what changed, and nothing else.
    const before = await finished();
    await writeFile(join(folder, 'pairs.csv'), 'name,number.value,slow.manner\ngood,1,\nlarge,9,\ncrash,2,waits\nword,4,\nlast,3,waits\n');
    const second = start();
    expect(await second.ended, second.words()).toBe(0);
    const after = await finished();
    expect([after['good'], after['last']]).toEqual([before['good'], before['last']]);
    expect((await metrics()).slice(1).every((row) => row[3] === 'done')).toBe(true);
  }, 60_000);

  test('what is wrong with the call is one sentence', async () => {
    await writeFile(join(folder, 'graph.json'), JSON.stringify(toyGraph({ number: node('toy-number') }, [])));
    await writeFile(join(folder, 'pairs.csv'), 'nobody\n1\n');
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.words()).toMatch(/^[^\n]*pairs\.csv: The column "nobody" names no node of the graph[^\n]*\n$/);
    const jobs = start('--jobs', 'many');
    expect(await jobs.ended).toBe(1);
    expect(jobs.words()).toMatch(/--jobs must be a whole number/);
  }, 30_000);
});
