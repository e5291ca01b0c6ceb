import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseGraph } from '../../src/graph/parse';
import type { GraphDocument } from '../../src/graph/types';
import { facePoints, inPicture, SIDE, sourcePicture, targetPicture } from '../packs/painted';
import { arcface, crossface, MARK, MINUS_ONE_TO_ONE, swapper, TEMPLATES, yunet } from '../packs/stand-ins';
import { ONE_FACE } from './fixtures';
import { documentOf, launch, openEditor, openGraph, runEnded, settle, type EditorWindow } from './page';

const TEMPLATE = 'arcface_112_v1';
const PACKS: Readonly<Record<string, () => Uint8Array>> = {
  'yunet-2023-mar': () => yunet(facePoints(TEMPLATE), SIDE), 'arcface-w600k-r50': arcface, 'crossface-ghost': crossface,
  'ghost-2-256': () => swapper({ size: 256, template: TEMPLATE, from: MINUS_ONE_TO_ONE, to: MINUS_ONE_TO_ONE, source: { at: (k) => 511 - k } }),
};

/** The shipped graph with YuNet, whose stand-in knows where the painted faces are. */
function ghostGraph(): GraphDocument {
  const { graph } = parseGraph(readFileSync(new URL('../../graphs/public-ghost.json', import.meta.url), 'utf8'));
  if (!graph) throw new Error('The shipped graph does not open.');
  return { ...graph, nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, node.type === 'detect-faces' ? { ...node, params: { ...node.params, engine: 'yunet' } } : node])) };
}

/** Files dropped together in the open, where no card is. */
async function drop(page: Page, files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> {
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [name, data] of given) transfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type: 'image/png' }));
    const target = document.querySelector('.drops')!, box = target.getBoundingClientRect();
    for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer, clientX: box.right - 30, clientY: box.bottom - 30 }));
  }, files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const));
  await settle(page);
}

/** Takes a network from a file in the model manager; one whose published hash is another's is kept only after a second word. */
async function importPack(page: Page, pack: string, path: string): Promise<void> {
  const card = page.locator(`[data-model="${pack}"]`);
  await card.locator('input[type=file]').setInputFiles(path);
  const here = card.getByText('on this machine'), other = page.getByRole('button', { name: 'Keep it' });
  await here.or(other).first().waitFor();
  if (await other.isVisible()) await other.click();
  await here.waitFor();
}

describe('the whole path', () => {
  let browser: Browser, folder = '';
  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'whole-path-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  it('goes from dropped photographs over imported packs to a swap, an exported picture, and the graph out of that picture again, without a foreign request', async () => {
    const { context, page, errors, foreign } = await openEditor(browser, { graph: ghostGraph(), settings: { backend: 'cpu' } });
    await drop(page, [['anna.png', sourcePicture('arcface_112_v2')], ['berta.png', targetPicture()]]);
    await page.locator('.dialog input[type="checkbox"]').check();
    await page.locator('.dialog .button.primary').click();
    await page.waitForFunction(() => ['source', 'target'].every((id) => String((window as unknown as EditorWindow).swapgraph.get().document.nodes[id]?.params['file'] ?? '').startsWith('sha256:')));

    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name: 'models' } }));
    for (const [pack, make] of Object.entries(PACKS)) {
      const path = join(folder, `${pack}-of-mine.onnx`);
      await writeFile(path, make());
      await importPack(page, pack, path);
    }
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    expect(await runEnded(page)).toBe('done');

    const before = await documentOf(page);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['result']) }));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+Shift+E');
    const saved = new Uint8Array(await readFile(await (await download).path()));
    const { data, width, height, channels } = decode(saved);
    expect([width, height]).toEqual([SIDE, SIDE]);
    // The stand-in draws its mark on each of the five points of its template: the swap lies where the target's face is.
    for (const point of TEMPLATES[TEMPLATE]!) {
      const [x, y] = inPicture(point).map(Math.round) as [number, number];
      for (let c = 0; c < 3; c++) expect(Math.abs(data[(y * width + x) * channels + c]! / 255 - MARK[c]!)).toBeLessThan(0.2);
    }
    const words = Buffer.from(saved).toString('latin1');
    expect(words).toContain('compositeWithTrainedAlgorithmicMedia');
    expect(words).not.toMatch(/anna|berta|of-mine/);

    await openGraph(page, ONE_FACE);
    await drop(page, [['swap.png', saved]]);
    await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph.get().document.id === 'public-ghost');
    const after = await documentOf(page);
    expect(Object.keys(after.nodes)).toEqual(Object.keys(before.nodes).sort());
    expect(after.links).toEqual(before.links);
    expect(after.nodes['swap']).toEqual(before.nodes['swap']);
    // Bytes of the same hash are still on this machine: it runs again without any network, anew from the detector on.
    await context.setOffline(true);
    expect(await page.evaluate(async () => {
      const session = (window as unknown as EditorWindow).swapgraph;
      session.editDocument((document) => ({ document: { ...document, nodes: { ...document.nodes, targetFaces: { ...document.nodes['targetFaces']!, params: { ...document.nodes['targetFaces']!.params, minScore: 0.55 } } } } }), { label: 'Score' });
      await session.runner.run();
      return session.get().run.state;
    })).toBe('done');
    expect(await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().steps['swap']?.report?.state)).toBe('ran');
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows HTML in titles, labels, frames, notes and file names as the text that it is', async () => {
    const bomb = (place: string): string => `<img src=x onerror="window.hit='${place}'"><script>window.hit='${place}'</script>${place}`;
    const graph: GraphDocument = {
      ...ONE_FACE, id: 'html', title: bomb('title'), about: bomb('about'),
      nodes: { ...ONE_FACE.nodes, face: { ...ONE_FACE.nodes['face']!, label: bomb('label') }, odd: { type: '<script>window.hit=1</script>', version: 1, params: { '<b>x</b>': bomb('param') } } },
      view: {
        nodes: { ...ONE_FACE.view.nodes, odd: { x: 0, y: 400 } },
        frames: [{ id: 'f', title: bomb('frame'), x: -40, y: -60, width: 700, height: 360 }],
        notes: [{ id: 'n', text: bomb('note'), x: 700, y: 0, width: 260, height: 160 }],
      },
    };
    const { context, page, errors, foreign } = await openEditor(browser, { graph });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set(['face']), problemsOpen: true }));
    await settle(page);
    await drop(page, [[`${bomb('file')}.txt`, new TextEncoder().encode('nothing')]]);
    await page.evaluate((text) => (window as unknown as EditorWindow).swapgraph.notify(text, 'bad'), bomb('notice'));
    await settle(page);
    const seen = await page.evaluate(() => {
      const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(({ value }) => value);
      return { text: `${document.body.innerText}\n${document.body.textContent}\n${fields.join('\n')}`, hit: (window as unknown as { hit?: unknown }).hit, pictures: document.querySelectorAll('img[src="x"]').length, title: document.title };
    });
    expect([seen.hit, seen.pictures]).toEqual([undefined, 0]);
    for (const place of ['title', 'label', 'frame', 'note', 'notice']) expect(seen.text, place).toContain(`<script>window.hit='${place}'</script>`);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ selection: new Set() }));
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (window as unknown as { hit?: unknown }).hit)).toBeUndefined();
    expect([...foreign, ...errors]).toEqual([]);
    await context.close();
  });

  it('refuses SVG and HTML that come as pictures, and takes a picture that is also a web page for its picture alone', async () => {
    const { context, page, errors } = await openEditor(browser, { graph: ONE_FACE });
    const refused = async (text: string): Promise<string> => page.evaluate(async (words) => {
      const session = (window as unknown as EditorWindow).swapgraph;
      const file = await session.engine.putAsset(new TextEncoder().encode(words), 'image/svg+xml');
      session.editDocument((document) => ({ document: { ...document, nodes: { ...document.nodes, face: { type: 'load-image', version: 1, params: { file } } } } }), { label: 'Picture' });
      await session.runner.run();
      return session.get().steps['face']?.report?.problems.map(({ message }) => (typeof message === 'string' ? message : message.en)).join(' ') ?? '';
    }, text);
    expect(await refused('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.hit=1"><script>window.hit=1</script></svg>')).toMatch(/no picture that can be opened/);
    expect(await refused('<!doctype html><script>window.hit=1</script>')).toMatch(/no picture that can be opened/);
    const both = Buffer.concat([targetPicture(), Buffer.from('<html><script>window.hit=1</script></html>')]).toString('base64');
    const size = await page.evaluate(async (data) => {
      const session = (window as unknown as EditorWindow).swapgraph;
      const file = await session.engine.putAsset(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)), 'text/html');
      session.editDocument((document) => ({ document: { ...document, nodes: { ...document.nodes, face: { type: 'load-image', version: 1, params: { file } } } } }), { label: 'Picture' });
      await session.runner.run();
      const shown = await session.engine.preview('face', 'image', 0);
      return shown.kind === 'picture' ? [shown.width, shown.height] : [];
    }, both);
    expect(size).toEqual([SIDE, SIDE]);
    expect(await page.evaluate(() => (window as unknown as { hit?: unknown }).hit)).toBeUndefined();
    expect(errors).toEqual([]);
    await context.close();
  });
});
