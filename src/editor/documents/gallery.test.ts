import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { opening } from './gallery';

const GRAPHS = new URL('../../../graphs/', import.meta.url);
const abouts = readdirSync(GRAPHS).filter((name) => name.endsWith('.json')).map((name) => [name, (JSON.parse(readFileSync(new URL(name, GRAPHS), 'utf8')) as { about: { en: string; zh: string } }).about] as const);

describe('the words of a gallery card', () => {
  it('are whole sentences, and more than a citation', () => {
    expect(opening('Li and others (2019), first stage. A recogniser says who the source is (z_id). More.')).toBe('Li and others (2019), first stage. A recogniser says who the source is (z_id).');
    expect(opening('The pipeline most people know: ArcFace, inswapper at 128 px. More.')).toBe('The pipeline most people know: ArcFace, inswapper at 128 px.');
    expect(opening('最早可行的方法。两张脸具有相同的网格，因此可以逐三角形移动像素。再融合边缘。')).toBe('最早可行的方法。两张脸具有相同的网格，因此可以逐三角形移动像素。');
    expect(opening('After Blanz and others (2004) and Nirkin and others (2018). Both faces are coefficients. More.')).toBe('After Blanz and others (2004) and Nirkin and others (2018). Both faces are coefficients.');
    expect(opening('Short.')).toBe('Short.');
    expect(opening('')).toBe('');
  });

  it.each(abouts)('of %s end with a sentence and stay short enough to read at a glance', (_, { en, zh }) => {
    expect(en.startsWith(opening(en))).toBe(true);
    expect(opening(en)).toMatch(/[.?!]$/);
    expect(opening(en).length).toBeLessThanOrEqual(260);
    expect(opening(zh)).toMatch(/[。？！]$/);
    expect(opening(zh).length).toBeLessThanOrEqual(120);
    // The first sentence is not cut at a dot inside it.
    expect(opening(en).length).toBeGreaterThanOrEqual(36);
  });
});
