import type { Page } from 'playwright-core';
import type { ReactCounts } from './react-counts';

export interface GestureFigures { readonly p95Ms: number; readonly medianMs: number; readonly rendersPerStep: number; readonly commitsPerStep: number; readonly roots: number }

interface FrameWindow { reactCounts: () => ReactCounts; frames?: number[]; stopFrames?: () => void }

export const STEPS = 60;

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Presses at a place, moves there and back in real mouse events, one a frame, and tells how long the frames between them took and what React did in them. */
export async function gesture(page: Page, from: readonly [number, number], by: readonly [number, number]): Promise<GestureFigures> {
  const counts = (): Promise<ReactCounts> => page.evaluate(() => (globalThis as unknown as FrameWindow).reactCounts());
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 4, from[1] + 4, { steps: 2 });
  await page.waitForTimeout(300);
  const before = await counts();
  await page.evaluate(() => {
    const target = globalThis as unknown as FrameWindow;
    const frames: number[] = [];
    let last = performance.now();
    let going = true;
    const frame = (): void => {
      if (!going) return;
      const now = performance.now();
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    target.frames = frames;
    target.stopFrames = () => { going = false; };
  });
  await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: STEPS });
  await page.mouse.move(...from, { steps: STEPS });
  const frames = await page.evaluate(() => {
    const target = globalThis as unknown as FrameWindow;
    target.stopFrames?.();
    return target.frames?.slice(1) ?? [];
  });
  const after = await counts();
  await page.mouse.up();
  await page.waitForTimeout(300);
  return {
    p95Ms: percentile(frames, 0.95), medianMs: percentile(frames, 0.5), roots: after.roots,
    rendersPerStep: (after.renders - before.renders) / (2 * STEPS), commitsPerStep: (after.commits - before.commits) / (2 * STEPS),
  };
}
