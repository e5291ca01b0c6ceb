import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../actions/list';
import { KINDS } from '../../runtime/values';
import { translator } from '../i18n';
import { en, type MessageKey } from './en';
import { zh } from './zh';

const names = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(`${folder}/${entry.name}`) : /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [`${folder}/${entry.name}`] : []));
}

describe('messages', () => {
  it('exist in both languages, with the same names to fill in', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as MessageKey[]) {
      expect(zh[key].trim(), key).not.toBe('');
      expect(names(zh[key]), key).toEqual(names(en[key]));
    }
  });

  it('are in Chinese where Chinese is asked for', () => {
    const international = new Set<string>(['backend.webgpu', 'backend.wasm', 'backend.native', 'backend.typescript', 'backend.choose.webgpu', 'backend.choose.cpu', 'card.label']);
    const latin = (Object.keys(zh) as MessageKey[]).filter((key) => !/[\u4e00-\u9fff]/.test(zh[key]) && !international.has(key));
    expect(latin).toEqual([]);
  });

  it('are all used', () => {
    const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
    const code = sources(folder).filter((file) => !file.includes('/messages/')).map((file) => readFileSync(file, 'utf8')).join('\n');
    const made = [...code.matchAll(/`(\w+(?:\.\w+)*\.)\$\{/g)].map((match) => match[1] ?? '');
    expect((Object.keys(en) as MessageKey[]).filter((key) => !code.includes(`'${key}'`) && !made.some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });

  it('name every action and every kind', () => {
    for (const { title } of ACTIONS) expect(en).toHaveProperty([title]);
    for (const kind of KINDS) expect(en).toHaveProperty([`kind.${kind}`]);
  });

  it('fill names in', () => {
    expect(translator('en')('gallery.count', { nodes: 4 })).toBe('4 nodes');
    expect(translator('zh')('gallery.count', { nodes: 4 })).toBe('4 个节点');
  });
});
