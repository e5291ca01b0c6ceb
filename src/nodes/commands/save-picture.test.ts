import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { node, toyGraph } from '../../../tests/engine/toy-graph-data';
import { parseGraph } from '../../graph/parse';
import type { JsonObject } from '../../graph/types';
import { readPngGraph } from '../../runtime/pictures/png-text';
import { runCommandLine } from '../cli';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'save-')); });
afterEach(() => rm(folder, { recursive: true }));

/** A synthetic face and a photograph, both saved. */
async function saved(params: JsonObject): Promise<{ readonly code: number; readonly words: string }> {
  await writeFile(join(folder, 'anna.png'), encode({ width: 40, height: 30, data: new Uint8Array(3600).fill(90), channels: 3 }));
  const graph = toyGraph({
    face: node('synthetic-face', { sizePx: 64 }), made: node('save-image', params),
    photo: node('load-image', {}, { label: 'anna.png' }), shown: node('save-image', params),
  }, ['face.image > made.image', 'photo.image > shown.image']);
  await writeFile(join(folder, 'graph.json'), JSON.stringify(graph));
  let words = '';
  const code = await runCommandLine(['run', join(folder, 'graph.json'), '--set', `photo.file=${join(folder, 'anna.png')}`, '--out', join(folder, 'out')], { out: () => undefined, error: (text) => { words += text; } });
  return { code, words };
}
const read = (name: string): Promise<Buffer> => readFile(join(folder, 'out', name));

test('a PNG carries the graph that made it, no name of a file, and what it is', async () => {
  expect(await saved({})).toEqual({ code: 0, words: '' });
  const made = await read('made.png'), shown = await read('shown.png');
  const { graph } = parseGraph(readPngGraph(shown)!);
  expect(Object.keys(graph!.nodes).sort()).toEqual(['face', 'made', 'photo', 'shown']);
  expect(graph!.nodes['photo']!.params['file']).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(readPngGraph(shown)).not.toContain('anna');
  expect((await sharp(made).metadata()).xmpAsString).toContain('digitalsourcetype/trainedAlgorithmicMedia');
  expect((await sharp(shown).metadata()).xmpAsString).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
});

test('JPEG and WebP say what they are, and the graph stays out where it is switched off', async () => {
  expect((await saved({ format: 'jpeg', quality: 80 })).code).toBe(0);
  expect((await saved({ format: 'webp' })).code).toBe(0);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['made.jpg', 'made.webp', 'shown.jpg', 'shown.webp']);
  for (const name of ['shown.jpg', 'shown.webp']) {
    const { width, height, xmpAsString } = await sharp(await read(name)).metadata();
    expect([width, height]).toEqual([40, 30]);
    expect(xmpAsString).toContain('compositeWithTrainedAlgorithmicMedia');
  }
  expect((await saved({ embedGraph: false })).code).toBe(0);
  expect(readPngGraph(await read('made.png'))).toBeUndefined();
  expect((await sharp(await read('made.png')).metadata()).xmpAsString).toContain('trainedAlgorithmicMedia');
});
