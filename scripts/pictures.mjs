// Makes the pictures of the gallery (graphs/pictures/*.webp) and of the documentation (docs/images/*.webp) from the built application in a real Chromium.
// Usage: npm run build && node scripts/pictures.mjs [gallery|docs] [--built FOLDER]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];
const [wanted = 'all'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const at = process.argv.indexOf('--built');
const server = await preview({ root, logLevel: 'error', ...(at > 0 ? { build: { outDir: process.argv[at + 1] } } : {}), preview: { port: 4399 } });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
for (const folder of ['graphs/pictures', 'docs/images']) mkdirSync(root + folder, { recursive: true });

async function open({ width = 1440, height = 900, settings = {}, firstVisit = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-US' });
  await context.addInitScript(([stored, seen]) => {
    localStorage.setItem('swapgraph.settings', stored);
    if (seen) localStorage.setItem('swapgraph.tour-seen', 'yes');
  }, [JSON.stringify({ autoRun: false, ...settings }), !firstVisit]);
  const page = await context.newPage();
  await page.goto(server.resolvedUrls.local[0]);
  await page.waitForFunction(() => globalThis.swapgraph?.stage.current !== undefined);
  return { context, page };
}

async function openGraph(page, name, run = true) {
  await page.evaluate((graph) => globalThis.swapgraph.open(graph), JSON.parse(readFileSync(`${root}graphs/${name}.json`, 'utf8')));
  await page.waitForTimeout(400);
  await page.evaluate(() => globalThis.swapgraph.stage.current.fit());
  if (run) await page.evaluate(() => globalThis.swapgraph.runner.run());
  await page.waitForTimeout(1200);
}

/** Screenshots are encoded as WebP by the browser itself. */
async function shoot(page, name) {
  const png = await page.screenshot({ type: 'png' });
  writeFileSync(`${root}docs/images/${name}.webp`, await toWebp(page, png.toString('base64')));
}

async function toWebp(page, base64, side = 0) {
  const data = await page.evaluate(async ([source, most]) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
    const scale = most > 0 ? Math.min(1, most / Math.max(bitmap.width, bitmap.height)) : 1;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.86).split(',')[1];
  }, [base64, side]);
  return Buffer.from(data, 'base64');
}

/** For a graph of photographs, of which none may be shipped: two rendered faces as prints on a table. PNG in base64. */
function photoCard(page) {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 480];
    const context = canvas.getContext('2d');
    context.fillStyle = '#d9dde6';
    context.fillRect(0, 0, 480, 480);
    for (const [node, x, y, turn] of [['source', 178, 206, -0.12], ['target', 306, 280, 0.09]]) {
      const shown = await globalThis.swapgraph.engine.preview(node, 'image', 240);
      const print = document.createElement('canvas');
      [print.width, print.height] = [shown.width, shown.height];
      const data = new ImageData(shown.width, shown.height);
      data.data.set(shown.rgba);
      print.getContext('2d').putImageData(data, 0, 0);
      context.save();
      context.translate(x, y);
      context.rotate(turn);
      context.shadowColor = 'rgb(20 30 50 / 35%)';
      context.shadowBlur = 22;
      context.shadowOffsetY = 8;
      context.fillStyle = '#ffffff';
      context.fillRect(-124, -140, 248, 296);
      context.shadowColor = 'transparent';
      context.drawImage(print, -110, -126, 220, 220);
      context.restore();
    }
    return canvas.toDataURL('image/png').split(',')[1];
  });
}

/** The picture of the open graph's node `result`, else of its first result node, as PNG in base64; undefined where there is none. */
function resultOf(page) {
  return page.evaluate(async () => {
    const session = globalThis.swapgraph;
    const sinks = Object.entries(session.get().document.nodes).filter(([id, node]) => session.definitions.get(node.type)?.sink && session.get().steps[id]?.report)
      .sort(([a], [b]) => Number(b === 'result') - Number(a === 'result'));
    for (const [id, node] of sinks) {
      const port = Object.entries(session.definitions.get(node.type).outputs).find(([, output]) => output.kind === 'image')?.[0];
      const shown = port && await session.engine.preview(id, port, 480);
      if (shown?.kind !== 'picture') continue;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [shown.width, shown.height];
      const data = new ImageData(shown.width, shown.height);
      data.data.set(shown.rgba);
      canvas.getContext('2d').putImageData(data, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1];
    }
    return undefined;
  });
}

async function drawGallery() {
  const { context, page } = await open();
  let card;
  for (const file of readdirSync(`${root}graphs`).filter((name) => name.endsWith('.json'))) {
    const name = file.slice(0, -'.json'.length);
    await openGraph(page, name);
    const picture = name.startsWith('photo-') ? card : await resultOf(page);
    if (name === 'classic-2d') card = await photoCard(page);
    if (picture) writeFileSync(`${root}graphs/pictures/${name}.webp`, await toWebp(page, picture, 240));
    console.log(`${name}: ${picture ? 'drawn' : 'no result to show'}`);
  }
  await context.close();
}

/** What a first visit opens, after its run. */
async function drawFirstVisit() {
  const { context, page } = await open({ firstVisit: true, settings: { autoRun: true } });
  await page.waitForFunction(() => !['idle', 'running'].includes(globalThis.swapgraph.get().run.state), undefined, { timeout: 240_000 });
  await page.waitForTimeout(1500);
  await shoot(page, 'first-visit');
  await context.close();
}

/** A run, each kind of viewer, an error, each theme, the gallery. */
async function drawWork() {
  const { context, page } = await open();
  const set = (change) => page.evaluate((part) => globalThis.swapgraph.set({ ...part, ...(part.selection ? { selection: new Set(part.selection) } : {}) }), change);
  const choose = (change) => page.evaluate((part) => { const session = globalThis.swapgraph; session.set({ settings: { ...session.get().settings, ...part } }); }, change);
  const viewer = (index) => page.locator('.viewer').nth(index);
  const look = (index, view) => viewer(index).getByLabel('View', { exact: true }).selectOption(view);
  await openGraph(page, 'classic-2d');
  await set({ selection: ['warp'] });
  await page.waitForTimeout(1500);
  await shoot(page, 'run');

  // Pictures, meshes, faces, numbers: a result against the one before it, and two meshes by the distance of their vertices.
  await set({ selection: [], pins: [{ node: 'result', port: 'image' }, { node: 'source', port: 'mesh' }, { node: 'source', port: 'faces' }, { node: 'source', port: 'coefficients' }] });
  await page.waitForTimeout(2500);
  await viewer(0).getByRole('button', { name: 'Keep as “before”' }).click();
  await page.evaluate(async () => {
    const session = globalThis.swapgraph;
    session.editDocument((graph) => ({ document: { ...graph, nodes: { ...graph.nodes, source: { ...graph.nodes.source, params: { ...graph.nodes.source.params, seed: 12 } } } } }), { label: 'Another face' });
    await session.runner.run();
  });
  await viewer(1).getByRole('button', { name: 'Layers' }).click();
  await viewer(1).getByLabel('Colour by distance to').selectOption({ index: 1 });
  await page.waitForTimeout(3000);
  await shoot(page, 'viewers');

  await set({ pins: [] });
  await page.evaluate(() => {
    const session = globalThis.swapgraph;
    session.editDocument((graph) => ({ document: { ...graph, links: graph.links.filter((link) => link.to[0] !== 'blend' || link.to[1] !== 'mask') } }), { label: 'Disconnect' });
    session.set({ problemsOpen: true, selection: new Set(['blend']) });
  });
  await page.waitForTimeout(800);
  await shoot(page, 'error');
  await page.evaluate(() => { globalThis.swapgraph.undo(); globalThis.swapgraph.set({ problemsOpen: false, selection: new Set() }); });

  // Feature maps, their components, a stack and a table of the two swappers.
  await openGraph(page, 'faceshifter-vs-hififace');
  await shoot(page, 'comparison');
  await set({ pins: [{ node: 'aad', port: 'h' }, { node: 'encoder', port: 'encoder' }, { node: 'features', port: 'features' }, { node: 'compare', port: 'table' }] });
  await page.waitForTimeout(3000);
  await look(1, 'projection');
  await look(2, 'stack');
  await page.waitForTimeout(5000);
  await shoot(page, 'features');
  await set({ pins: [{ node: 'decoder', port: 'blocks' }] });
  await page.waitForTimeout(2000);
  await look(0, 'lens');
  await viewer(0).getByRole('button', { name: /^Enlarge/ }).click();
  await page.waitForTimeout(4000);
  await shoot(page, 'lens');
  await viewer(0).getByRole('button', { name: /^Back/ }).click();
  await set({ pins: [] });
  for (const theme of ['dark', 'projector']) {
    await choose({ theme });
    await page.waitForTimeout(1500);
    await shoot(page, theme);
  }
  await choose({ theme: 'light', language: 'zh' });
  await set({ dialog: { name: 'gallery' } });
  // Cards below the fold load their pictures when they are scrolled to.
  await page.waitForFunction(() => {
    const seen = [...document.querySelectorAll('.gallery img')].filter((image) => image.getBoundingClientRect().top < innerHeight);
    return seen.length > 0 && seen.every((image) => image.complete && image.naturalWidth > 0);
  }, undefined, { timeout: 60_000 });
  await page.waitForTimeout(500);
  await shoot(page, 'gallery-zh');
  await context.close();
}

if (wanted !== 'docs') await drawGallery();
if (wanted !== 'gallery') {
  await drawFirstVisit();
  await drawWork();
}
await browser.close();
await server.close();
