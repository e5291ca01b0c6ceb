import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { largeGraph, SWAP } from './fixtures';
import { dragBetween, launch, middleOf, openEditor, openGraph, type EditorWindow, type Opened } from './page';

/** Where canvas and document differ; empty when Rete's objects, the page and the document are the same graph. */
function differences(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const session = (window as unknown as EditorWindow).swapgraph;
    const { document: whole, scope } = session.get();
    const graph = whole.macros[scope.at(-1)?.macro ?? ''] ?? whole;
    const stage = session.stage.current;
    if (!stage) return ['no canvas'];
    const found: string[] = [];
    const compare = (what: string, a: readonly string[], b: readonly string[]): void => {
      const [left, right] = [[...a].sort().join(' '), [...b].sort().join(' ')];
      if (left !== right) found.push(`${what}: ${left} ≠ ${right}`);
    };
    const wires = graph.links.map(({ from, to }) => `${from[0]}/${from[1]}>${to[0]}/${to[1]}`);
    compare('nodes', stage.editor.getNodes().map(({ id }) => id), Object.keys(graph.nodes));
    compare('elements', [...globalThis.document.querySelectorAll<HTMLElement>('.node-holder')].map((element) => element.dataset['node'] ?? ''), Object.keys(graph.nodes));
    compare('cards', [...globalThis.document.querySelectorAll<HTMLElement>('.node-holder')].filter((element) => element.querySelector('.card, .reroute')).map((element) => element.dataset['node'] ?? ''), Object.keys(graph.nodes));
    compare('wires', stage.editor.getConnections().map(({ id }) => id), wires);
    compare('paths', [...globalThis.document.querySelectorAll<SVGPathElement>('path.wire')].map((path) => path.dataset['wire'] ?? ''), wires);
    compare('places', Object.keys(graph.nodes).map((id) => `${id}:${stage.positionOf(id)?.x},${stage.positionOf(id)?.y}`), Object.keys(graph.nodes).map((id) => `${id}:${graph.view.nodes[id]?.x ?? 0},${graph.view.nodes[id]?.y ?? 0}`));
    return found;
  });
}

/** Drags whichever card is first in view, fast, and back on every other round. */
async function dragAnyCard(page: Page, round: number): Promise<void> {
  await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.stage.current?.fit());
  await page.waitForTimeout(100);
  const head = page.locator('.card-title').first();
  if (await head.count() === 0) return;
  const box = await head.boundingBox();
  if (!box) return;
  const [x, y] = [box.x + 8, box.y + box.height / 2];
  await dragBetween(page, [x, y], [x + 60 - round * 12, y + 40], 2);
  await page.waitForTimeout(100);
}

describe('canvas and document', () => {
  let browser: Browser;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    opened = await openEditor(browser, { graph: SWAP });
    ({ page } = opened);
  });
  afterAll(() => browser.close());

  it('stay equal through 1,000 random edits, undos, redos, fast drags and ways into macros and out', { timeout: 200_000 }, async () => {
    const sum = { acts: 0, edits: 0, inMacros: 0 };
    for (let round = 0; round < 10; round++) {
      const counts = await page.evaluate(async (seed) => {
        const session = (window as unknown as EditorWindow).swapgraph;
        let state = seed;
        const random = (): number => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return state / 2 ** 32;
        };
        const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
        const press = (key: string, init: KeyboardEventInit = {}): void => { document.querySelector('.canvas')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })); };
        const open = () => {
          const { document: whole, scope } = session.get();
          return whole.macros[scope.at(-1)?.macro ?? ''] ?? whole;
        };
        const choose = (): void => {
          const ids = Object.keys(open().nodes);
          session.set({ selection: new Set(ids.filter(() => random() < 2 / Math.max(2, ids.length))) });
        };
        const acts: readonly (() => void)[] = [
          () => { choose(); press(pick(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) ?? '', { shiftKey: true }); },
          () => { choose(); if (Object.keys(open().nodes).length < 20) press('d', { ctrlKey: true }); },
          () => { choose(); if (session.get().selection.size < 3) press('Delete'); },
          () => press('z', { ctrlKey: true }),
          () => press('z', { ctrlKey: true }),
          () => press('z', { ctrlKey: true, shiftKey: true }),
          () => { choose(); press('m'); },
          () => { choose(); press('c'); },
          () => { choose(); press('M', { ctrlKey: true, shiftKey: true }); },
          () => { choose(); press('U', { ctrlKey: true, shiftKey: true }); },
          () => {
            const link = pick(open().links);
            if (link) session.edit((body) => ({ document: { ...body, links: body.links.filter((one) => one !== link) } }), { label: 'Take a wire off' });
          },
          () => {
            const macros = Object.entries(open().nodes).filter(([, node]) => node.type === 'macro').map(([id]) => id);
            session.set({ selection: new Set(macros.slice(0, 1)) });
            if (random() < 0.5) press('ArrowDown', { ctrlKey: true });
          },
          () => press('ArrowUp', { ctrlKey: true }),
          () => press('ArrowUp', { ctrlKey: true }),
        ];
        const counted = { acts: 0, edits: 0, inMacros: 0 };
        for (let i = 0; i < 100; i++) {
          const before = session.get().document;
          pick(acts)?.();
          counted.acts++;
          if (session.get().document !== before) counted.edits++;
          if (session.get().document !== before && session.get().scope.length > 0) counted.inMacros++;
          if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, 0));
        }
        return counted;
      }, 1000 + round * 7919);
      for (const key of ['acts', 'edits', 'inMacros'] as const) sum[key] += counts[key];
      await page.waitForTimeout(250);
      await dragAnyCard(page, round);
      // Cards are painted when the browser next draws, which a busy machine does late.
      await expect.poll(() => differences(page), { message: `round ${round}`, timeout: 10_000 }).toEqual([]);
    }
    expect(sum.acts).toBe(1000);
    expect(sum.edits).toBeGreaterThan(300);
    expect(sum.inMacros).toBeGreaterThan(30);
    console.log(`1,000 random acts: ${sum.edits} changed the document, ${sum.inMacros} of them inside macros`);
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.set({ scope: [], selection: new Set() }));
  });

  it('stay equal through fast drags, with undo in the middle of them', async () => {
    await openGraph(page, SWAP);
    for (let i = 0; i < 6; i++) {
      const [x, y] = await middleOf(page, '[data-node="view"] .card-title');
      await dragBetween(page, [x, y], [x + (i % 2 === 0 ? 140 : -140), y + (i % 3) * 30 - 30], 2);
      if (i % 2 === 1) {
        await page.locator('.canvas').focus();
        await page.keyboard.press('Control+z');
      }
    }
    const [x, y] = await middleOf(page, '[data-node="swap"] .card-title');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y + 50, { steps: 3 });
    await page.keyboard.press('Control+z');
    await page.mouse.move(x + 90, y + 10, { steps: 3 });
    await page.mouse.up();
    await page.waitForTimeout(200);
    expect(await differences(page)).toEqual([]);
  });

  it('move a selection as one and put a free card onto the wire it is dropped on', async () => {
    await openGraph(page, { ...SWAP, nodes: { ...SWAP.nodes, resize: { type: 'resize-image', version: 1, params: {} } }, view: { ...SWAP.view, nodes: { ...SWAP.view.nodes, view: { x: 800, y: 160 }, resize: { x: 400, y: 560 } } } });
    const wire = await page.evaluate(() => {
      const path = document.querySelector<SVGPathElement>('path.wire[data-wire="swap/image>view/image"]');
      const at = path?.getPointAtLength((path.getTotalLength()) / 2);
      const stage = (window as unknown as EditorWindow).swapgraph.stage.current;
      return at && stage?.toClient(at);
    });
    const [x, y] = await middleOf(page, '[data-node="resize"] .card-head');
    if (!wire) throw new Error('The wire is not drawn.');
    await dragBetween(page, [x, y], [wire.x, wire.y], 10);
    const links = await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().document.links.map(({ from, to }) => `${from[0]}>${to[0]}`));
    expect(links).toContain('swap>resize');
    expect(links).toContain('resize>view');
    expect(await differences(page)).toEqual([]);
  });

  it('keep only the cards in view of a graph of 1,000 nodes, with one React root, and redraw no more than the dragged card’s wires', async () => {
    const graph = largeGraph(1000, 2);
    const load = await page.evaluate(async ({ text, links }) => {
      const session = (window as unknown as EditorWindow).swapgraph;
      const opening = JSON.parse(text) as GraphDocument;
      const start = performance.now();
      session.open(opening);
      while (session.stage.current?.editor.getConnections().length !== links) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - start;
    }, { text: JSON.stringify(graph), links: graph.links.length });
    await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.stage.current?.lookAt({ x: 2000, y: 2000 }, 1));
    await page.locator('.card').first().waitFor();
    await page.waitForTimeout(400);
    const counts = await page.evaluate(() => ({ cards: document.querySelectorAll('.card').length, elements: document.querySelectorAll('*').length, wires: document.querySelectorAll('path.wire').length }));
    expect(counts.wires).toBe(graph.links.length);
    expect(counts.cards).toBeLessThan(80);
    expect(counts.elements).toBeLessThan(12_000);
    const holder = await page.evaluate(() => {
      const box = document.querySelector('.canvas')?.getBoundingClientRect();
      const card = [...document.querySelectorAll<HTMLElement>('.node-holder')].find((element) => {
        const at = element.getBoundingClientRect();
        return box && at.left > box.left + 80 && at.top > box.top + 40 && at.right < box.right - 240 && at.top < box.bottom - 120;
      });
      return card?.dataset['node'];
    });
    const [x, y] = await middleOf(page, `[data-node="${holder}"] .card-head`);
    const before = await page.evaluate(() => (window as unknown as EditorWindow).swapgraph.stage.current?.wires.draws ?? 0);
    await dragBetween(page, [x, y], [x + 80, y + 40], 10);
    const draws = await page.evaluate((from) => ((window as unknown as EditorWindow).swapgraph.stage.current?.wires.draws ?? 0) - from, before);
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThanOrEqual(10 * 6 + 12);
    console.log(`1,000 nodes and ${graph.links.length} links: loaded in ${Math.round(load)} ms; ${counts.cards} cards and ${counts.elements} elements in the page; ${draws} wire paths drawn in a drag of 10 steps`);
  });

  it('threw nothing', () => expect(opened.errors).toEqual([]));
});
