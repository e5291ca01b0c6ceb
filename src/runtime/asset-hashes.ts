import type { JsonObject } from '../graph/types';
import type { FlatWiring } from './flat';
import type { Platform } from './platform/types';
import type { Definitions } from './ports';

/** sha256 of all that the file params of a graph name, read before planning so that planning itself is synchronous. */
export async function hashAssets(wiring: FlatWiring, definitions: Definitions, platform: Platform): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const node of Object.values(wiring.nodes)) {
    for (const [name, param] of Object.entries(definitions.get(node.type)?.params ?? {})) {
      if (param.kind !== 'file') continue;
      const reference = referenceOf(node.params, name);
      if (reference === '' || hashes.has(reference)) continue;
      const hash = reference.startsWith('sha256:') ? reference.slice('sha256:'.length) : await platform.assetHash(reference);
      if (hash !== undefined) hashes.set(reference, hash);
    }
  }
  return hashes;
}

function referenceOf(params: JsonObject, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : '';
  return typeof value === 'string' ? value : '';
}
