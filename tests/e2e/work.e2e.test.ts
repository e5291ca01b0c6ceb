import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_FACE, SWAP } from './fixtures';
import { documentOf, dragBetween, launch, middleOf, openEditor, openGraph, runEnded, settle, socket, type EditorWindow, type Opened } from './page';

describe('work on a graph', () => {
  let browser: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await openEditor(browser, { graph: SWAP });
    ({ page } = opened);
  });
  afterAll(() => browser.close());

  it('shows every node and wire of the document', async () => {
    expect(await page.locator('.card').count()).toBe(4);
    expect(await page.locator('path.wire').count()).toBe(3);
    expect(await page.locator('[data-node="swap"] .card-title').textContent()).toBe('True swap');
  });

  it('runs and shows the pictures', async () => {
    await openGraph(page, ONE_FACE);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await runEnded(page)).toBe('done');
    await page.locator('[data-node="face"] .card-thumb canvas').waitFor();
    await page.locator('.viewer canvas').first().waitFor();
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-node="face"] .card-thumb canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(Array.from({ length: data.length / 4 }, (_, i) => `${data[i * 4]},${data[i * 4 + 1]},${data[i * 4 + 2]}`)).size;
    });
    expect(colours).toBeGreaterThan(50);
    expect(await page.locator('[data-node="face"] .card-state').textContent()).toBe('Up to date');
    expect(await page.locator('.viewer .badge').first().textContent()).not.toBe('');
  });

  it('says which nodes a change made out of date, and undoes it without losing results', async () => {
    await page.locator('[data-node="face"] .card-title').click();
    const seed = page.locator('#inspector-face-seed');
    await seed.fill('9');
    await page.locator('[data-node="view"] .card[data-state="dirty"]').waitFor();
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    expect((await documentOf(page)).nodes['face']?.params['seed']).toBe(5);
    await page.locator('[data-node="view"] .card[data-state="fresh"]').waitFor();
    expect(await page.locator('[data-node="face"] .card-thumb canvas').count()).toBe(1);
  });

  it('makes a slider drag one step of undo', async () => {
    await openGraph(page, ONE_FACE);
    await page.locator('[data-node="face"] .card-title').click();
    const slider = page.locator('#inspector-face-sizePx-slider');
    await slider.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    expect((await documentOf(page)).nodes['face']?.params['sizePx']).toBe(144);
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    expect((await documentOf(page)).nodes['face']?.params['sizePx']).toBe(64);
  });

  it('refuses a wire with a reason and inserts the converter it offers', async () => {
    await openGraph(page, SWAP);
    await dragBetween(page, await middleOf(page, socket('source', 'output', 'image')), await middleOf(page, socket('swap', 'input', 'target')));
    const notice = page.locator('.notice[data-tone="bad"]').last();
    expect(await notice.textContent()).toContain('needs face model coefficients');
    expect((await documentOf(page)).links).toHaveLength(3);
    await notice.getByRole('button', { name: /Insert/ }).click();
    await settle(page);
    const after = await documentOf(page);
    expect(Object.values(after.nodes).map((node) => node.type)).toContain('fit-3dmm');
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    expect(await documentOf(page)).toEqual(SWAP);
  });

  it('breaks a wire by pulling it off, says what is missing, and mends it', async () => {
    await openGraph(page, SWAP);
    const [x, y] = await middleOf(page, socket('view', 'input', 'image'));
    await dragBetween(page, [x, y], [x - 60, y + 120]);
    expect((await documentOf(page)).links).toHaveLength(2);
    await page.locator('[data-node="view"] .card[data-state="invalid"]').waitFor();
    expect(await page.locator('[data-node="view"] .card-problem').textContent()).toContain('Link one to it');
    await page.locator('.problems-button').click();
    expect(await page.locator('.problem-line').first().textContent()).toContain('image');
    await page.locator('.problems-button').click();
    await dragBetween(page, await middleOf(page, socket('swap', 'output', 'image')), await middleOf(page, socket('view', 'input', 'image')));
    expect(await documentOf(page)).toEqual(SWAP);
  });

  it('opens a palette for a wire dropped in the open, filtered by what it carries', async () => {
    await openGraph(page, SWAP);
    const [x, y] = await middleOf(page, socket('source', 'output', 'mesh'));
    await dragBetween(page, [x, y], [x + 60, y + 20]);
    const names = await page.locator('.picker-item b').allTextContents();
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain('Load image');
    await page.keyboard.type('蒙版');
    await settle(page);
    expect(await page.locator('.picker-item b').first().textContent()).toBe('Face mask');
    await page.keyboard.press('Enter');
    await settle(page);
    const { links, nodes } = await documentOf(page);
    const mask = Object.keys(nodes).find((id) => nodes[id]?.type === 'face-mask');
    expect(links).toContainEqual({ from: ['source', 'mesh'], to: [mask, 'mesh'] });
  });

  it('folds into a macro, opens and unfolds it', async () => {
    await openGraph(page, SWAP);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['target', 'swap']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Shift+M');
    await settle(page);
    expect(Object.keys((await documentOf(page)).macros)).toHaveLength(1);
    await page.keyboard.press('Control+ArrowDown');
    await settle(page);
    expect(await page.locator('.card').count()).toBe(2);
    expect(await page.locator('.breadcrumbs').textContent()).toContain('Macro');
    await page.keyboard.press('Control+ArrowUp');
    await settle(page);
    await page.locator('.card[data-category="macro"] .card-title').click();
    await page.keyboard.press('Control+Shift+U');
    await settle(page);
    const after = await documentOf(page);
    expect(Object.keys(after.nodes).sort()).toEqual(Object.keys(SWAP.nodes).sort());
    expect(after.macros).toEqual({});
  });

  it('copies, pastes and duplicates', async () => {
    await openGraph(page, SWAP);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['source', 'swap']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await page.waitForFunction(() => Object.keys((window as unknown as EditorWindow).swapgraph.get().document.nodes).length === 6);
    await page.keyboard.press('Control+d');
    await settle(page);
    const { nodes, links } = await documentOf(page);
    expect(Object.keys(nodes)).toHaveLength(8);
    expect(links.filter((link) => link.to[1] === 'source')).toHaveLength(3);
  });

  it('runs to a node and no further', async () => {
    await openGraph(page, SWAP);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['source']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Shift+Enter');
    expect(await runEnded(page)).toBe('done');
    const ran = await page.evaluate(() => Object.keys((window as unknown as EditorWindow).swapgraph.get().steps));
    expect(ran).toEqual(['source']);
  });

  it('arranges by itself: from left to right along the wires, nothing over anything else, and back in one step', async () => {
    const heap = { ...SWAP, id: 'e2e-heap', view: { ...SWAP.view, nodes: Object.fromEntries(Object.keys(SWAP.nodes).map((id) => [id, { x: 40, y: 40 }])) } };
    await openGraph(page, heap);
    await page.locator('.canvas').focus();
    await page.keyboard.press('l');
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().document.view.nodes['view']?.x !== 40, undefined, { timeout: 20_000 });
    await settle(page);
    const { view, links } = await documentOf(page);
    for (const { from, to } of links) expect(view.nodes[from[0]]?.x).toBeLessThan(view.nodes[to[0]]?.x ?? 0);
    const boxes = await page.evaluate(() => [...(window as unknown as EditorWindow).swapgraph.stage.current?.boxes() ?? []].map(([, box]) => box));
    for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1)) expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false);
    await page.keyboard.press('Control+z');
    expect((await documentOf(page)).view.nodes).toEqual(heap.view.nodes);
  });

  it('names every step: in the tooltip, the menu, the history and to screen readers', async () => {
    await openGraph(page, SWAP);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['source', 'target', 'swap']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.locator('[data-node="source"] .card-title').click();
    await page.locator('#inspector-source-seed').fill('12');
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['view']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Delete');
    expect(await page.locator('[aria-live="polite"].visually-hidden').textContent()).toBe('Delete Result');
    expect(await page.locator('[data-action="edit.undo"]').getAttribute('title')).toBe('Undo: Delete Result (Ctrl+Z)');
    await page.keyboard.press('Control+z');
    expect(await page.locator('[aria-live="polite"].visually-hidden').textContent()).toBe('Undone: Delete Result');
    await page.keyboard.press('Control+h');
    const steps = page.locator('.history-list').first().locator('.history-line');
    await steps.first().waitFor();
    expect(await steps.allTextContents()).toEqual(['Delete Result', 'Set Seed of Source · now', 'Move 3 nodes', 'Opened']);
    await steps.nth(3).click();
    await page.getByRole('button', { name: 'Bring this state back' }).click();
    expect(await documentOf(page)).toEqual(SWAP);
    await page.getByRole('button', { name: '中文' }).click();
    expect(await page.locator('[data-action="edit.redo"]').getAttribute('title')).toBe('重做: 移动 3 个节点 (Ctrl+Shift+Z)');
    await page.getByRole('button', { name: 'English' }).click();
  });

  it('threw nothing', () => expect(opened.errors).toEqual([]));
});
