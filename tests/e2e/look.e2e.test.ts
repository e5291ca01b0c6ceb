import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { SWAP } from './fixtures';
import { launch, openEditor, runEnded, settle, type EditorWindow } from './page';

/** Buttons, labels and titles whose text is wider than its box without an ellipsis, or that lie over one another in the bars. */
function collisions(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const visible = (element: Element): boolean => element.getClientRects().length > 0;
    for (const element of document.querySelectorAll<HTMLElement>('.topbar *, .status-bar *, .inspector h2, .inspector label, .inspector button, .viewer-head *')) {
      if (!visible(element) || element.children.length > 0 || element.matches('input, select, option, svg, path')) continue;
      const clips = getComputedStyle(element).textOverflow === 'ellipsis';
      if (!clips && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible') found.push(`cut: ${element.textContent}`);
    }
    for (const bar of document.querySelectorAll('.topbar, .status-bar')) {
      const boxes = [...bar.querySelectorAll('button, input:not(.switch), select, .saved, .run-state, .auto-run')].filter(visible).map((element) => ({ name: element.textContent || element.getAttribute('aria-label') || element.className, box: element.getBoundingClientRect() }));
      for (const [index, a] of boxes.entries()) {
        if (a.box.right > innerWidth + 0.5) found.push(`outside: ${a.name}`);
        for (const b of boxes.slice(index + 1)) {
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > 1 && high > 1) found.push(`overlap: ${a.name} / ${b.name}`);
        }
      }
    }
    const within = (inner: string, outer: string): void => {
      const [a, b] = [document.querySelector(inner)?.getBoundingClientRect(), document.querySelector(outer)?.getBoundingClientRect()];
      if (a && b && (a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1)) found.push(`${inner} reaches out of ${outer}`);
    };
    within('.inspector', '.middle-room');
    within('.canvas-tools', '.canvas-room');
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
}

describe('how it looks', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(() => browser.close());

  it.each(['light', 'dark', 'projector'] as const)('has no serious accessibility fault in the %s theme', async (theme) => {
    const { context, page, errors } = await openEditor(browser, { graph: SWAP, settings: { theme } });
    await page.locator('[data-node="source"] .card-title').click();
    await settle(page);
    expect(await faults(page)).toEqual([]);
    await page.locator('.canvas').focus();
    await page.keyboard.press('?');
    await page.locator('.shortcuts').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // Every window and list that a newcomer meets, with something in it.
    for (const dialog of ['gallery', 'settings', 'history', 'models', 'batch', 'camera'] as const) {
      await page.evaluate((name) => (window as unknown as EditorWindow).swapgraph.set({ dialog: { name } }), dialog);
      await page.locator('dialog').waitFor();
      await settle(page);
      expect(await faults(page, 'dialog'), dialog).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.evaluate(() => {
      const session = (window as unknown as EditorWindow).swapgraph;
      session.editDocument((document) => ({ document: { ...document, links: [] } }), { label: 'Take the wires off' });
      session.set({ problemsOpen: true, tour: 2, selection: new Set() });
    });
    await page.locator('.problem-line').first().waitFor();
    for (const zoom of [0.6, 0.4, 0.2]) {
      await page.evaluate((next) => (window as unknown as EditorWindow).swapgraph.stage.current?.zoomTo(next), zoom);
      await settle(page);
      expect(await faults(page), `at a zoom of ${zoom}`).toEqual([]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  // 720 × 450 is what a window of 1440 × 900 has left at a zoom of 200 %.
  it.each([[1440, 900, 'en', 'light'], [1024, 768, 'en', 'light'], [1024, 768, 'zh', 'dark'], [1024, 768, 'en', 'projector'], [720, 450, 'en', 'light'], [720, 450, 'zh', 'light']] as const)(
    'has nothing cut off or overlapping at %i × %i in %s, %s', async (width, height, language, theme) => {
      const { context, page } = await openEditor(browser, { width, height, graph: SWAP, settings: { language, theme } });
      await page.locator('.canvas').focus();
      await page.keyboard.press('ArrowRight');
      await settle(page);
      expect(await collisions(page)).toEqual([]);
      await context.close();
    });

  it('speaks Chinese everywhere once told to', async () => {
    const { context, page } = await openEditor(browser, { graph: SWAP });
    await page.getByRole('button', { name: '中文' }).click();
    await settle(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    const words = await page.locator('.topbar, .status-bar, .inspector, .dock, .card').allInnerTexts();
    const latin = words.join('\n').split('\n').map((line) => line.trim()).filter((line) => /[A-Za-z]{3,}/.test(line) && !/^(Swapgraph|Source|Target|Result|English|WebGPU|CPU.*)$/.test(line) && !/[\u4e00-\u9fff]/.test(line));
    expect(latin).toEqual([]);
    await page.reload();
    await page.locator('.canvas').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await context.close();
  });

  it('shows a short tour on a first visit that can be closed for good', async () => {
    const { context, page } = await openEditor(browser, { firstVisit: true });
    await page.locator('.tour').waitFor();
    await page.getByRole('button', { name: 'Close the tour' }).click();
    await page.reload();
    await page.locator('.canvas').waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator('.tour').count()).toBe(0);
    await context.close();
  });

  it('asks no foreign host for anything, and the guard refuses to', async () => {
    const { context, page, foreign } = await openEditor(browser, { graph: SWAP });
    await page.locator('.canvas').focus();
    await page.keyboard.press('Control+Enter');
    await runEnded(page);
    await page.keyboard.press('Control+g');
    await page.waitForTimeout(1000);
    expect(foreign).toEqual([]);
    const refused = await page.evaluate(() => fetch('https://example.com/').then(() => 'went through', (error: Error) => error.message));
    expect(refused).toContain('consent');
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("default-src 'self'");
    expect(foreign).toEqual([]);
    await context.close();
  });
});
