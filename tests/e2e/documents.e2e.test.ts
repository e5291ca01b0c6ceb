import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_FACE, SWAP } from './fixtures';
import { documentOf, launch, openEditor, openGraph, openTab, runEnded, settle, type EditorWindow } from './page';

/** Drops files on the canvas as a hand would: bytes come from base64. */
async function dropFile(page: Page, name: string, type: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(([fileName, mediaType, data]) => {
    const content = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], fileName, { type: mediaType }));
    const target = document.querySelector('.drops');
    const box = target?.getBoundingClientRect();
    const at = { clientX: (box?.left ?? 0) + 300, clientY: (box?.top ?? 0) + 200 };
    for (const kind of ['dragover', 'drop']) target?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer, ...at }));
  }, [name, type, Buffer.from(bytes).toString('base64')] as const);
  await settle(page);
}

function edited(page: Page): Promise<void> {
  return page.evaluate(() => {
    const session = (window as unknown as EditorWindow).swapgraph;
    session.editDocument((document) => ({ document: { ...document, title: `${Date.now()}` } }), { label: 'Rename' });
  });
}

describe('documents', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('bring work back after the tab was killed in the middle of it', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.locator('[data-node="source"] .card-title').click();
    await page.locator('#node-name').fill('Somebody');
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().savedAtMs !== undefined);
    await page.waitForTimeout(300);
    const crashed = new Promise((resolve) => page.once('crash', resolve));
    void page.goto('chrome://crash').catch(() => undefined);
    await Promise.race([crashed, page.waitForTimeout(3000)]);
    const again = await openTab(context);
    expect((await documentOf(again.page)).nodes['source']?.label).toBe('Somebody');
    expect(again.errors).toEqual([]);
    await context.close();
  });

  it('keep earlier states that can be looked at and brought back', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.waitForTimeout(200);
    await page.evaluate(async () => {
      const session = (window as unknown as EditorWindow).swapgraph;
      for (let i = 0; i < 2; i++) {
        session.editDocument((document) => ({ document: { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).slice(0, 3 - i)), links: [] } }), { label: `Take away ${i}` });
        await new Promise((resolve) => setTimeout(resolve, 3200));
      }
    });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+h');
    const lines = page.locator('.history-line');
    await lines.first().waitFor();
    const count = await lines.count();
    expect(count).toBeGreaterThanOrEqual(2);
    await lines.nth(count - 1).click();
    await page.getByRole('button', { name: 'Bring this state back' }).click();
    expect(Object.keys((await documentOf(page)).nodes).length).toBeGreaterThanOrEqual(3);
    await context.close();
  });

  it('travel by link into a fresh profile', async () => {
    const first = await openEditor(browser, { graph: SWAP });
    await first.page.locator('.canvas').focus();
    await first.page.keyboard.press('Control+Shift+L');
    await first.page.locator('.notice').first().waitFor();
    const link = await first.page.evaluate(() => navigator.clipboard.readText());
    await first.context.close();
    const second = await openEditor(browser, { fragment: new URL(link).hash });
    const { id: _own, ...received } = await documentOf(second.page);
    const { id: _sent, ...sent } = SWAP;
    expect(received).toEqual(sent);
    await second.context.close();
  });

  it('say in a second tab that they are open elsewhere, and offer a copy', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await edited(page);
    await page.waitForTimeout(400);
    const second = await openTab(context);
    await second.page.locator('.banner').waitFor();
    expect(await page.locator('.banner').count()).toBe(0);
    await second.page.getByRole('button', { name: 'Work on a copy' }).click();
    await second.page.locator('.banner').waitFor({ state: 'detached' });
    expect((await documentOf(second.page)).id).not.toBe(SWAP.id);
    await context.close();
  });

  it('lend nodes to another tab through the clipboard, with their wires', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['source', 'swap']) }));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+c');
    const second = await openTab(context);
    await openGraph(second.page, { ...SWAP, id: 'e2e-empty', nodes: {}, links: [], view: { nodes: {}, frames: [], notes: [] } });
    await second.page.bringToFront();
    await second.page.locator('.canvas').focus();
    await second.page.keyboard.press('Control+v');
    await second.page.waitForFunction(() => Object.keys((window as unknown as EditorWindow).swapgraph.get().document.nodes).length === 2);
    const { nodes, links } = await documentOf(second.page);
    expect(Object.values(nodes).map((node) => [node.type, node.params['seed'], node.label])).toEqual(expect.arrayContaining([['synthetic-face', 3, 'Source'], ['true-swap', undefined, undefined]]));
    expect(links.map(({ from, to }) => `${nodes[from[0]]?.type ?? ''}.${from[1]}>${nodes[to[0]]?.type ?? ''}.${to[1]}`)).toEqual(['synthetic-face.coefficients>true-swap.source']);
    expect(second.errors).toEqual([]);
    await context.close();
  });

  it('go on when the storage is full, and say so', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await edited(page);
    await page.locator('.notice[data-tone="bad"]').waitFor();
    expect(await page.locator('.notice[data-tone="bad"]').textContent()).toContain('storage is full');
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+z');
    expect(await documentOf(page)).toEqual(SWAP);
    await context.close();
  });

  it('open from a dropped JSON, and from a PNG that was exported with the graph inside', async () => {
    const { context, page } = await openEditor(browser, { graph: ONE_FACE });
    await dropFile(page, 'swap.json', 'application/json', new TextEncoder().encode(JSON.stringify(SWAP)));
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().document.id === 'e2e-swap');
    await openGraph(page, ONE_FACE);
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+Shift+E');
    const path = await (await download).path();
    const png = new Uint8Array(await readFile(path));
    expect(Buffer.from(png).includes('Iptc4xmpExt:DigitalSourceType')).toBe(true);
    await openGraph(page, SWAP);
    await dropFile(page, 'picture.png', 'image/png', png);
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().document.id === 'e2e-face');
    expect((await documentOf(page)).nodes).toEqual(ONE_FACE.nodes);
    await context.close();
  });

  it('take a dropped photograph only after consent, asked once', async () => {
    const { context, page } = await openEditor(browser, { graph: ONE_FACE });
    const png = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 8;
      canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    const bytes = new Uint8Array(Buffer.from(png, 'base64'));
    await dropFile(page, 'me.png', 'image/png', bytes);
    const use = page.getByRole('button', { name: 'Use the picture' });
    await use.waitFor();
    expect(await use.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /agreed/ }).check();
    await use.click();
    await page.waitForFunction(() => Object.values((window as unknown as EditorWindow).swapgraph.get().document.nodes).some((node) => node.type === 'load-image'));
    await dropFile(page, 'me-again.png', 'image/png', bytes);
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().notices.length === 0);
    expect(await use.count()).toBe(0);
    const load = Object.values((await documentOf(page)).nodes).find((node) => node.type === 'load-image');
    expect(load?.params['file']).toMatch(/^sha256:[0-9a-f]{64}$/);
    await context.close();
  });

  it('make a node of a dropped ONNX network, with the ports it has', async () => {
    const { context, page } = await openEditor(browser, { graph: ONE_FACE });
    const onnx = await readFile(new URL('../../public/models/identity.onnx', import.meta.url));
    await dropFile(page, 'recogniser.onnx', '', onnx);
    await page.waitForFunction(() => Object.values((window as unknown as EditorWindow).swapgraph.get().document.nodes).some((node) => node.type === 'onnx-model'), undefined, { timeout: 60_000 });
    const made = Object.entries((await documentOf(page)).nodes).find(([, node]) => node.type === 'onnx-model');
    expect(made?.[1].params['file']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(made?.[1].label).toBe('recogniser');
    const card = page.locator(`[data-node="${made?.[0]}"]`);
    expect(await card.locator('.port[data-side="input"]').count()).toBeGreaterThan(0);
    expect(await card.locator('.port[data-side="output"]').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('say what is wrong with files that are none of these', async () => {
    const { context, page } = await openEditor(browser, { graph: ONE_FACE });
    await dropFile(page, 'broken.json', 'application/json', new TextEncoder().encode('{"nodes": 3'));
    await page.locator('.notice[data-tone="bad"]').first().waitFor();
    await dropFile(page, 'song.mp3', 'audio/mpeg', new Uint8Array(4));
    expect(await page.locator('.notice[data-tone="bad"]').last().textContent()).toContain('song.mp3');
    await dropFile(page, 'net.onnx', '', new TextEncoder().encode('not a network'));
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().notices.some((notice) => JSON.stringify(notice.text).includes('net.onnx')), undefined, { timeout: 60_000 });
    expect(await documentOf(page)).toEqual(ONE_FACE);
    await context.close();
  });
});
