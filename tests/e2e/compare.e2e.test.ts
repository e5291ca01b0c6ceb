import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { faults } from './faults';
import { SWAP } from './fixtures';
import { documentOf, launch, openEditor, runEnded, settle, type EditorWindow } from './page';

async function run(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.runner.run());
  expect(await runEnded(page)).toBe('done');
}

/** Magnification of each stage, as the page says it. */
function zooms(page: Page): Promise<readonly (string | null)[]> {
  return page.locator('.lane-stage').evaluateAll((stages) => stages.map((stage) => stage.getAttribute('data-zoom')));
}

describe('comparing lanes', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it.skipIf(!existsSync('public/models/manifest.json'))('looks at both swaps as one, says where they part, and measures pairs', async () => {
    const graph = JSON.parse(await readFile('graphs/faceshifter-vs-hififace.json', 'utf8')) as GraphDocument;
    const { context, page, errors } = await openEditor(browser, { graph, settings: { dockHeightPx: 400 } });
    await run(page);
    const ran = await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().run.runId);
    await page.locator('.canvas').focus();
    await page.keyboard.press('x');
    const panel = page.locator('.compare');
    await expect.poll(() => panel.locator('.lane-stage canvas').count(), { timeout: 20_000 }).toBe(2);
    expect(await panel.locator('.compare-inputs').innerText()).toMatch(/^Same inputs in all lanes: Source \(Synthetic face, seed 22\), Target \(Synthetic face, seed 8\)\.$/);
    expect(await panel.locator('.lane-made').allInnerTexts()).toEqual([expect.stringMatching(/seed 22 → 8 · .*networks: \d+/), expect.stringMatching(/HifiFace.*seed 22 → 8 · .*networks: \d+/)]);

    const stage = panel.locator('.lane-stage').first();
    await stage.hover();
    await page.mouse.wheel(0, -500);
    await settle(page);
    const [first, second] = await zooms(page);
    expect(Number(first)).toBeGreaterThan(2);
    expect(second).toBe(first);
    await stage.focus();
    await page.keyboard.press('ArrowRight');
    expect(await panel.locator('.lane-cursor').count()).toBe(2);
    await expect.poll(() => panel.locator('[data-values]').innerText()).toMatch(/^x \d+ y \d+ · A \d+ \d+ \d+ · B \d+ \d+ \d+ \(Δ [\d.]+\)$/);
    await page.keyboard.press('0');
    expect(await zooms(page)).toEqual(['1.000', '1.000']);

    await panel.getByRole('button', { name: 'Difference', exact: true }).click();
    expect(await panel.locator('.compare-legend').innerText()).toMatch(/^Mean \|Δ\| of RGB to A, in 1\/255\s+0/);
    expect(await panel.locator('.histogram-legend').getAttribute('aria-label')).toMatch(/^Values from 0 to \d+; /);
    for (const mode of ['Slider', 'Onion skin', 'Flicker', 'Side by side']) await panel.getByRole('button', { name: mode, exact: true }).click();
    expect(await faults(page, '.compare')).toEqual([]);

    await panel.getByRole('tab', { name: 'Where they part' }).click();
    await expect.poll(() => panel.locator('.parting-sentence').innerText(), { timeout: 60_000 }).toMatch(/^They part at .+: distance [\d.]+\./);
    expect(await panel.locator('.parting-sentence').innerText()).toMatch(/Only in HifiFace: .*υ_sid/);
    expect(await panel.locator('.parting-rows tbody tr').count()).toBeGreaterThan(6);
    expect(await page.locator('.distance-legend').innerText()).toContain('How far A FaceShifter and B HifiFace are apart');
    expect(await page.locator('[data-node="target"] .card-distance').innerText()).toBe('Δ 0');
    expect(await page.locator('[data-node="hififace"] .card-distance').innerText()).toMatch(/^Δ 0\.\d+$/);
    expect(await faults(page, '.compare')).toEqual([]);
    // Everything so far was read from the results of the one run.
    expect(await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().run.runId)).toBe(ran);

    await panel.getByRole('tab', { name: 'Numbers' }).click();
    await panel.getByLabel('Pairs', { exact: true }).fill('2');
    await panel.getByRole('button', { name: 'Measure pairs' }).click();
    await panel.getByRole('button', { name: 'Close the comparison' }).click();
    await expect.poll(() => page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().compare.table?.pairs.length), { timeout: 150_000 }).toBe(1);
    // The results on the canvas are at hand all the while.
    expect(await page.evaluate(async () => (await (window as unknown as EditorWindow).swapgraph.engine.preview('first', 'image', 32)).kind)).toBe('picture');
    await expect.poll(() => page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().compare.table?.state), { timeout: 150_000 }).toBe('done');
    await page.locator('.canvas').focus();
    await page.keyboard.press('x');
    const rows = await panel.locator('.compare-table tbody tr').allInnerTexts();
    // Seven means with intervals a lane.
    for (const row of rows) expect((row.match(/\d\.\d+ \[/g) ?? []).length).toBeGreaterThanOrEqual(7);
    expect(rows.length).toBe(2);
    expect(rows[1]).toMatch(/Δ [+−]\d/);
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv.split('\n')[0]).toContain('pair,source seed,target seed,lane,cosSource');
    expect(csv).toContain('difference to A FaceShifter');
    expect(await faults(page, '.compare')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 300_000);

  it('takes another graph as a lane with the same inputs, in the document, and undo takes it away', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: SWAP, settings: { dockHeightPx: 400 } });
    await page.locator('.canvas').focus();
    await page.keyboard.press('x');
    const panel = page.locator('.compare');
    await panel.getByRole('button', { name: /^Lanes: 1/ }).click();
    const other: GraphDocument = { ...SWAP, id: 'other', title: 'Other', nodes: { ...SWAP.nodes, source: { ...SWAP.nodes['source']!, params: { seed: 99, sizePx: 128 } }, view: { ...SWAP.nodes['view']!, label: 'Other result' } }, links: SWAP.links.map((link) => (link.to[0] === 'view' ? { ...link, from: ['target', 'image'] } : link)) };
    const chooser = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Graph from a file…' }).click();
    await (await chooser).setFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(other)) });
    await panel.getByRole('button', { name: /^Lanes: 2/ }).waitFor();
    await run(page);
    expect(await panel.locator('.lane-title').allInnerTexts()).toEqual(['Result', 'Other · Other result']);
    await expect.poll(() => panel.locator('.lane-stage canvas').count(), { timeout: 20_000 }).toBe(2);
    // The other graph was given the seeds of the open one, so that its target is the very same step.
    expect(await panel.locator('.compare-inputs').innerText()).toContain('Target (Synthetic face, seed 11)');
    const keys = await page.evaluate(() => { const { steps } = (window as unknown as EditorWindow).swapgraph.get(); return ['target', 'other~target'].map((id) => steps[id]?.report?.key); });
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[1]).toBe(keys[0]);
    expect((await documentOf(page))['compare']).toMatchObject({ lanes: [{ node: 'view', port: 'image' }, { graph: 'other', node: 'view', port: 'image' }] });
    await panel.getByRole('tab', { name: 'Where they part' }).click();
    await expect.poll(() => panel.locator('.parting-sentence').innerText(), { timeout: 30_000 }).toMatch(/^They part at Result \/ Other result: distance/);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.undo());
    await panel.getByRole('button', { name: /^Lanes: 1/ }).waitFor();
    expect((await documentOf(page))['compare']).toBeUndefined();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('compares meshes under cameras that turn together, and coefficients number by number, with the names of the modes', async () => {
    const graph: GraphDocument = { ...SWAP, compare: { lanes: [{ node: 'source', port: 'mesh' }, { node: 'target', port: 'mesh' }], reference: 0 } };
    const { context, page, errors } = await openEditor(browser, { graph, settings: { dockHeightPx: 400 } });
    await run(page);
    await page.locator('.canvas').focus();
    await page.keyboard.press('x');
    const panel = page.locator('.compare'), stages = panel.locator('.lane .mesh-canvas');
    await expect.poll(() => stages.count(), { timeout: 20_000 }).toBe(2);
    await page.waitForTimeout(500);
    const before = await stages.nth(1).screenshot();
    await stages.first().focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(500);
    expect((await stages.nth(1).screenshot()).equals(before)).toBe(false);
    await panel.getByRole('button', { name: 'Difference', exact: true }).click();
    await expect.poll(() => panel.locator('.stage-legend').allInnerTexts()).toEqual([expect.stringMatching(/^mean [\d.]+ · RMS [\d.]+ · most [\d.]+ mm$/)]);
    expect(await panel.locator('.histogram-legend').getAttribute('aria-label')).toMatch(/^Values from 0 to [\d.]+; 0\s% lie outside/);
    expect(await faults(page, '.compare')).toEqual([]);

    await panel.getByRole('button', { name: /^Lanes: 2/ }).click();
    await panel.getByLabel('Output: Source').selectOption('coefficients');
    await expect.poll(() => panel.locator('.vector-bars').count(), { timeout: 20_000 }).toBe(4);
    expect((await documentOf(page))['compare']).toMatchObject({ lanes: [{ node: 'source', port: 'coefficients' }, { node: 'target', port: 'coefficients' }] });
    expect(await panel.locator('.vector-numbers').nth(1).innerText()).toMatch(/Cosine\s+−?[01]\.\d{3}\s+(−?[01]\.\d{3}|–)\s+L2/);
    await panel.locator('.vector-room').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => panel.locator('[data-values]').innerText()).toMatch(/^Identity α \[0\] [A-Z][a-z ]+ · A −?[\d.]+ · B −?[\d.]+ \(Δ −?[\d.]+\)$/);
    await panel.getByRole('button', { name: 'Difference', exact: true }).click();
    expect(await faults(page, '.compare')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 240_000);

  it('pairs photographs once their people agreed, and says what needs the true swap', async () => {
    const graph = JSON.parse(await readFile('graphs/photo-swap.json', 'utf8')) as GraphDocument;
    const { context, page, errors } = await openEditor(browser, { graph, settings: { dockHeightPx: 400 } });
    await page.locator('.canvas').focus();
    await page.keyboard.press('x');
    const panel = page.locator('.compare'), start = panel.getByRole('button', { name: 'Measure pairs' });
    await panel.getByRole('tab', { name: 'Numbers' }).click();
    expect(await panel.getByRole('button', { name: 'Photographs' }).getAttribute('aria-pressed')).toBe('true');
    const files = (...names: readonly string[]) => names.map((name) => ({ name, mimeType: 'image/png', buffer: Buffer.from(name) }));
    const fields = panel.locator('.photos-form input[type=file]:not([webkitdirectory])');
    await fields.nth(0).setInputFiles(files('anna.png', 'berta.png'));
    await fields.nth(1).setInputFiles(files('berta.png', 'clara.png'));
    await panel.getByText('Pairs: 3').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await panel.getByRole('checkbox').check();
    expect(await start.isEnabled()).toBe(true);
    await panel.getByLabel('Paired').selectOption('turn');
    await panel.getByText('Pairs: 2').waitFor();
    expect(await panel.innerText()).toContain('Shape, PSNR and SSIM are not measured');
    expect(await faults(page, '.compare')).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});
