import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGraph } from '../../src/graph/parse';
import type { GraphDocument } from '../../src/graph/types';
import { ONE_FACE } from './fixtures';
import { documentOf, launch, openEditor, openGraph, runEnded, type EditorWindow, type Opened } from './page';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const MODEL = `${DATA}models/mediapipe/face_landmarker_v2_with_blendshapes.task`;
const PHOTOS = ['006_neutral', '020_smiling', '031_neutral', '008_smiling'].map((name) => `${DATA}photos/london/${name}.jpg`);
const absent = ![MODEL, ...PHOTOS].every((file) => existsSync(file));
const RUNNING_MS = 120_000;

if (absent) console.log('skipped: real MediaPipe and photographs in the browser (the folder of test data beside the project is not there)');

/** The shipped graph, its detectors set to MediaPipe: by themselves they would use our own while MediaPipe's model is not there. */
function photoGraph(): GraphDocument {
  const { graph } = parseGraph(readFileSync(fileURLToPath(new URL('../../graphs/photo-classic-2d.json', import.meta.url)), 'utf8'));
  if (!graph) throw new Error('The shipped graph does not open.');
  return { ...graph, nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, node.type === 'detect-faces' ? { ...node, params: { ...node.params, engine: 'mediapipe' } } : node])) };
}

/** Gives a photograph to a node as its inspector's file field would, consent given before. */
async function putPhoto(page: Page, node: string, file: string): Promise<void> {
  await page.evaluate(async ([id, data]) => {
    const session = (window as unknown as EditorWindow).swapgraph;
    const reference = await session.engine.putAsset(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)), 'image/jpeg');
    session.editDocument((document) => ({ document: { ...document, nodes: { ...document.nodes, [id]: { ...document.nodes[id]!, params: { ...document.nodes[id]!.params, file: reference } } } } }), { label: 'Photograph' });
  }, [node, readFileSync(file).toString('base64')] as const);
}

/** Asks the detector anew, with another score to pass, so that nothing comes from the cache; gives the state of the run. */
function runAgain(page: Page, minScore: number): Promise<string> {
  return page.evaluate(async (score) => {
    const session = (window as unknown as EditorWindow).swapgraph;
    session.editDocument((document) => ({
      document: { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, node.type === 'detect-faces' ? { ...node, params: { ...node.params, minScore: score } } : node])) },
    }), { label: 'Score' });
    await session.runner.run();
    return session.get().run.state;
  }, minScore);
}

describe('photographs', () => {
  let browser: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await openEditor(browser, { graph: ONE_FACE, settings: { backend: 'cpu' } });
    ({ page } = opened);
  });
  afterAll(() => browser.close());

  it('refuse a file that is not the model, in a clear sentence', async () => {
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'pack' } }));
    await page.locator('dialog input[type="file"]').setInputFiles({ name: 'face_landmarker.task', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0005\u0006 something else') });
    const fault = page.locator('dialog [role="alert"]');
    await fault.waitFor();
    expect(await fault.textContent()).toMatch(/not MediaPipe Face Landmarker as it was tested \(their sha256 begins with [0-9a-f]{12}\).*choose the file face_landmarker\.task/);
    expect(await page.evaluate(async () => (await (await caches.open('swapgraph-packs')).keys()).length)).toBe(0);
    await page.keyboard.press('Escape');
  });

  it.skipIf(absent)('are swapped with real MediaPipe, its model from a file, for two minutes without a request to a foreign host', async () => {
    await openGraph(page, photoGraph());
    const [source, target, ...others] = PHOTOS as [string, string, ...string[]];
    await putPhoto(page, 'source', source);
    await putPhoto(page, 'target', target);
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    await runEnded(page);
    await page.getByRole('button', { name: 'Get the model…' }).click();
    await page.locator('dialog input[type="file"]').setInputFiles(MODEL);
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().run.state === 'done', undefined, { timeout: 100_000 });
    const start = Date.now();
    let runs = 1;
    for (let turn = 0; Date.now() - start < RUNNING_MS; turn++) {
      await putPhoto(page, turn % 2 === 0 ? 'source' : 'target', [...others, source, target][turn % 4] ?? source);
      expect(await runAgain(page, 0.5 - turn / 1000)).toBe('done');
      runs++;
    }
    const facts = await page.evaluate(() => {
      const session = (window as unknown as EditorWindow).swapgraph;
      const { nodes } = session.get().document;
      const found = Object.keys(nodes).find((id) => nodes[id]?.type === 'detect-faces') ?? '';
      const result = Object.keys(nodes).find((id) => nodes[id]?.type === 'save-image') ?? '';
      return Promise.all([session.engine.value(found, 'faces'), session.engine.preview(result, 'image', 64)]).then(([faces, shown]) => ({
        points: faces?.kind === 'faces' ? faces.faces[0]?.dense?.points.length : 0, shown: shown?.kind,
      }));
    });
    expect(facts).toEqual({ points: 478 * 2, shown: 'picture' });
    expect(opened.foreign).toEqual([]);
    expect(opened.errors).toEqual([]);
    expect(Object.keys((await documentOf(page)).nodes)).toContain('target');
    console.log(`real MediaPipe for ${Math.round((Date.now() - start) / 1000)} s: ${runs} swaps, no foreign request`);
  }, 220_000);
});
