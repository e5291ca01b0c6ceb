import { existsSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument, GraphNode } from '../../src/graph/types';
import { convModel } from '../../src/runtime/onnx/test-models';
import { faults } from './faults';
import { SWAP } from './fixtures';
import { documentOf, launch, openEditor, openGraph, runEnded, settle, type EditorWindow } from './page';

const node = (type: string, params: GraphNode['params'] = {}, label?: string): GraphNode => ({ type, version: 1, params, ...(label === undefined ? {} : { label }) });

const MESHES: GraphDocument = {
  ...SWAP, id: 'e2e-meshes', title: 'Meshes',
  nodes: { source: node('synthetic-face', { seed: 3, sizePx: 64 }, 'Source'), target: node('synthetic-face', { seed: 4, sizePx: 64 }, 'Target'), fuse: node('recombine-coefficients', {}, 'c_fuse'), view: node('view-mesh', {}, 'Shape') },
  links: [{ from: ['source', 'coefficients'], to: ['fuse', 'source'] }, { from: ['target', 'coefficients'], to: ['fuse', 'target'] }, { from: ['fuse', 'mesh'], to: ['view', 'mesh'] }],
  view: { nodes: { source: { x: 0, y: 0 }, target: { x: 0, y: 420 }, fuse: { x: 320, y: 160 }, view: { x: 640, y: 160 } }, frames: [], notes: [] },
};

async function pinAndRun(page: Page, pins: readonly { readonly node: string; readonly port: string }[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    const session = (window as unknown as EditorWindow).swapgraph;
    session.set({ pins: [...wanted] });
    await session.runner.run([...new Set(wanted.map((pin) => pin.node))]);
  }, pins);
  expect(await runEnded(page)).toBe('done');
}

/** Two encoders with 1,024 channels and weights that look random, and AdaIN of the one with the statistics of the other. */
async function featureGraph(page: Page): Promise<GraphDocument> {
  const described = await page.evaluate(async (data) => {
    const { engine } = (window as unknown as EditorWindow).swapgraph;
    const file = await engine.putAsset(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)), 'application/onnx');
    const ports = await engine.describeOnnx(file);
    return { file, ports: ports['ports'] ?? ports };
  }, Buffer.from(convModel(3, 1024, 64)).toString('base64'));
  return {
    ...SWAP, id: 'e2e-features', title: 'Features',
    nodes: { source: node('synthetic-face', { seed: 3, sizePx: 64 }, 'Source'), target: node('synthetic-face', { seed: 4, sizePx: 64 }, 'Target'), first: node('onnx-model', described, 'First'), second: node('onnx-model', described, 'Second'), adain: node('adain-inject', { variant: 'plain' }, 'AdaIN') },
    links: [{ from: ['source', 'image'], to: ['first', 'x'] }, { from: ['target', 'image'], to: ['second', 'x'] }, { from: ['first', 'y'], to: ['adain', 'h'] }, { from: ['second', 'y'], to: ['adain', 'statistics'] }],
    view: { nodes: { source: { x: 0, y: 0 }, target: { x: 0, y: 420 }, first: { x: 320, y: 0 }, second: { x: 320, y: 420 }, adain: { x: 640, y: 160 } }, frames: [], notes: [] },
  };
}

/** Different colours of a canvas inside a part of the page. */
function coloursOf(part: Locator): Promise<number> {
  return part.locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    return seen.size;
  });
}

describe('the viewers', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('grow and shrink by the arrow keys on their upper edge', async () => {
    const { context, page } = await openEditor(browser, { settings: { dockHeightPx: 300 } });
    const grip = page.getByRole('separator', { name: 'Height of the viewers' });
    await grip.focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    expect(await grip.getAttribute('aria-valuenow')).toBe('324');
    await expect.poll(() => page.locator('.dock').evaluate((dock: HTMLElement) => dock.offsetHeight)).toBe(324);
    await context.close();
  });

  it('compare, overlay, link and morph meshes, and feed modes into the graph', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: MESHES, settings: { dockHeightPx: 360 } });
    await pinAndRun(page, [{ node: 'fuse', port: 'mesh' }, { node: 'target', port: 'mesh' }]);
    const [fused, target] = [page.locator('.viewer').nth(0), page.locator('.viewer').nth(1)];
    await fused.getByRole('button', { name: 'Layers' }).click();
    await fused.getByLabel('Colour by distance to').selectOption('target.mesh');
    await expect.poll(() => fused.locator('.stage-legend').textContent()).toMatch(/^0[\d.]+ cmmean [\d.]+ cm$/);
    await fused.getByLabel('Lay another mesh over it…').selectOption('source.mesh');
    await expect.poll(() => fused.locator('.layer-line').count()).toBe(2);
    await fused.getByRole('button', { name: 'Link', exact: true }).click();
    expect(await target.getByRole('button', { name: 'Link', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await target.getByRole('button', { name: 'Morph' }).click();
    await target.getByRole('slider', { name: /^Jaw width/ }).fill('2');
    await target.getByRole('button', { name: 'Use in “Target”' }).click();
    expect((await documentOf(page)).nodes['target']?.params['scene']).toEqual({ identity: { shape: { jawWidth: 2 } } });
    await fused.getByRole('button', { name: 'Layers' }).click();
    await fused.getByRole('button', { name: 'Morph' }).click();
    await expect.poll(() => fused.locator('.side-remark').textContent()).toContain('no parameter for single modes');
    expect(await faults(page, '.dock')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('show 1,024 channels as tiles, in an order and range that are said', async () => {
    const { context, page, errors } = await openEditor(browser, { settings: { dockHeightPx: 420 } });
    await openGraph(page, await featureGraph(page));
    await pinAndRun(page, [{ node: 'first', port: 'y' }, { node: 'second', port: 'y' }]);
    const first = page.locator('.viewer').nth(0), room = first.locator('.tile-room');
    await expect.poll(() => coloursOf(room), { timeout: 20_000 }).toBeGreaterThan(50);
    expect(await room.getAttribute('data-tiles')).toBe('1024');
    await room.evaluate((element) => { element.scrollTop = element.scrollHeight; });
    await settle(page);
    await expect.poll(() => coloursOf(room), { timeout: 20_000 }).toBeGreaterThan(50);
    await first.getByRole('button', { name: 'Options' }).click();
    await first.getByLabel('Compare with (B)').selectOption('second.y');
    await expect.poll(() => first.getByLabel('Range shared by').inputValue()).toBe('both');
    await first.getByLabel('Order').selectOption('difference');
    await room.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => first.locator('.pixel-value').textContent()).toMatch(/channel \d+ .*\|A − B\|/);
    await page.keyboard.press('Enter');
    await expect.poll(() => coloursOf(first.locator('.image-layer')), { timeout: 20_000 }).toBeGreaterThan(20);
    await first.getByRole('button', { name: 'All channels' }).click();
    await first.getByLabel('View', { exact: true }).selectOption('projection');
    await expect.poll(() => first.locator('.stage-legend').textContent(), { timeout: 30_000 }).toMatch(/\d+ % · \d+ % · \d+ %/);
    expect(await faults(page, '.dock')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  // The node's other variants have weights, and their manifest is read with the first run of it.
  it.skipIf(!existsSync('public/models/manifest.json'))('show what AdaIN did to every channel through the lens', async () => {
    const { context, page, errors } = await openEditor(browser, { settings: { dockHeightPx: 420 } });
    await openGraph(page, await featureGraph(page));
    await pinAndRun(page, [{ node: 'adain', port: 'h' }]);
    const lens = page.locator('.viewer').nth(0);
    await lens.getByLabel('View', { exact: true }).selectOption('lens');
    await expect.poll(() => lens.locator('.arrows').getAttribute('d'), { timeout: 20_000 }).toMatch(/^M[\d.]+ [\d.]+L/);
    // Plain AdaIN leaves μ = β and σ = |γ|, but for the ε of the layer.
    const words = await lens.locator('.lens .hint').first().textContent();
    const differences = [...(words ?? '').matchAll(/([\d.]+)e−(\d+)|\b0 in/g)].map((match) => (match[1] === undefined ? 0 : Number(match[1]) * 10 ** -Number(match[2])));
    expect(differences.length).toBe(2);
    for (const difference of differences) expect(difference).toBeLessThan(0.02);
    expect(await faults(page, '.dock')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('tell what a wire and a port carry', async () => {
    const { context, page } = await openEditor(browser, { graph: MESHES });
    await pinAndRun(page, [{ node: 'view', port: 'mesh' }]);
    await page.locator('[data-node="source"] .port-title', { hasText: 'Image' }).click();
    const panel = page.locator('.inspector');
    await expect.poll(() => panel.locator('.port-facts').innerText()).toMatch(/3 × 64 × 64/);
    await expect.poll(() => panel.locator('.port-facts').innerText()).toMatch(/Deviation/);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(), selectedWire: 'view/mesh' }));
    await expect.poll(() => panel.innerText()).toMatch(/Vertices\s*7408/);
    expect(await panel.innerText()).toContain('Goes to Shape · Mesh.');
    await context.close();
  });
});
