import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

interface Chunk { readonly file: string; readonly imports?: readonly string[]; readonly isEntry?: boolean }

/** Gzipped bytes of JavaScript that the page needs before it can be painted. */
const LIMIT_BYTES = 400_000;
/** Libraries that must come later, by a word of theirs that minifying leaves. */
const LATER = { 'three.js': 'WebGLRenderer', 'ONNX Runtime': 'InferenceSession', MediaPipe: 'FaceLandmarker', ELK: 'org.eclipse.elk', KaTeX: 'katex-display' };

describe('first paint', () => {
  it('needs at most 400 kB of gzipped JavaScript, and none of the heavy libraries', async () => {
    const dist = inject('dist');
    const manifest = JSON.parse(await readFile(`${dist}/.vite/manifest.json`, 'utf8')) as Readonly<Record<string, Chunk>>;
    const needed = new Set<string>();
    const follow = (name: string): void => {
      const chunk = manifest[name];
      if (!chunk || needed.has(chunk.file)) return;
      needed.add(chunk.file);
      for (const imported of chunk.imports ?? []) follow(imported);
    };
    for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) follow(name);
    expect(needed.size).toBeGreaterThan(0);
    const sources = await Promise.all([...needed].map((file) => readFile(`${dist}/${file}`)));
    const bytes = sources.reduce((sum, source) => sum + gzipSync(source).length, 0);
    const all = sources.join('\n');
    expect(Object.entries(LATER).filter(([, word]) => all.includes(word)).map(([library]) => library)).toEqual([]);
    expect(bytes).toBeLessThan(LIMIT_BYTES);
    console.log(`First paint: ${Math.round(bytes / 1000)} kB of gzipped JavaScript in ${needed.size} files`);
  });
});
