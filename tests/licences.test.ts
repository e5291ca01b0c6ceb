import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedPackages } from '../scripts/licences';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('docs/licences.md');
const shipped = shippedPackages(root);
const PERMISSIVE = ['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0'];

describe('licences', () => {
  it('are told of every package that the page is built of', () => {
    const told = Object.fromEntries([...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => [name, licence]));
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Readonly<Record<string, string>> };
    expect(told).toEqual(Object.fromEntries(Object.keys(dependencies).map((name) => [name, shipped.find((one) => one.name === name)?.licence])));
  });

  it('are permissive, but for the one that is told apart, whose text goes with the page', () => {
    const others = shipped.filter(({ licence, texts }) => !PERMISSIVE.includes(licence) && !texts.some((text) => /\bMIT License\b|Permission is hereby granted/.test(text)));
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual(['elkjs: EPL-2.0 OR GPL-3.0-or-later']);
    expect(others[0]!.texts.join()).toContain('Eclipse Public License - v 2.0');
  });
});
