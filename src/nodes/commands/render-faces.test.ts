import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { applySimilarity } from '../../face/align/similarity';
import { templatePoints } from '../../face/align/templates';
import { parseScene } from '../../face/scene/parse';
import { renderFacesCommand } from './render-faces';
import type { FaceRecord } from './render-faces/record';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Runs the command; `OUT` in the arguments stands for a fresh folder. */
async function run(...args: string[]): Promise<{ code: number; out: string; error: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'faces-'));
  folders.push(folder);
  let out = '';
  let error = '';
  const code = await renderFacesCommand(args.map((argument) => argument.replace('OUT', folder)), { out: (text) => { out += text; }, error: (text) => { error += text; } });
  return { code, out, error, folder };
}

function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

const records = (folder: string): FaceRecord[] => readFileSync(join(folder, 'faces.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as FaceRecord);

describe('render-faces', () => {
  it('writes the same bytes for the same seed, however many threads there are', async () => {
    const [one, two, other] = [
      await run('--out', 'OUT', '--count', '3', '--size', '32', '--supersample', '1', '--seed', '9', '--threads', '1'),
      await run('--out', 'OUT', '--count', '3', '--size', '32', '--supersample', '1', '--seed', '9', '--threads', '2'),
      await run('--out', 'OUT', '--count', '3', '--size', '32', '--supersample', '1', '--seed', '10', '--threads', '1'),
    ];
    expect([one.code, one.error]).toEqual([0, '']);
    expect(Object.keys(hashes(one.folder))).toEqual(['face-000000.png', 'face-000001.png', 'face-000002.png', 'faces.jsonl']);
    expect(hashes(two.folder)).toEqual(hashes(one.folder));
    expect(hashes(other.folder)['face-000000.png']).not.toBe(hashes(one.folder)['face-000000.png']);
  }, 180_000);

  it('writes the truth of each picture, its layers, and pairs with their true swap', async () => {
    const { code, folder } = await run('--out', 'OUT', '--pairs', '--layers', '--count', '1', '--size', '48', '--threads', '1', '--sheet', 'OUT/sheet.png');
    expect(code).toBe(0);
    const [source, target, swap] = records(folder) as [FaceRecord, FaceRecord, FaceRecord];
    expect([source.file, target.file, swap.file]).toEqual(['pair-000000-source.png', 'pair-000000-target.png', 'pair-000000-swap.png']);
    for (const record of [source, target, swap]) {
      expect(parseScene(record.scene).problems).toEqual([]);
      const picture = decode(readFileSync(join(folder, record.file)));
      expect([picture.width, picture.height, picture.channels]).toEqual([48, 48, 3]);
      for (const name of ['depth', 'normals', 'albedo', 'uv', 'labels']) expect(decode(readFileSync(join(folder, record.layers![name]!))).width).toBe(48);
      const crop = record.crops['ffhq_512']!;
      const nose = applySimilarity(crop, { x: record.landmarks5[2]![0], y: record.landmarks5[2]![1] });
      const wanted = templatePoints('ffhq_512', 512)[2];
      expect(Math.hypot(nose.x - wanted.x, nose.y - wanted.y)).toBeLessThan(80);
    }
    expect(swap.scene.pose).toEqual(target.scene.pose);
    expect(swap.scene.identity.eyes).toEqual(source.scene.identity.eyes);
    expect(decode(readFileSync(join(folder, 'sheet.png'))).width).toBe(3 * 52 + 4);
  }, 180_000);

  it.each([
    [['--out', 'OUT', '--size', '5000'], '--size must be a whole number from 16 to 1024, but is "5000".'],
    [[], 'Nothing would be written: give --out DIR'],
    [['--sheet', 'x.gif'], '--sheet must end in .png, .jpg or .webp'],
    [['--out', 'OUT', '--pairs', '--gallery', 'poses'], '--pairs cannot be combined with --gallery poses.'],
    [['--sead', '3'], 'There is no option --sead.'],
  ])('refuses %s with a sentence and exit code 1', async (args, sentence) => {
    const { code, error } = await run(...args);
    expect(code).toBe(1);
    expect(error.startsWith(sentence)).toBe(true);
  });

  it('draws the scenes of a file, and names the field of each problem in it', async () => {
    const { folder } = await run('--help');
    const file = join(folder, 'scenes.jsonl');
    writeFileSync(file, '{"pose":{"yawDeg":30}}\n{"gaze":{"yawDeg":5}}\n');
    const good = await run('--scenes', file, '--out', 'OUT', '--size', '32', '--threads', '1');
    expect([good.code, good.error]).toEqual([0, '']);
    expect(records(good.folder).map(({ scene }) => [scene.pose.yawDeg, scene.gaze.yawDeg])).toEqual([[30, 0], [0, 5]]);
    writeFileSync(file, '[{"pose":{"yawDeg":300}},{"identity":{"shape":{"nozeWidth":1}}}]');
    const mended = await run('--scenes', file, '--out', 'OUT', '--size', '32', '--threads', '1');
    expect([mended.code, records(mended.folder)[0]!.scene.pose.yawDeg]).toEqual([0, 75]);
    expect(mended.error).toBe('Scene 1: pose.yawDeg must be from -75 to 75, but is 300; 75 is used.\nScene 2: identity.shape.nozeWidth is not the name of a mode of the face model; it is ignored.\n');
    writeFileSync(file, 'yaw: 3');
    expect((await run('--scenes', file, '--out', 'OUT')).error).toContain('is not JSON');
    expect((await run('--scenes', join(folder, 'absent'), '--out', 'OUT')).error).toContain('cannot be read');
  }, 120_000);

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--pairs');
  });
});
