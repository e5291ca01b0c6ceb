import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BothLanguages, NodeDefinition, Param } from '../runtime/define';
import { CATEGORIES } from '../runtime/define';
import type { Kernel } from '../runtime/kernel';
import { checkParams } from '../runtime/params';
import { kindsOf } from '../runtime/ports';
import { cpuTensor } from '../runtime/tensor';
import { KINDS } from '../runtime/values';
import { readCatalog } from './catalog-node';

const here = fileURLToPath(new URL('.', import.meta.url));
const { definitions, loadRun } = await readCatalog();
const folders = (await readdir(here, { withFileTypes: true })).filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'node.ts'))).map(({ name }) => name).sort();
const hasChinese = /[\u4e00-\u9fff]/;

function textsOf(definition: NodeDefinition): readonly (readonly [string, BothLanguages])[] {
  const texts: [string, BothLanguages][] = [['title', definition.title], ['summary', definition.summary]];
  for (const [group, ports] of [['input', definition.inputs], ['output', definition.outputs], ['param', definition.params]] as const) {
    for (const [name, { title, help }] of Object.entries(ports)) {
      texts.push([`${group} ${name}`, title]);
      if (help) texts.push([`help of ${group} ${name}`, help]);
    }
  }
  for (const [name, param] of Object.entries(definition.params)) {
    if (param.kind === 'choice' || param.kind === 'choices') for (const [option, text] of Object.entries(param.options)) texts.push([`${name}.${option}`, text]);
    if (param.kind === 'numbers') for (const entry of param.names) texts.push([`${name}.${entry.name}`, entry.title]);
  }
  return texts;
}

/** Names and units that are the same in both languages. */
const INTERNATIONAL = /^[A-Z0-9][A-Za-z0-9 .,()（）、-]*$/;

describe.each(folders)('%s', (folder) => {
  const definition = [...definitions.values()].find(({ type }) => type === folder)!;

  it('is called like its folder and lies in a category', () => {
    expect(definition.type).toBe(folder);
    expect(CATEGORIES).toContain(definition.category);
    expect(Number.isInteger(definition.version) && definition.version >= 1).toBe(true);
    expect(definition.migrations?.length ?? 0).toBe(definition.version - 1);
  });

  it('speaks English and Chinese', () => {
    for (const [place, { en, zh }] of textsOf(definition)) {
      expect(en.trim(), place).not.toBe('');
      expect(hasChinese.test(en), `${place} in English: ${en}`).toBe(false);
      expect(hasChinese.test(zh) || INTERNATIONAL.test(zh), `${place} in Chinese: ${zh}`).toBe(true);
    }
    expect(definition.summary.en).toMatch(/\.$/);
    expect(definition.summary.zh).toMatch(/。$/);
  });

  it('has a help page in both languages', () => {
    const page = readFileSync(join(here, folder, 'README.md'), 'utf8');
    expect(page.startsWith(`# ${definition.title.en}\n`)).toBe(true);
    expect(page).toContain(`## ${definition.title.zh}\n`);
    const [english, chinese] = page.split(/^## /m);
    expect(english!.length).toBeGreaterThan(120);
    expect(hasChinese.test(english!)).toBe(false);
    expect(hasChinese.test(chinese!)).toBe(true);
  });

  it('has initial values in their ranges', () => {
    const initials = Object.fromEntries(Object.entries(definition.params).map(([name, param]: [string, Param]) => [name, param.initial]));
    expect(checkParams(definition, JSON.parse(JSON.stringify(initials)) as Record<string, never>)).toEqual([]);
    for (const param of Object.values(definition.params)) if (param.kind === 'number') expect(param.min).toBeLessThan(param.max);
  });

  it('names ports by known kinds', () => {
    for (const [name, port] of [...Object.entries(definition.inputs), ...Object.entries(definition.outputs)]) {
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      for (const kind of kindsOf(port)) expect(KINDS).toContain(kind);
    }
    for (const name of Object.keys(definition.params)) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it('infers types of its own outputs from nothing', () => {
    if (!definition.infer) return;
    const initials = Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.initial]));
    const { outputs, problems } = definition.infer({}, initials);
    for (const [port, type] of Object.entries(outputs)) expect(type.kind, port).toBe(definition.outputs[port]?.kind);
    for (const problem of problems ?? []) {
      expect(hasChinese.test(problem.message.zh)).toBe(true);
      if (problem.param !== undefined) expect(Object.keys(definition.params)).toContain(problem.param);
      if (problem.converter !== undefined) expect([...definitions.keys()]).toContain(problem.converter);
    }
  });

  it('can be loaded to run', async () => {
    expect(typeof await loadRun(folder)).toBe('function');
  });

  it('is data only, safe on the main thread', () => {
    const source = readFileSync(join(here, folder, 'node.ts'), 'utf8');
    expect(source).not.toMatch(/from '\.\/(run|kernels)'/);
    expect(source).not.toMatch(/document\.|window\.|node:/);
  });
});

async function kernelFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('kernels.ts')).map((entry) => join(entry.parentPath, entry.name));
}

describe('kernels', async () => {
  const kernels: Kernel[] = [];
  for (const file of await kernelFiles(here)) {
    for (const value of Object.values(await import(pathToFileURL(file).href) as Record<string, unknown>)) {
      if (typeof value === 'object' && value !== null && 'wgsl' in value) kernels.push(value as Kernel);
    }
  }

  it('have names of their own', () => {
    expect(kernels.length).toBeGreaterThan(30);
    expect(new Set(kernels.map(({ name }) => name)).size).toBe(kernels.length);
  });

  it.each(kernels.map((kernel) => [kernel.name, kernel] as const))('%s has a sample that fills its outputs, the same each time', (_name, kernel) => {
    const compute = (): readonly Float32Array[] => {
      const { inputs, uniforms, outputs } = kernel.sample();
      expect(Object.keys(uniforms).sort()).toEqual(Object.keys(kernel.uniforms).sort());
      const made = outputs.map((shape) => cpuTensor(shape));
      kernel.cpu(inputs, uniforms, made);
      return made.map(({ data }) => data);
    };
    const first = compute();
    expect(compute()).toEqual(first);
    for (const data of first) {
      expect(data.every(Number.isFinite)).toBe(true);
      // A sample whose result is flat would not tell the two tongues apart.
      expect(Math.max(...data) - Math.min(...data)).toBeGreaterThan(1e-3);
    }
  });

  it.each(kernels.map((kernel) => [kernel.name, kernel] as const))('%s declares in WGSL what it declares in TypeScript', (_name, kernel) => {
    const struct = /struct Uniforms\s*\{([^}]*)\}/.exec(kernel.wgsl)?.[1] ?? '';
    const fields = [...struct.matchAll(/(\w+)\s*:\s*(\w+)/g)].map(([, name, type]) => [name, type]);
    expect(fields).toEqual(Object.entries(kernel.uniforms));
    const { inputs, outputs } = kernel.sample();
    expect([...kernel.wgsl.matchAll(/var<storage, read>/g)].length).toBe(inputs.length);
    expect([...kernel.wgsl.matchAll(/var<storage, read_write>/g)].length).toBe(outputs.length);
    expect(kernel.wgsl).toContain(`@workgroup_size(${kernel.workgroup.join(', ')})`);
  });
});
