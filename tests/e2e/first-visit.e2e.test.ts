import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { SWAP } from './fixtures';
import { launch, openEditor, openGraph, runEnded, settle, type EditorWindow } from './page';

const shipped = async (name: string): Promise<GraphDocument> => JSON.parse(await readFile(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8')) as GraphDocument;

/** Names on the canvas that cannot be read: smaller than 7 px in the window, or names of frames that are cut. */
function illegible(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const zoom = (window as unknown as EditorWindow).swapgraph.stage.current?.cameraNow().zoom ?? 1;
    return [...document.querySelectorAll<HTMLElement>('.card-title, .frame-title')].flatMap((element) => {
      const sizePx = Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
      if (sizePx < 7) return [`${element.textContent}: ${sizePx.toFixed(1)} px`];
      return element.matches('.frame-title') && element.scrollWidth > element.clientWidth + 1 ? [`${element.textContent}: cut`] : [];
    });
  });
}

/** Cards and frames of the whole graph that lie outside the canvas, or under its tools. */
function hidden(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const room = document.querySelector('.canvas')?.getBoundingClientRect();
    const tools = document.querySelector('.canvas-tools')?.getBoundingClientRect();
    const map = document.querySelector<HTMLElement>('.minimap');
    const covers = [tools, map && getComputedStyle(map).opacity !== '0' ? map.getBoundingClientRect() : undefined].flatMap((box) => box ?? []);
    return [...document.querySelectorAll<HTMLElement>('.node-holder')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const outside = !room || box.left < room.left || box.top < room.top || box.right > room.right || box.bottom > room.bottom;
      const covered = covers.some((cover) => box.left < cover.right && cover.left < box.right && box.top < cover.bottom && cover.top < box.bottom);
      return outside || covered ? [element.dataset['node'] ?? ''] : [];
    });
  });
}

describe('a first visit', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('opens a graph that runs by itself, with a tour that is closed for good, and shows both faces and the swap', async () => {
    const { context, page, errors, foreign } = await openEditor(browser, { firstVisit: true, autoRun: true });
    await page.locator('.tour').waitFor();
    expect(await runEnded(page)).toBe('done');
    const titles = page.locator('.viewer-title');
    expect((await titles.allTextContents()).slice(0, 2).map((title) => title.split(' · ')[0])).toEqual(['Source', 'Target']);
    expect(await titles.count()).toBeGreaterThanOrEqual(3);
    for (const viewer of await page.locator('.viewer').all()) {
      const picture = await viewer.locator('.image-layer canvas').boundingBox();
      expect(Math.min(picture?.width ?? 0, picture?.height ?? 0)).toBeGreaterThan(150);
    }
    expect(await illegible(page)).toEqual([]);
    for (let step = 0; step < 4; step++) await page.locator('.tour').getByRole('button', { name: 'Next' }).click();
    await page.locator('.tour').getByRole('button', { name: 'Start' }).click();
    await page.reload();
    await page.locator('.canvas').waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator('.tour').count()).toBe(0);
    expect([...errors, ...foreign]).toEqual([]);
    await context.close();
  });

  it.each([[1440, 900], [1024, 768]] as const)('finds both lanes of the comparison whole and legible at %i × %i', async (width, height) => {
    const { context, page } = await openEditor(browser, { width, height, graph: await shipped('faceshifter-vs-hififace') });
    await page.waitForTimeout(400);
    expect(await hidden(page)).toEqual([]);
    expect(await illegible(page)).toEqual([]);
    await context.close();
  });

  it('compares a result with the one before it: side by side on one picture, in turns, and pixel by pixel', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ pins: [{ node: 'view', port: 'image' }] }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    const viewer = page.locator('.viewer').first();
    await viewer.getByRole('button', { name: 'Keep as “before”' }).click();
    await page.evaluate(() => {
      const session = (window as unknown as EditorWindow).swapgraph;
      session.editDocument((graph) => ({ document: { ...graph, nodes: { ...graph.nodes, source: { ...graph.nodes['source']!, params: { seed: 8, sizePx: 64 } } } } }), { label: 'Another face' });
      return session.runner.run();
    });
    expect(await runEnded(page)).toBe('done');
    await settle(page);
    const layers = viewer.locator('.image-layer');
    await expect.poll(() => layers.count()).toBe(2);
    const drawn = await layers.evaluateAll((all) => all.map((layer) => layer.querySelector('canvas')?.toDataURL()));
    expect(drawn[0]).not.toBe(drawn[1]);
    await viewer.getByLabel('Before and after').fill('25');
    expect(await layers.nth(1).evaluate((layer) => getComputedStyle(layer).clipPath)).toMatch(/75%/);
    await viewer.getByRole('button', { name: 'Flicker' }).click();
    const seen = new Set<number>();
    await expect.poll(async () => seen.add(await layers.count()).size, { timeout: 5000 }).toBe(2);
    await viewer.getByRole('button', { name: 'Stop comparing' }).click();
    expect(await layers.count()).toBe(1);
    const stage = viewer.locator('.image-stage');
    await stage.hover();
    await expect.poll(() => viewer.locator('.pixel-value').textContent()).toMatch(/^x \d+ y \d+ · \d+ \d+ \d+$/);
    await page.mouse.wheel(0, -800);
    await page.mouse.move(2, 2);
    await expect.poll(() => viewer.locator('.pixel-value').textContent()).toMatch(/64 × 64 · [2-9]\d\d %|64 × 64 · \d{4} %/);
    await context.close();
  });

  it('starts another graph without results of the one before', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    await page.locator('.viewer .image-layer').first().waitFor();
    await openGraph(page, { ...SWAP, id: 'e2e-other', nodes: { ...SWAP.nodes, source: { type: 'synthetic-face', version: 1, params: { seed: 70, sizePx: 64 } } } });
    await expect.poll(() => page.locator('.viewer .image-layer').count()).toBe(0);
    await context.close();
  });
});
