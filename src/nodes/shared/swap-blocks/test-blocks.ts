import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OnnxModel } from '../../../runtime/define';
import { createModels } from '../../../runtime/onnx/models';
import { createNodePlatform } from '../../../runtime/platform/node';
import { AEI_BLOCKS } from './faceshifter';
import { hififaceBlocks } from './hififace';
import { VARIANT_NAMES } from './contract';

const PUBLIC = fileURLToPath(new URL('../../../../public', import.meta.url));

/** Networks that the nodes over trained blocks use. */
export const ALL_BLOCKS: readonly string[] = [...new Set([...AEI_BLOCKS, 'hear', ...VARIANT_NAMES.flatMap(hififaceBlocks), 'identity', 'identity-judge', 'coefficients', 'shape-judge', 'face-parser'])];

/** The folder whose `models/` holds the blocks: `SWAP_BLOCKS_PUBLIC` when set (for blocks that are not shipped), else `public`. */
export const BLOCKS_PUBLIC = process.env['SWAP_BLOCKS_PUBLIC'] ?? PUBLIC;

/** Whether every one of these networks is there; tests that run networks are skipped where the weights are not. */
export function haveBlocks(names: readonly string[] = ALL_BLOCKS): boolean {
  const path = `${BLOCKS_PUBLIC}/models/manifest.json`;
  if (!existsSync(path)) return false;
  const { models } = JSON.parse(readFileSync(path, 'utf8')) as { readonly models: readonly { readonly name: string }[] };
  const known = new Set(models.map(({ name }) => name));
  return names.every((name) => known.has(name));
}

/** Opens built-in networks on the processor. */
export function testOpener(): (name: string) => Promise<OnnxModel> {
  const models = createModels(createNodePlatform({ publicDir: BLOCKS_PUBLIC }));
  return async (name) => (await models.open({ builtin: name })).model;
}
