import { readFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../../src/graph/types';
import { readCsv } from '../../src/runtime/batch/csv';
import { readPngGraph } from '../../src/runtime/pictures/png-text';
import { documentOf, launch, openEditor, settle, type EditorWindow } from './page';

const plain = (red: number): Uint8Array => encode({ width: 12, height: 8, data: Uint8Array.from({ length: 288 }, (_, i) => (i % 3 === 0 ? red : 40)), channels: 3 });

/** Two pictures, each shown as it is to be saved. */
const TWO: GraphDocument = {
  format: 1, id: 'two', title: 'Two pictures', macros: {},
  nodes: {
    source: { type: 'load-image', version: 1, params: {} }, target: { type: 'load-image', version: 1, params: {} },
    compare: { type: 'compare-images', version: 1, params: {} }, errors: { type: 'view-table', version: 1, params: {} }, saved: { type: 'save-image', version: 1, params: {} },
  },
  links: [
    { from: ['source', 'image'], to: ['compare', 'reference'] }, { from: ['target', 'image'], to: ['compare', 'first'] }, { from: ['compare', 'table'], to: ['errors', 'table'] },
    { from: ['source', 'image'], to: ['saved', 'image'] },
  ],
  view: { ...EMPTY_VIEW, nodes: { source: { x: 40, y: 80 }, target: { x: 40, y: 440 }, compare: { x: 300, y: 80 }, errors: { x: 560, y: 80 }, saved: { x: 560, y: 440 } } },
};

/** Files dropped together at a point of the canvas, in canvas units. */
async function drop(page: Page, files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> {
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [name, data] of given) transfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type: 'image/png' }));
    const target = document.querySelector('.drops')!;
    const box = target.getBoundingClientRect();
    for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer, clientX: box.right - 30, clientY: box.bottom - 30 }));
  }, files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const));
  await settle(page);
}

async function agree(page: Page): Promise<void> {
  await page.locator('.dialog input[type="checkbox"]').check();
  await page.locator('.dialog .button.primary').click();
  await settle(page);
}

describe('pictures', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('dropped together fill the nodes that wait for pictures, after one question, and leave no name in the graph', async () => {
    const { context, page, errors, foreign } = await openEditor(browser, { graph: TWO });
    await drop(page, [['anna-one.png', plain(250)], ['anna-two.png', plain(90)], ['anna-three.png', plain(10)]]);
    await agree(page);
    await page.waitForFunction(() => Object.keys((window as unknown as EditorWindow).swapgraph.get().document.nodes).length === 6);
    const { nodes } = await documentOf(page);
    const references = ['source', 'target'].map((id) => nodes[id]!.params['file']);
    expect(references).toEqual([expect.stringMatching(/^sha256:/), expect.stringMatching(/^sha256:/)]);
    expect(references[0]).not.toBe(references[1]);
    expect(JSON.stringify(nodes)).not.toContain('anna');
    expect(await page.locator('.dialog').count()).toBe(0);
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('pasted go where a picture is awaited', async () => {
    const { context, page } = await openEditor(browser, { graph: TWO });
    await page.evaluate(async (data) => {
      const blob = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    }, Buffer.from(plain(200)).toString('base64'));
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+v');
    await page.locator('.dialog').waitFor();
    await agree(page);
    await page.waitForFunction(() => String((window as unknown as EditorWindow).swapgraph.get().document.nodes['source']?.params['file']).startsWith('sha256:'));
    await context.close();
  });

  it('run through the graph pair by pair, and come as one archive with their numbers; what fails is named', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: TWO });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'batch' } }));
    await page.getByRole('radio').nth(1).check();
    await page.locator('.dialog input[accept*="csv"]').setInputFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from('name,source,target\none,a.png,b.png\ngone,a.png,nowhere.png\nthree,b.png,a.png\n') });
    await page.locator('.dialog input[accept*="png"]').setInputFiles(['a', 'b'].map((name, i) => ({ name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.from(plain(100 + 100 * i)) })));
    await page.locator('.dialog input[type="checkbox"]').check();
    const download = page.waitForEvent('download');
    await page.locator('.dialog .button.primary').click();
    const archive = unzipSync(new Uint8Array(await readFile((await (await download).path()))));
    expect(Object.keys(archive).sort()).toEqual(['metrics.csv', 'pairs/one/saved.png', 'pairs/three/saved.png']);
    const [header, ...rows] = readCsv(new TextDecoder().decode(archive['metrics.csv'])).map(({ cells }) => cells);
    expect(header!.slice(0, 5)).toEqual(['name', 'source', 'target', 'state', 'seconds']);
    expect(rows.map((row) => [row[0], row[3]])).toEqual([['one', 'done'], ['gone', 'failed'], ['three', 'done']]);
    expect(rows[1]!.at(-1)).toContain('"nowhere.png", which is not among the chosen pictures');
    const graph = readPngGraph(archive['pairs/one/saved.png']!)!;
    expect(graph).toMatch(/"file": "sha256:/);
    expect(graph).not.toContain('a.png');
    expect(await page.locator('.batch-failures').textContent()).toContain('gone');
    expect(errors).toEqual([]);
    await context.close();
  });
});
