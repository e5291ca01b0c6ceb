import type { InferProblem } from '../../runtime/define';
import { defineNode } from '../../runtime/define';
import type { WireType } from '../../runtime/values';

type Level = { readonly channels?: number; readonly width?: number; readonly height?: number };

function levels(type: WireType): readonly Level[] | undefined {
  return type.kind === 'pyramid' ? type.levels : [type];
}

function shapeOf({ channels, width, height }: Level): string {
  return `${channels ?? '?'}×${height ?? '?'}×${width ?? '?'}`;
}

function differenceProblems(first: WireType | undefined, second: WireType | undefined): readonly InferProblem[] {
  const a = first && levels(first), b = second && levels(second);
  if (!a || !b) return [];
  const [one, two] = [a.map(shapeOf).join(', '), b.map(shapeOf).join(', ')];
  if (one.includes('?') || two.includes('?') || one === two) return [];
  return [{ port: 'second', message: {
    en: `The maps on "second" are ${two}, but those on "first" are ${one} (channels × height × width); only maps of one shape can be subtracted. Link the same level of both.`,
    zh: `“second”上的特征图为 ${two}，而“first”上的为 ${one}（通道×高×宽）；只有形状相同的特征图才能相减。请连接两者的同一层。`,
  } }];
}

export default defineNode({
  type: 'feature-difference',
  version: 1,
  category: 'measure',
  title: { en: 'Feature difference', zh: '特征差异' },
  summary: { en: 'Where two sets of feature maps differ, and by how much at each level.', zh: '两组特征图在哪里不同，以及每层相差多少。' },
  synonyms: ['compare', 'divergence', 'subtract', 'cosine', 'l2', '比较', '分歧', '相减'],
  inputs: {
    first: { kind: ['features', 'pyramid'], title: { en: 'First', zh: '第一组' } },
    second: { kind: ['features', 'pyramid'], title: { en: 'Second', zh: '第二组' } },
  },
  outputs: {
    difference: { kind: 'pyramid', title: { en: 'Difference', zh: '差' }, help: { en: 'First minus second.', zh: '第一组减第二组。' } },
    table: { kind: 'table', title: { en: 'Numbers', zh: '数值表' } },
    distance: { kind: 'number', title: { en: 'Relative distance', zh: '相对距离' } },
  },
  params: {},
  equation: 'd=\\frac{\\lVert A-B\\rVert_2}{\\tfrac12(\\lVert A\\rVert_2+\\lVert B\\rVert_2)}',
  infer: (inputs) => {
    const known = inputs.first?.kind === 'pyramid' ? inputs.first.levels : undefined;
    return {
      outputs: { difference: { kind: 'pyramid', ...(known ? { levels: known } : {}) }, table: { kind: 'table' }, distance: { kind: 'number' } },
      problems: differenceProblems(inputs.first, inputs.second),
    };
  },
});
