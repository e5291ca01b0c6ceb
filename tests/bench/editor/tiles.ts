import type { Browser } from 'playwright-core';
import type { GraphDocument } from '../../../src/graph/types';
import type { Session } from '../../../src/editor/session';
import { convModel } from '../../../src/runtime/onnx/test-models';
import { percentile } from './gestures';

export interface TileFigures {
  /** From the moment the viewer is asked for a tensor that is there, its code being loaded, to the first painted tile. */
  readonly firstMs: number;
  /** 95th percentile of the time between frames while all tiles are scrolled through. */
  readonly scrollP95Ms: number;
}

interface EditorWindow { swapgraph: Session }

const CHANNELS = 1024;
const SIDE_PX = 64;

/** A network's 1,024 feature maps as tiles: how soon the first picture stands, and how evenly they scroll. */
export async function measureTiles(browser: Browser, url: string): Promise<TileFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(() => {
    localStorage.setItem('swapgraph.settings', JSON.stringify({ autoRun: false, dockHeightPx: 420 }));
    localStorage.setItem('swapgraph.tour-seen', 'yes');
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => (globalThis as unknown as EditorWindow).swapgraph?.stage.current !== undefined);
  await page.evaluate(async (network) => {
    const session = (globalThis as unknown as EditorWindow).swapgraph;
    const file = await session.engine.putAsset(Uint8Array.from(atob(network), (letter) => letter.charCodeAt(0)), 'application/onnx');
    const described = await session.engine.describeOnnx(file);
    const document: GraphDocument = {
      format: 1, id: 'bench-tiles', title: 'Tiles', macros: {},
      nodes: { face: { type: 'synthetic-face', version: 1, params: { seed: 3, sizePx: 64 } }, maps: { type: 'onnx-model', version: 1, params: { file, ports: described['ports'] ?? described } } },
      links: [{ from: ['face', 'image'], to: ['maps', 'x'] }],
      view: { nodes: { face: { x: 0, y: 0 }, maps: { x: 320, y: 0 } }, frames: [], notes: [] },
    };
    session.open(document);
    // The labels of the face bring the viewer's code in.
    session.set({ pins: [{ node: 'face', port: 'labels' }] });
    await session.runner.run(['face', 'maps']);
    while (!globalThis.document.querySelector('.tile-room canvas')) await new Promise((resolve) => setTimeout(resolve, 20));
  }, Buffer.from(convModel(3, CHANNELS, SIDE_PX)).toString('base64'));
  await page.waitForTimeout(1000);
  const firstMs = await page.evaluate(async (wanted) => {
    const session = (globalThis as unknown as EditorWindow).swapgraph;
    const painted = (): boolean => {
      const room = [...document.querySelectorAll<HTMLElement>('.tile-room')].find((one) => one.dataset['tiles'] === String(wanted));
      const canvas = room?.querySelector('canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, Math.min(64, canvas.width), Math.min(64, canvas.height)).data;
      return data !== undefined && new Set(Array.from({ length: data.length / 4 }, (_, i) => `${data[i * 4]} ${data[i * 4 + 1]} ${data[i * 4 + 2]}`)).size > 8;
    };
    const start = performance.now();
    session.set({ pins: [{ node: 'maps', port: 'y' }] });
    while (!painted()) {
      if (performance.now() - start > 20_000) throw new Error('No tile was painted in 20 s.');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  }, CHANNELS);
  const frames = await page.evaluate(async () => {
    const room = document.querySelector<HTMLElement>('.tile-room');
    if (!room) throw new Error('The tiles are not on the page.');
    const times: number[] = [];
    let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const end = room.scrollHeight - room.clientHeight;
    for (let frame = 1; frame <= 120; frame++) {
      room.scrollTop = (end * frame) / 120;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - before);
      before = now;
    }
    return times;
  });
  await context.close();
  return { firstMs, scrollP95Ms: percentile(frames, 0.95) };
}
