import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SWAP } from './fixtures';
import { documentOf, launch, openEditor, runEnded, settle, type EditorWindow, type Opened } from './page';

const macroOf = async (page: Page) => Object.values((await documentOf(page)).macros)[0];
const undoSteps = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().history.past.length);

describe('a macro', () => {
  let browser: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await openEditor(browser, { graph: SWAP });
    ({ page } = opened);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['target', 'swap']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Shift+M');
    await settle(page);
    await page.keyboard.press('Control+ArrowDown');
    await page.locator('#macro-title').waitFor();
  });
  afterAll(() => browser.close());

  it('gets ports, which can be renamed, put in order, joined and removed, each as one step of undo', async () => {
    const folded = await documentOf(page);
    const before = await undoSteps(page);
    await page.getByLabel('Add an output for…').selectOption({ label: 'True swap · Coefficients' });
    await page.getByLabel('Name of the port Coefficients').fill('numbers');
    await page.keyboard.press('Enter');
    expect((await macroOf(page))?.outputs.map((port) => port.name)).toEqual(['image', 'numbers']);
    await page.getByRole('button', { name: 'Move numbers up' }).click();
    expect((await macroOf(page))?.outputs.map((port) => port.name)).toEqual(['numbers', 'image']);
    await page.getByLabel(/^Name of the port (Image|Swapped|Result|Truth)/).fill('swapped');
    await page.keyboard.press('Enter');
    expect((await documentOf(page)).links.map((link) => link.from[1])).toContain('swapped');
    expect(await undoSteps(page)).toBe(before + 4);
    await page.getByLabel('Name of the port swapped').fill('a/b');
    await page.keyboard.press('Enter');
    expect(await page.locator('.notice[data-tone="bad"]').last().textContent()).toContain('cannot be the name of this port');
    await page.getByRole('button', { name: 'Remove numbers' }).click();
    expect((await macroOf(page))?.outputs.map((port) => port.name)).toEqual(['swapped']);
    await page.locator('.canvas').focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
    expect(await documentOf(page)).toEqual(folded);
  });

  it('does the same from a node inside it, by keyboard alone', async () => {
    const folded = await documentOf(page);
    await page.locator('.canvas').focus();
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['target']) }));
    await page.keyboard.press('e');
    const pressUntil = async (name: string): Promise<void> => {
      for (let i = 0; i < 200; i++) {
        if (await page.evaluate(() => document.activeElement?.getAttribute('aria-label')) === name) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    };
    await pressUntil('Expose Seed on the macro');
    await pressUntil('Make Image a port of the macro');
    const macro = await macroOf(page);
    expect(macro?.params).toEqual([{ name: 'seed', node: 'target', param: 'seed' }]);
    expect(macro?.outputs.map((port) => port.ends)).toContainEqual([['target', 'image']]);
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await documentOf(page)).toEqual(folded);
    await page.keyboard.press('Control+Shift+Z');
  });

  it('shows an exposed setting on its node, runs with it, and gives it back when it is unfolded', async () => {
    await page.keyboard.press('Control+ArrowUp');
    await settle(page);
    await page.locator('.card[data-category="macro"] .card-title').click();
    const id = await page.evaluate(() => [...(window as unknown as EditorWindow).swapgraph.get().selection][0] ?? '');
    await page.locator(`#inspector-${id}-seed`).fill('23');
    expect((await documentOf(page)).nodes[id]?.params['seed']).toBe(23);
    expect((await macroOf(page))?.nodes['target']?.params['seed']).toBe(11);
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    await page.keyboard.press('Control+Shift+U');
    await settle(page);
    const after = await documentOf(page);
    expect(after.macros).toEqual({});
    expect(after.nodes['target']?.params).toEqual({ seed: 23, sizePx: 64 });
    expect(after.links).toHaveLength(SWAP.links.length);
  });

  it('threw nothing', () => expect(opened.errors).toEqual([]));
});
