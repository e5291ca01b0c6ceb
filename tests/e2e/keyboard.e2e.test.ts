import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_FACE } from './fixtures';
import { documentOf, launch, openEditor, openGraph, runEnded, settle, type EditorWindow, type Opened } from './page';

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

describe('without a mouse', () => {
  let browser: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await openEditor(browser);
    ({ page } = opened);
  });
  afterAll(() => browser.close());

  it('goes from the gallery to an exported picture', async () => {
    await page.keyboard.press('Control+g');
    await page.locator('.gallery-card').first().waitFor();
    for (let i = 0; i < 40 && !(await focused(page)).includes('Empty graph'); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => Object.keys((window as unknown as EditorWindow).swapgraph.get().document.nodes).length === 0);
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.matches('.canvas'));

    await page.keyboard.press('Space');
    await page.keyboard.type('synthetic');
    await page.keyboard.press('Enter');
    await settle(page);
    await page.keyboard.press('Space');
    await page.keyboard.type('view image');
    await page.keyboard.press('Enter');
    await settle(page);
    expect(Object.values((await documentOf(page)).nodes).map((node) => node.type).sort()).toEqual(['synthetic-face', 'view-image']);

    await page.keyboard.press('e');
    for (let i = 0; i < 30 && !(await page.evaluate(() => document.activeElement?.matches('select[id^="wire-"]'))); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await settle(page);
    expect((await documentOf(page)).links).toHaveLength(1);

    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+Shift+E');
    expect((await download).suggestedFilename()).toMatch(/\.png$/);
  });

  it('walks from node to node, edits, and tells what happened', async () => {
    await openGraph(page, ONE_FACE);
    await page.locator('.canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const selection = () => page.evaluate(() => [...(window as unknown as EditorWindow).swapgraph.get().selection]);
    expect(await selection()).toEqual(['view']);
    expect(await page.locator('[aria-live]').last().textContent()).toBe('Result');
    await page.keyboard.press('m');
    expect((await documentOf(page)).nodes['view']?.bypass).toBe(true);
    await page.keyboard.press('Shift+ArrowDown');
    expect((await documentOf(page)).view.nodes['view']?.y).toBe(8);
    await page.keyboard.press('Delete');
    expect(Object.keys((await documentOf(page)).nodes)).toEqual(['face']);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await documentOf(page)).toEqual(ONE_FACE);
  });

  it('finds commands by name in either language', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('对齐');
    await settle(page);
    expect(await page.locator('.picker-item').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('.picker').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('minimap');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().settings.minimap)).toBe(false);
    await page.keyboard.press('?');
    await page.locator('.shortcuts').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.shortcuts').waitFor({ state: 'detached' });
  });

  it('threw nothing', () => expect(opened.errors).toEqual([]));
});
