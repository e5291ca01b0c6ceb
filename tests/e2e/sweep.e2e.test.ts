import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { SWAP } from './fixtures';
import { launch, openEditor, openGraph, runEnded, settle, type EditorWindow } from './page';

const graphFile = (name: string) => fileURLToPath(new URL(`../../graphs/${name}.json`, import.meta.url));

/** A sweep over the seed of one small face and the choice of its hair. */
const SWEEP: GraphDocument = {
  ...SWAP, id: 'e2e-sweep', title: { en: 'Small sweep', zh: '小型扫描' },
  nodes: { face: { type: 'synthetic-face', version: 1, params: { sizePx: 64 }, label: 'Face' }, sweep: { type: 'sweep', version: 1, params: { columns: { node: 'face', param: 'seed', values: [1, 2, 3] } }, label: 'Grid' } },
  links: [{ from: ['face', 'image'], to: ['sweep', 'picture'] }],
  view: { nodes: { face: { x: 0, y: 0 }, sweep: { x: 320, y: 0 } }, frames: [], notes: [] },
};

async function exported(page: Page, viewer: string, item: RegExp): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: `Export figure… ${viewer}` }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  return fileOf(download);
}

async function fileOf(download: Download): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe('sweeps and figures', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('sweeps two parameters chosen from lists, by keyboard, and exports the grid', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: SWEEP });
    await page.locator('[data-node="sweep"] .card-title').click();
    const rows = page.getByRole('group', { name: 'From top to bottom' });
    await rows.getByLabel('Parameter of this axis').selectOption('face.yawDeg');
    await rows.getByLabel('Steps', { exact: true }).fill('2');
    await rows.getByLabel('From', { exact: true }).fill('-100');
    await page.locator('.inspector .problem-box', { hasText: 'must be between -75 and 75' }).waitFor();
    await rows.getByLabel('From', { exact: true }).fill('-30');
    await rows.getByLabel('To', { exact: true }).fill('30');
    await rows.getByLabel('Move another parameter along…').selectOption('face.pitchDeg');
    await rows.getByText('moves along: face.pitchDeg').waitFor();
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().steps['sweep']?.state === 'ran');
    const title = 'Grid · Grid';
    const svg = (await exported(page, title, /as SVG/)).bytes.toString();
    expect(svg.match(/<image /g)).toHaveLength(6);
    for (const words of ['Seed · face →', 'Yaw (°) · face ↓', '−30</text>', 'Seeds: Face 1.']) expect(svg).toContain(words);
    const png = await exported(page, title, /as PNG/);
    const size = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg)!;
    expect([decode(png.bytes).width, decode(png.bytes).height]).toEqual([2 * Number(size[1]), 2 * Number(size[2])]);
    expect((await exported(page, title, /as CSV/)).bytes.toString().replace('\uFEFF', '').trim().split('\r\n')).toEqual(['face.seed,face.yawDeg (°)', '1,-30', '1,30', '2,-30', '2,30', '3,-30', '3,30']);
    const npy = (await exported(page, title, /npy/)).bytes;
    expect(npy.toString('latin1', 1, 6)).toBe('NUMPY');
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('can be stopped, and keeps the cells that are done', async () => {
    const { context, page } = await openEditor(browser, { graph: { ...SWEEP, nodes: { ...SWEEP.nodes, face: { ...SWEEP.nodes['face']!, params: { sizePx: 224 } }, sweep: { ...SWEEP.nodes['sweep']!, params: { columns: { node: 'face', param: 'seed', values: [...Array(40).keys()] } } } } } });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => ((window as unknown as EditorWindow).swapgraph.get().steps['sweep']?.progress ?? 0) > 0.05, undefined, { timeout: 60_000 });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.runner.cancel());
    expect(await runEnded(page)).toBe('cancelled');
    await page.evaluate(() => { void (window as unknown as EditorWindow).swapgraph.runner.run(); });
    const first = await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().steps['sweep']?.progress ?? 0);
    expect(await first.jsonValue()).toBeGreaterThan(0.04);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.runner.cancel());
    await context.close();
  }, 120_000);

  it('takes a teacher from the gallery to a figure of the masks in no more than eight clicks', async () => {
    const { context, page, errors } = await openEditor(browser, { autoRun: true });
    let clicks = 0;
    const click = async (what: ReturnType<Page['locator']>): Promise<void> => { clicks++; await what.click(); };
    await click(page.getByRole('button', { name: /gallery/i }).first());
    await click(page.locator('.gallery-card', { hasText: 'Three attribute levels against all' }));
    await page.waitForFunction(() => { const { document, run, steps } = (window as unknown as EditorWindow).swapgraph.get(); return document.id === 'attribute-levels' && run.state === 'done' && steps['whole'] !== undefined; }, undefined, { timeout: 100_000 });
    await settle(page);
    await click(page.locator('[data-node="whole"] .card-title'));
    await click(page.locator('.inspector').getByRole('button', { name: 'Keep in view: Masks M' }));
    await page.getByRole('button', { name: /Export figure….*Masks M/ }).waitFor();
    await click(page.getByRole('button', { name: /Export figure….*Masks M/ }));
    const waiting = page.waitForEvent('download');
    await click(page.getByRole('menuitem', { name: /as SVG/ }));
    const { name, bytes } = await fileOf(await waiting);
    expect(clicks).toBeLessThanOrEqual(8);
    expect(name).toMatch(/masks/);
    expect(bytes.toString().match(/<image /g), 'all masks of the ladder').toHaveLength(7);
    for (const words of ['Three attribute levels against all', 'Weights: ', 'Source 22, Target 8']) expect(bytes.toString()).toContain(words);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it('exports every view of feature maps and of a mesh, with real weights', async () => {
    const { context, page, errors } = await openEditor(browser, {});
    await openGraph(page, JSON.parse(await readFile(graphFile('aad-masks'), 'utf8')) as GraphDocument);
    await page.evaluate(() => { const session = (window as unknown as EditorWindow).swapgraph; session.set({ pins: [{ node: 'aad', port: 'sum' }, { node: 'source', port: 'mesh' }] }); void session.runner.run(); });
    expect(await runEnded(page)).toBe('done');
    const viewer = page.locator('.viewer').first(), title = (await viewer.getAttribute('aria-label'))!;
    for (const [view, words] of [['tiles', 'channels, ordered by'], ['projection', 'Variance in red'], ['stack', 'in the chosen order'], ['lens', 'Mean and deviation']] as const) {
      await viewer.getByLabel('View', { exact: true }).selectOption(view);
      await page.waitForTimeout(1500);
      const svg = (await exported(page, title, /as SVG/)).bytes.toString();
      expect(svg, view).toContain(words);
      if (view !== 'lens') expect(svg.match(/<image /g)!.length, view).toBeGreaterThan(0);
    }
    // The formula at a pixel, computed anew in float64, against what the network gave.
    await viewer.locator('.formula-mask canvas').last().hover();
    await expect.poll(() => viewer.locator('.formula').innerText()).toMatch(/\(1 − [\d.]+\) · .+ = /);
    const residual = Number(/differ by ([\d.e−]+)\.?$/.exec((await viewer.locator('.formula').innerText()).trim())![1]!.replace('−', '-').replace(/\.$/, ''));
    expect(residual).toBeLessThan(1e-4);
    const csv = (await exported(page, title, /as CSV/)).bytes.toString().split('\r\n');
    expect(csv[0]).toContain('channel,min,max,mean,std,rms,not finite,mu in');
    const mesh = (await page.locator('.viewer').nth(1).getAttribute('aria-label'))!;
    expect((await exported(page, mesh, /as SVG/)).bytes.toString()).toContain('vertices');
    expect(decode((await exported(page, mesh, /as PNG/)).bytes).width).toBeGreaterThan(1000);
    expect(errors).toEqual([]);
    await context.close();
  }, 240_000);
});
