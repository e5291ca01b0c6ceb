import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../face/random';
import { pictureFeatures } from '../shared/familiarity/picture-features';
import { distanceFrom, parseTrainingPictures } from '../shared/familiarity/training-pictures';
import { gridFeatures, learnPicturesCommand, NETWORKS_SPOKEN_FOR } from './learn-pictures';

const SIDE = 32, COUNT = 120;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grid-'));
  const random = createRandom(1), colour = new Uint8Array(COUNT * SIDE * SIDE * 3);
  // Slow waves of colour with a little noise, each picture another.
  for (let n = 0; n < COUNT; n++) {
    const phase = random.normal(), tint = 20 * random.normal();
    for (let i = 0; i < SIDE * SIDE; i++) for (let c = 0; c < 3; c++) colour[(n * SIDE * SIDE + i) * 3 + c] = Math.max(0, Math.min(255, 128 + 60 * Math.sin(i % SIDE / 9 + phase + c) + tint + 6 * random.normal()));
  }
  await writeFile(join(folder, 'colour.u8'), colour);
  await writeFile(join(folder, 'grid.json'), JSON.stringify({ count: COUNT, size: SIDE, identities: 7, seed: 3, template: 'ffhq_512', model: { version: '9.9.9' } }));
});
afterAll(() => rm(folder, { recursive: true }));

test('a grid is measured into a file that knows its own pictures from others', async () => {
  const out = join(folder, 'figures.json'), said: string[] = [];
  const code = await learnPicturesCommand(['--data', folder, '--out', out], { out: (text) => { said.push(text); }, error: (text) => { said.push(text); } });
  expect([code, said.join('')]).toEqual([0, expect.stringMatching(/^Of 120 pictures, half lie below \d\.\d\d, 95 % below/)]);
  const known = parseTrainingPictures(await readFile(out, 'utf8'));
  expect(known.data).toEqual({ pictures: COUNT, measured: COUNT, identities: 7, seed: 3, template: 'ffhq_512', sizePx: SIDE, model: '9.9.9' });
  expect(Object.keys(known.networks)).toEqual(NETWORKS_SPOKEN_FOR);
  const own = (await gridFeatures(join(folder, 'colour.u8'), { count: COUNT, size: SIDE }, 10)).map((features) => distanceFrom(known, features));
  expect(Math.max(...own)).toBeLessThanOrEqual(1.5 * known.percentiles[100]!);
  const grey = new Float32Array(3 * SIDE * SIDE).fill(0.5);
  expect(distanceFrom(known, pictureFeatures(grey, SIDE))).toBeGreaterThan(2 * known.percentiles[100]!);
});

test('a grid that is not finished is refused', async () => {
  await expect(gridFeatures(join(folder, 'colour.u8'), { count: COUNT + 30, size: SIDE }, 50)).rejects.toThrow(/ends in picture 12\d of 150\. Let "render-grid" finish it/);
});

test('says what is missing', async () => {
  const said: string[] = [];
  const io = { out: (text: string) => { said.push(text); }, error: (text: string) => { said.push(text); } };
  expect(await learnPicturesCommand([], io)).toBe(1);
  expect(said.join('')).toContain('--data DIR');
});
