import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { writeOnnx } from '../../src/runtime/onnx/test-models';
import { documentOf, launch, openEditor, openTab, settle, type EditorWindow } from './page';

const node = (type: string, params: Record<string, string> = {}) => ({ type, version: 1, params });
const GRAPH = {
  format: 1, id: 'needs-models', title: 'Needs models', nodes: { convert: node('convert-by-pack', { pack: 'crossface-ghost' }), swap: node('swap-by-pack', { pack: 'ghost-2-256' }) },
  links: [{ from: ['convert', 'identity'], to: ['swap', 'source'] }], macros: {}, view: { nodes: { convert: { x: 0, y: 0 }, swap: { x: 300, y: 0 } }, frames: [], notes: [] },
} as unknown as GraphDocument;
const converter = (turn: number): Uint8Array => writeOnnx({ nodes: [{ operator: 'Mul', inputs: ['input', 'w'], outputs: ['/half/half_out'], name: '/half/Mul' }, { operator: 'Relu', inputs: ['/half/half_out'], outputs: ['output'] }], weights: [{ name: 'w', shape: [1], values: [turn] }], inputs: [{ name: 'input', shape: [1, 512] }], outputs: [{ name: 'output', shape: [1, 512] }] });

const manager = (page: Page) => page.getByRole('dialog', { name: 'Models' });
const card = (page: Page, pack: string) => page.locator(`[data-model="${pack}"]`);
const openManager = async (page: Page): Promise<void> => {
  await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'models' } }));
  await manager(page).waitFor();
  await settle(page);
};
const fileOf = async (page: Page, id: string): Promise<unknown> => (await documentOf(page)).nodes[id]?.params['file'];

describe('the model manager', () => {
  let browser: Browser, folder = '';
  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'models-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  it('offers what an opened graph lacks, takes it from a file, keeps it over a reload, and removes it', async () => {
    const { context, page, foreign } = await openEditor(browser, { graph: GRAPH });
    await page.getByText(/needs public networks that are not on this machine: .*GHOST 2, 256 px/).waitFor();
    await page.getByRole('button', { name: 'Models…' }).first().click();
    await manager(page).waitFor();
    await card(page, 'crossface-ghost').getByText('not here').waitFor();
    const path = join(folder, 'any-name.onnx');
    await writeFile(path, converter(0.5));
    await card(page, 'crossface-ghost').locator('input[type=file]').setInputFiles(path);
    await card(page, 'crossface-ghost').getByText('on this machine').waitFor();
    expect(await fileOf(page, 'convert')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await fileOf(page, 'swap') ?? '').toBe('');
    // Another network's file is refused in words, and nothing is kept.
    await card(page, 'ghost-2-256').locator('input[type=file]').setInputFiles(path);
    await page.getByText(/This file is not GHOST 2, 256 px: it takes input 1×512/).waitFor();
    expect(await card(page, 'ghost-2-256').getByText('not here').count()).toBe(1);
    await page.close();
    const again = await openTab(context);
    await openManager(again.page);
    await card(again.page, 'crossface-ghost').getByText('on this machine').waitFor();
    await card(again.page, 'crossface-ghost').getByRole('button', { name: /^Remove/ }).click();
    await card(again.page, 'crossface-ghost').getByText('not here').waitFor();
    expect([...foreign, ...again.foreign, ...again.errors]).toEqual([]);
    await context.close();
  });

  it('asks no host before host, size and licence were agreed to, goes on where a broken download stopped, and gives it to the graph', async () => {
    const { context, page, foreign } = await openEditor(browser, { graph: GRAPH });
    const bytes = Buffer.from(converter(0.25)), ranges: (string | undefined)[] = [];
    await context.route('https://huggingface.co/**', async (route) => {
      const range = route.request().headers()['range'], from = range === undefined ? 0 : Number(/bytes=(\d+)-/.exec(range)?.[1]);
      ranges.push(range);
      // The first answer breaks off after 100 bytes.
      const end = range === undefined ? 100 : bytes.length;
      await route.fulfill({ status: range === undefined ? 206 : 206, headers: { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'content-range', 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }, body: bytes.subarray(from, end) });
    });
    await openManager(page);
    const converterCard = card(page, 'crossface-ghost');
    await converterCard.getByRole('button', { name: 'Download…' }).click();
    await converterCard.getByText(/from huggingface\.co\? The licence is OpenRAIL-MS \(by its README\), non-commercial/).waitFor();
    expect(await converterCard.getByRole('button', { name: 'Fetch from huggingface.co' }).isDisabled()).toBe(true);
    expect(foreign).toEqual([]);
    await converterCard.getByRole('checkbox').check();
    await converterCard.getByRole('button', { name: 'Fetch from huggingface.co' }).click();
    await page.getByText(/ended after 100 of \d+ bytes/).waitFor();
    await converterCard.getByRole('button', { name: 'Go on…' }).click();
    await converterCard.getByRole('checkbox').check();
    await converterCard.getByRole('button', { name: 'Fetch from huggingface.co' }).click();
    await converterCard.getByText('on this machine').waitFor();
    expect(ranges).toEqual([undefined, 'bytes=100-']);
    expect(new Set(foreign)).toEqual(new Set(['https://huggingface.co/facefusion/models-3.4.0/resolve/main/crossface_ghost.onnx']));
    expect(await fileOf(page, 'convert')).toMatch(/^sha256:/);
    // The way out is shut again.
    expect(await page.evaluate(() => fetch('https://huggingface.co/x').then(() => 'open', (error: Error) => error.message))).toContain('consent');
    await context.close();
  });

  it('shows the layers inside any network, and ticks one by keyboard', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: { ...GRAPH, id: 'empty', nodes: { net: node('onnx-model') }, links: [], view: { nodes: { net: { x: 0, y: 0 } }, frames: [], notes: [] } } as unknown as GraphDocument });
    const path = join(folder, 'layers.onnx');
    await writeFile(path, converter(2));
    await page.locator('[data-node="net"] .card-title').click();
    await page.locator('.inspector input[type=file]').first().setInputFiles(path);
    await page.getByRole('heading', { name: 'Inside the network' }).waitFor();
    await page.getByPlaceholder('Search: name, operator, shape').fill('mul 512');
    await page.getByText('1 found.').waitFor();
    const box = page.locator('.tensor-tree input[type=checkbox]');
    await box.focus();
    await page.keyboard.press('Space');
    await settle(page);
    expect((await documentOf(page)).nodes['net']?.params['taps']).toEqual(['/half/half_out']);
    await page.getByPlaceholder('Search: name, operator, shape').fill('');
    expect(await page.locator('.tensor-tree').textContent()).toContain('half_out');
    expect(errors).toEqual([]);
    await context.close();
  });
});
