import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_FACE, SWAP } from './fixtures';
import { documentOf, launch, openEditor, runEnded, type EditorWindow } from './page';

describe('the engine in its worker', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it('can be killed in the middle of a run, and the editor goes on', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: SWAP });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    await page.locator('.card[data-state="running"]').first().waitFor();
    await page.evaluate(() => (window as unknown as { swapgraph: { engine: { stop(): Promise<void> } } }).swapgraph.engine.stop());
    expect(['failed', 'cancelled']).toContain(await runEnded(page));
    expect(await documentOf(page)).toEqual(SWAP);
    expect(await page.locator('.card[data-state="running"]').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('stops when told to, and says so', async () => {
    const { context, page } = await openEditor(browser, { graph: { ...SWAP, nodes: { ...SWAP.nodes, source: { type: 'synthetic-face', version: 1, params: { sizePx: 512 } } } } });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await runEnded(page)).toBe('cancelled');
    expect(await page.locator('.run-state').textContent()).toBe('Stopped');
    await context.close();
  });

  it('runs by itself after a change when Auto is on', async () => {
    const { context, page } = await openEditor(browser, { graph: ONE_FACE });
    await page.locator('.auto-run input').check();
    expect(await runEnded(page)).toBe('done');
    const first = await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().run.runId);
    await page.locator('[data-node="face"] .card-title').click();
    await page.locator('#inspector-face-seed').fill('77');
    await page.waitForFunction((before) => (window as unknown as EditorWindow).swapgraph.get().run.runId !== before, first);
    expect(await runEnded(page)).toBe('done');
    await page.locator('[data-node="view"] .card[data-state="fresh"]').waitFor();
    await context.close();
  });

  it('works without WebGPU, and names what computed', async () => {
    const plain = await launch(['--no-sandbox', '--disable-gpu', '--disable-features=WebGPU']);
    const { context, page, errors } = await openEditor(plain, { graph: ONE_FACE });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');
    expect(await page.locator('.viewer .badge').first().textContent()).toContain('CPU');
    expect(errors).toEqual([]);
    await context.close();
    await plain.close();
  });
});
