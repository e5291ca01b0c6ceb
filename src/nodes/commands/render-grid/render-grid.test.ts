import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { templatePoints } from '../../../face/align/templates';
import { parseFaceModel } from '../../../face/model/load';
import { poseHead } from '../../../face/render/head-pose';
import { facePose, projectPoints } from '../../../face/render/pose';
import { sampleScene } from '../../../face/scene/sample-scene';
import { trueSwap } from '../../../face/scene/true-swap';
import { renderGridCommand } from '../render-grid';
import { alignedScene, GRID_TEMPLATE, gridRows, hasOccluder } from './scenes';

const model = parseFaceModel(readFileSync(new URL('../../../../public/models/face-model.bin', import.meta.url)));
const plan = { identities: 12, scenes: 8, perScene: 3, seed: 4, sizePx: 32, supersample: 1 };
const folder = mkdtempSync(join(tmpdir(), 'swapgraph-grid-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('scenes of a grid', () => {
  it('shows the face where the template wants it', () => {
    for (let seed = 0; seed < 10; seed++) {
      const scene = alignedScene(model, sampleScene(seed, model, { maxYawDeg: 40 }), 128, { normal: () => 0 });
      const points = projectPoints(facePose(scene, 128, 128), poseHead(model, scene).positions);
      const goal = templatePoints(GRID_TEMPLATE, 128);
      const eyes = [0, 1].map((k) => {
        const vertices = model.landmarks5[k]!;
        const x = vertices.reduce((sum, v) => sum + points[2 * v]!, 0) / vertices.length;
        const y = vertices.reduce((sum, v) => sum + points[2 * v + 1]!, 0) / vertices.length;
        return Math.hypot(x - goal[k]!.x, y - goal[k]!.y);
      });
      expect(Math.max(...eyes)).toBeLessThan(9);
    }
  });

  it('makes any two rows of a scene each other\'s true swap', () => {
    const [first, second] = gridRows(model, plan, 3);
    expect(trueSwap(second!.scene, first!.scene, model)).toEqual(second!.scene);
    expect(trueSwap(first!.scene, second!.scene, model)).toEqual(first!.scene);
    expect(first!.scene).not.toEqual(second!.scene);
  });

  it('puts something before every fourth face only', () => {
    for (let scene = 0; scene < 8; scene++) expect(gridRows(model, plan, scene).every((row) => hasOccluder(row.scene))).toBe(scene % 4 === 0);
  });
});

describe('render-grid', () => {
  const silent = { out: () => {}, error: () => {} };
  const args = (out: string): string[] => ['--out', out, '--identities', '12', '--scenes', '4', '--per-scene', '3', '--size', '32', '--supersample', '1', '--seed', '4', '--threads', '1'];

  it('goes on where it was stopped, to the same bytes', async () => {
    const whole = join(folder, 'whole'), cut = join(folder, 'cut');
    expect(await renderGridCommand(args(whole), silent)).toBe(0);
    expect(await renderGridCommand(args(cut), silent)).toBe(0);
    truncateSync(join(cut, 'colour.u8'), 20_000);
    expect(await renderGridCommand(args(cut), silent)).toBe(0);
    for (const file of ['colour.u8', 'labels.u8', 'truth.f32']) expect(readFileSync(join(cut, file)).equals(readFileSync(join(whole, file)))).toBe(true);
    expect(JSON.parse(readFileSync(join(whole, 'grid.json'), 'utf8'))).toMatchObject({ count: 12, size: 32, template: 'ffhq_512' });
  });

  it('refuses to mix two plans in one folder', async () => {
    const said: string[] = [];
    expect(await renderGridCommand([...args(join(folder, 'whole')), '--seed', '5'], { out: () => {}, error: (text) => said.push(text) })).toBe(1);
    expect(said.join('')).toContain('other options');
  });
});
