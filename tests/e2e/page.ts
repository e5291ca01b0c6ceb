import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import type { Session } from '../../src/editor/session';

/** What the page lends to scripts in its console. */
export interface EditorWindow extends Window { swapgraph: Session }

const EXECUTABLE = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Software drawing and software WebGPU, so that the tests see the same on every machine. */
export const FLAGS = [
  '--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan', '--use-vulkan=swiftshader',
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
];

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly fragment?: string;
  readonly graph?: GraphDocument;
  readonly autoRun?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly firstVisit?: boolean;
}

export interface Opened { readonly context: BrowserContext; readonly page: Page; readonly errors: string[]; readonly foreign: string[] }

export function launch(flags: readonly string[] = FLAGS): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error(`No Chromium at ${EXECUTABLE}. Set CHROMIUM_PATH to one.`);
  return chromium.launch({ executablePath: EXECUTABLE, args: [...flags] });
}

/** A fresh profile with the editor in it. */
export async function openEditor(browser: Browser, options: OpenOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1440, height: options.height ?? 900 }, locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  const settings = { autoRun: options.autoRun ?? false, ...options.settings };
  await context.addInitScript(([stored, seen]) => {
    if (localStorage.getItem('swapgraph.settings') === null) localStorage.setItem('swapgraph.settings', stored);
    if (seen) localStorage.setItem('swapgraph.tour-seen', 'yes');
  }, [JSON.stringify(settings), !options.firstVisit] as const);
  const opened = await openTab(context, options.fragment);
  if (options.graph) await openGraph(opened.page, options.graph);
  return { context, ...opened };
}

/** Another tab of the same profile. */
export async function openTab(context: BrowserContext, fragment = ''): Promise<Omit<Opened, 'context'>> {
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  const own = new URL(inject('url')).origin;
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== own) foreign.push(request.url());
  });
  await page.goto(inject('url') + fragment);
  await page.locator('.canvas').waitFor();
  await page.waitForFunction(() => (window as unknown as EditorWindow).swapgraph?.stage.current !== undefined);
  return { page, errors, foreign };
}

export async function openGraph(page: Page, graph: GraphDocument): Promise<void> {
  await page.evaluate(async (text) => {
    const session = (window as unknown as EditorWindow).swapgraph;
    session.open(JSON.parse(text) as GraphDocument);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await session.stage.current?.fit();
  }, JSON.stringify(graph));
  await settle(page);
}

/** Two frames: what was asked for is painted. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
  await page.waitForTimeout(60);
}

export function documentOf(page: Page): Promise<GraphDocument> {
  return page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().document);
}

/** Waits until a run that was asked for has ended, and gives its state. */
export async function runEnded(page: Page): Promise<string> {
  await page.waitForFunction(() => !['idle', 'running'].includes((window as unknown as EditorWindow).swapgraph.get().run.state), undefined, { timeout: 100_000 });
  return page.evaluate(() => (window as unknown as EditorWindow).swapgraph.get().run.state);
}

/** The middle of an element, in window pixels. */
export async function middleOf(page: Page, selector: string): Promise<readonly [number, number]> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not on the page.`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

export async function dragBetween(page: Page, from: readonly [number, number], to: readonly [number, number], steps = 6): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps });
  await page.mouse.up();
  await settle(page);
}

export function socket(node: string, side: 'input' | 'output', port: string): string {
  return `[data-node="${node}"] [data-socket="${side}:${port}"]`;
}
