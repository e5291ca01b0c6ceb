import type { Browser, Page } from 'playwright-core';
import type { GraphDocument } from '../../../src/graph/types';
import type { Session } from '../../../src/editor/session';
import { DRAGGED, GROUND_GRIP } from './graph';
import { gesture, type GestureFigures } from './gestures';
import { countReact } from './react-counts';
import type { FlowWindow } from './xyflow/main';

export interface CanvasFigures { readonly loadMs: number; readonly elements: number; readonly pan: GestureFigures; readonly drag: GestureFigures }

interface EditorWindow { swapgraph: Session }

const VIEWPORT = { width: 1440, height: 900 } as const;
const PAN_BY = [-420, -180] as const;
const DRAG_BY = [320, 160] as const;

/** The editor with its side panels closed: open the graph, pan at a zoom of 1, drag a card. */
export async function measureEditor(browser: Browser, url: string, graph: GraphDocument): Promise<CanvasFigures> {
  const page = await freshPage(browser, JSON.stringify({ autoRun: false, inspectorOpen: false, dockOpen: false, minimap: true }));
  await page.goto(url);
  await page.waitForFunction(() => (globalThis as unknown as EditorWindow).swapgraph?.stage.current !== undefined);
  await page.waitForTimeout(1500);
  const loadMs = await page.evaluate(async (text) => {
    const session = (globalThis as unknown as EditorWindow).swapgraph;
    const opening = JSON.parse(text) as GraphDocument;
    const start = performance.now();
    session.open(opening);
    while (session.stage.current?.editor.getConnections().length !== opening.links.length || document.querySelectorAll('path.wire').length !== opening.links.length) await new Promise((resolve) => setTimeout(resolve, 4));
    await session.stage.current.lookFrom({ x: 0, y: 0, zoom: 1 });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  }, JSON.stringify(graph));
  await page.waitForTimeout(700);
  const place = (x: number, y: number): Promise<readonly [number, number]> => page.evaluate(([wx, wy]) => {
    const at = (globalThis as unknown as EditorWindow).swapgraph.stage.current?.toClient({ x: wx, y: wy }) ?? { x: 0, y: 0 };
    return [at.x, at.y] as const;
  }, [x, y] as const);
  const home = (): Promise<void> => page.evaluate(() => (globalThis as unknown as EditorWindow).swapgraph.stage.current?.lookFrom({ x: 0, y: 0, zoom: 1 }));
  return rest(page, loadMs, place, home);
}

/** The same graph with the same cards in React Flow. */
export async function measureFlow(browser: Browser, url: string, graph: GraphDocument, visibleOnly = false): Promise<CanvasFigures> {
  const page = await freshPage(browser, '{}');
  await page.goto(url + (visibleOnly ? '?visible' : ''));
  await page.waitForFunction(() => (globalThis as unknown as FlowWindow).openGraph !== undefined);
  await page.waitForTimeout(1000);
  const loadMs = await page.evaluate(async ({ text, partly }) => {
    const flow = globalThis as unknown as FlowWindow;
    const opening = JSON.parse(text) as GraphDocument;
    const start = performance.now();
    flow.openGraph?.(opening);
    const wanted = (): boolean => (partly ? document.querySelectorAll('.react-flow__edge').length > 0 : document.querySelectorAll('.react-flow__edge path.react-flow__edge-path').length === opening.links.length);
    while (!wanted()) await new Promise((resolve) => setTimeout(resolve, 4));
    flow.lookFrom?.(0, 0, 1);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  }, { text: JSON.stringify(graph), partly: visibleOnly });
  await page.waitForTimeout(700);
  return rest(page, loadMs, (x, y) => Promise.resolve([x, y]), () => page.evaluate(() => (globalThis as unknown as FlowWindow).lookFrom?.(0, 0, 1)));
}

async function freshPage(browser: Browser, settings: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' });
  // The loader that runs this file wraps functions in a helper of this name, which the page does not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(countReact);
  await context.addInitScript((stored) => {
    localStorage.setItem('swapgraph.settings', stored);
    localStorage.setItem('swapgraph.tour-seen', 'yes');
  }, settings);
  return context.newPage();
}

async function rest(page: Page, loadMs: number, place: (x: number, y: number) => Promise<readonly [number, number]>, home: () => Promise<void>): Promise<CanvasFigures> {
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const pan = await gesture(page, await place(GROUND_GRIP.x, GROUND_GRIP.y), PAN_BY);
  await home();
  await page.waitForTimeout(500);
  const drag = await gesture(page, await place(DRAGGED.x, DRAGGED.y), DRAG_BY);
  await page.context().close();
  return { loadMs, elements, pan, drag };
}
