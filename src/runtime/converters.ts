import type { BothLanguages, NodeDefinition } from './define';
import { accepts, type Definitions } from './ports';
import type { Kind } from './values';

/**
 * The node type that makes `wanted` out of `offered`, preferring the one that needs fewest other inputs; undefined when none does.
 */
export function findConverter(definitions: Definitions, offered: Kind, wanted: readonly Kind[]): NodeDefinition | undefined {
  let best: NodeDefinition | undefined;
  let bestCost = Infinity;
  for (const definition of definitions.values()) {
    if (definition.sweep) continue;
    const inputs = Object.values(definition.inputs);
    const required = inputs.filter((input) => !input.optional);
    if (!inputs.some((input) => accepts(input, offered))) continue;
    if (!Object.values(definition.outputs).some((output) => wanted.includes(output.kind))) continue;
    const cost = required.length * 2 + (required.some((input) => accepts(input, offered)) ? 0 : 1) + Object.keys(definition.outputs).length * 0.1;
    if (cost < bestCost) { best = definition; bestCost = cost; }
  }
  return best;
}

const KIND_NAMES: Readonly<Record<Kind, BothLanguages>> = {
  image: { en: 'an image', zh: '图像' },
  mask: { en: 'a mask', zh: '蒙版' },
  faces: { en: 'detected faces', zh: '检测到的人脸' },
  crop: { en: 'an aligned crop', zh: '对齐裁剪' },
  identity: { en: 'an identity vector', zh: '身份向量' },
  coefficients: { en: 'face model coefficients', zh: '人脸模型系数' },
  mesh: { en: 'a mesh', zh: '网格' },
  features: { en: 'feature maps', zh: '特征图' },
  pyramid: { en: 'a feature pyramid', zh: '特征金字塔' },
  flow: { en: 'a flow field', zh: '位移场' },
  number: { en: 'a number', zh: '数值' },
  table: { en: 'a table', zh: '表格' },
};

/** "an image or a mask", in both languages. */
export function nameKinds(kinds: readonly Kind[]): BothLanguages {
  return { en: kinds.map((kind) => KIND_NAMES[kind].en).join(' or '), zh: kinds.map((kind) => KIND_NAMES[kind].zh).join('或') };
}
