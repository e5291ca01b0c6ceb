import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { readCsv } from '../../src/runtime/batch/csv';
import { ONE_FACE } from './fixtures';
import { documentOf, dragBetween, FLAGS, launch, openEditor, type EditorWindow } from './page';

/** A face, its mask, and our own detector on it. */
const MASKED: GraphDocument = {
  ...ONE_FACE, id: 'masked', title: 'Masked',
  nodes: {
    face: { type: 'synthetic-face', version: 1, params: { seed: 5, sizePx: 160, accessories: false } }, mask: { type: 'face-mask', version: 1, params: { featherPercent: 0 } },
    found: { type: 'detect-faces', version: 1, params: { engine: 'own' } }, view: { type: 'view-image', version: 1, params: {} },
  },
  links: [{ from: ['face', 'mesh'], to: ['mask', 'mesh'] }, { from: ['face', 'image'], to: ['found', 'image'] }, { from: ['face', 'image'], to: ['view', 'image'] }],
  view: { nodes: { face: { x: 0, y: 0 }, mask: { x: 320, y: 0 }, found: { x: 320, y: 320 }, view: { x: 640, y: 0 } }, frames: [], notes: [] },
};

/** Runs up to a node that shows nothing by itself; the state of the run. */
function run(page: Page, node: string): Promise<string> {
  return page.evaluate(async (id) => {
    const session = (window as unknown as EditorWindow).swapgraph;
    await session.runner.run([id]);
    return session.get().run.state;
  }, node);
}

/** The mask at places of the picture, fractions from its upper left corner; 0..1. */
function maskAt(page: Page, places: readonly (readonly [number, number])[]): Promise<readonly number[]> {
  return page.evaluate(async (wanted) => {
    const shown = await (window as unknown as EditorWindow).swapgraph.engine.preview('mask', 'mask', 0);
    if (shown.kind !== 'picture') return [];
    return wanted.map(([x, y]) => shown.rgba[4 * (Math.floor(y * shown.height) * shown.width + Math.floor(x * shown.width))]! / 255);
  }, places);
}

async function idleAgain(page: Page, strokes: number): Promise<void> {
  await page.waitForFunction((count) => {
    const { document, run } = (window as unknown as EditorWindow).swapgraph.get();
    return (document.nodes['mask']?.params['strokes'] as readonly unknown[] | undefined)?.length === count && run.state !== 'running';
  }, strokes);
}

describe('by hand', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch([...FLAGS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']); });
  afterAll(() => browser.close());

  it('brush and eraser change the mask where they went, a stroke a step, and nowhere else', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: MASKED, settings: { backend: 'cpu' } });
    expect(await run(page, 'mask')).toBe('done');
    const corner = [0.1, 0.1] as const, middle = [0.5, 0.55] as const, other = [0.9, 0.9] as const;
    expect((await maskAt(page, [corner, middle, other])).map(Math.round)).toEqual([0, 1, 0]);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'paint', node: 'mask', param: 'strokes' } }));
    const stage = page.locator('.paint-over');
    await stage.waitFor();
    const draw = async (from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
      const box = (await stage.boundingBox())!;
      await dragBetween(page, [box.x + from[0] * box.width, box.y + from[1] * box.height], [box.x + to[0] * box.width, box.y + to[1] * box.height]);
    };
    await draw([0.06, 0.1], [0.16, 0.1]);
    await idleAgain(page, 1);
    expect((await maskAt(page, [corner, middle, other])).map(Math.round)).toEqual([1, 1, 0]);
    await page.getByRole('button', { name: 'Eraser', exact: true }).click();
    await draw([0.45, 0.55], [0.55, 0.55]);
    await idleAgain(page, 2);
    expect((await maskAt(page, [corner, middle, other])).map(Math.round)).toEqual([1, 0, 0]);
    await page.getByRole('button', { name: 'Take the last stroke back' }).click();
    await idleAgain(page, 1);
    expect((await maskAt(page, [corner, middle, other])).map(Math.round)).toEqual([1, 1, 0]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    expect((await documentOf(page)).nodes['mask']?.params['strokes']).toHaveLength(2);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a mask in the place of a learnt one is painted from the inspector, in use at once, and one undo takes the stroke and its use away', async () => {
    const graph = JSON.parse(await readFile('graphs/faceshifter.json', 'utf8')) as GraphDocument;
    const { context, page, errors } = await openEditor(browser, { graph });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['aad']) }));
    await page.getByRole('button', { name: 'Paint on the picture…' }).click();
    const box = (await page.locator('.paint-over').boundingBox())!;
    expect(box.width).toBeGreaterThan(300);
    expect(box.width).toBeCloseTo(box.height, 0);
    await dragBetween(page, [box.x + 0.4 * box.width, box.y + 0.5 * box.height], [box.x + 0.6 * box.width, box.y + 0.5 * box.height]);
    await page.getByLabel('Elsewhere').selectOption('1');
    const { mask, painted } = (await documentOf(page)).nodes['aad']!.params as { mask?: string; painted?: { rest: number; strokes: { points: [number, number][]; radius: number; value: number }[] } };
    expect([mask, painted?.rest, painted?.strokes.length]).toEqual(['painted', 1, 1]);
    const { points, radius, value } = painted!.strokes[0]!;
    expect([radius, value]).toEqual([0.03, 1]);
    expect([points[0]![0], points.at(-1)![0], points[0]![1]].map((place) => Math.round(place * 100) / 100)).toEqual([0.4, 0.6, 0.5]);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.undo(2));
    expect((await documentOf(page)).nodes['aad']!.params).toEqual(graph.nodes['aad']!.params);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('our own detector finds the face in the browser, where it is', async () => {
    const { context, page, errors, foreign } = await openEditor(browser, { graph: MASKED, settings: { backend: 'cpu' } });
    expect(await run(page, 'found')).toBe('done');
    const points = await page.evaluate(async () => {
      const { engine } = (window as unknown as EditorWindow).swapgraph;
      return Promise.all(['found', 'face'].map(async (node) => { const value = await engine.value(node, 'faces'); return value?.kind === 'faces' ? value.faces.map((face) => [...face.points5]) : []; }));
    });
    const [found, truth] = points as [number[][], number[][]];
    expect(found).toHaveLength(1);
    const eyes = Math.hypot(truth[0]![2]! - truth[0]![0]!, truth[0]![3]! - truth[0]![1]!);
    for (let k = 0; k < 10; k += 2) expect(Math.hypot(found[0]![k]! - truth[0]![k]!, found[0]![k + 1]! - truth[0]![k + 1]!) / eyes).toBeLessThan(0.25);
    expect([...foreign, ...errors]).toEqual([]);
    await context.close();
  });

  it('a still from the camera becomes a picture of the graph, and the camera goes off', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: ONE_FACE });
    await context.grantPermissions(['camera']);
    await page.evaluate(() => {
      const { mediaDevices } = navigator, real = mediaDevices.getUserMedia.bind(mediaDevices), streams: MediaStream[] = [];
      mediaDevices.getUserMedia = async (wanted) => { const stream = await real(wanted); streams.push(stream); return stream; };
      Object.assign(window, { streams });
      (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'camera' } });
    });
    const take = page.getByRole('button', { name: 'Take the picture' });
    await take.waitFor();
    // Without consent the camera stays off.
    expect(await take.isDisabled()).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { streams: unknown[] }).streams.length)).toBe(0);
    await page.locator('.dialog input[type="checkbox"]').check();
    await page.waitForFunction(() => (document.querySelector<HTMLVideoElement>('video.camera')?.videoWidth ?? 0) > 0);
    await page.waitForTimeout(300);
    await take.click();
    await page.waitForFunction(() => Object.values((window as unknown as EditorWindow).swapgraph.get().document.nodes).some((node) => node.type === 'load-image'));
    const [id, node] = Object.entries((await documentOf(page)).nodes).find(([, one]) => one.type === 'load-image')!;
    expect(node.params['file']).toMatch(/^sha256:/);
    const shown = await page.evaluate(async (of) => {
      const session = (window as unknown as EditorWindow).swapgraph;
      await session.runner.run([of]);
      const picture = await session.engine.preview(of, 'image', 64);
      return picture.kind === 'picture' ? { width: picture.width, colours: new Set(Array.from({ length: picture.rgba.length / 4 }, (_, i) => `${picture.rgba[4 * i]} ${picture.rgba[4 * i + 1]} ${picture.rgba[4 * i + 2]}`)).size } : undefined;
    }, id);
    // Chromium's pretended camera shows a green field with a moving disc and a clock.
    expect(shown?.width).toBeGreaterThan(30);
    expect(shown?.colours).toBeGreaterThan(3);
    expect(await page.evaluate(() => (window as unknown as { streams: MediaStream[] }).streams.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState))).toEqual(['ended']);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('a batch says how far it is, stops when told to, and gives what is done', async () => {
    const graph: GraphDocument = { ...ONE_FACE, nodes: { ...ONE_FACE.nodes, face: { ...ONE_FACE.nodes['face']!, params: { seed: 5, sizePx: 384 } } } };
    const { context, page, errors } = await openEditor(browser, { graph, settings: { backend: 'cpu' } });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'batch' } }));
    await page.getByRole('radio').nth(1).check();
    const lines = Array.from({ length: 40 }, (_, k) => `p${k},${k + 1}`);
    await page.locator('.dialog input[accept*="csv"]').setInputFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(['name,face.seed', ...lines].join('\n')) });
    await page.getByRole('button', { name: 'Compute 40 pairs' }).click();
    await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>('.batch-bar')?.value ?? 0) >= 2, undefined, { timeout: 60_000 });
    expect(await page.locator('.dialog [role="status"]').textContent()).toMatch(/of 40 pairs, 0 failed/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Stop and keep what is done' }).click();
    const archive = unzipSync(new Uint8Array(await readFile(await (await download).path())));
    const [, ...rows] = readCsv(new TextDecoder().decode(archive['metrics.csv'])).map(({ cells }) => cells);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.length).toBeLessThan(40);
    expect(rows.map((row) => [row[0], row[2]])).toEqual(rows.map((_, k) => [`p${k}`, 'done']));
    expect(Object.keys(archive).filter((name) => name.endsWith('.png'))).toHaveLength(rows.length);
    await page.getByRole('button', { name: 'Compute 40 pairs' }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
