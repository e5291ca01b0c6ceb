import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package that is part of the built page, as `package-lock.json` has it. */
export interface ShippedPackage { readonly name: string; readonly version: string; readonly licence: string; readonly texts: readonly string[] }

interface Locked { readonly version?: string; readonly license?: string; readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }

/** All packages that the page can contain: what the dependencies need, without what only development and the command line do. */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).flatMap(([path, { version = '', license, dev, optional, devOptional }]) => {
    const folder = join(root, path);
    if (path === '' || dev || optional || devOptional || !existsSync(folder)) return [];
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [{ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, licence: license ?? 'see below', texts }];
  });
}

/** Writes `licences.txt` beside the built page: every package in it with its licence, and the licence's text where the package brings one. */
export function licencesFile(root: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
      const parts = shippedPackages(root).map(({ name, version, licence, texts }) => [`${name} ${version} (${licence})`, ...texts].join('\n\n'));
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: [`Swapgraph\n\n${own}`, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`) });
    },
  };
}
