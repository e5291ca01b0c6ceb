import type { Json } from '../../graph/types';
import type { InferProblem } from '../../runtime/define';
import { defineNode } from '../../runtime/define';

/** Pixels of a whole grid; more would not fit into a picture that browsers can show. */
const MOST_PIXELS = 48e6;

/** How many values an axis says it has; 1 where it cannot be read, which the axis itself is told of. */
function stepsOf(axis: Json): number {
  if (typeof axis !== 'object' || axis === null || Array.isArray(axis)) return 1;
  const { values, steps } = axis as Readonly<Record<string, Json | undefined>>;
  return Array.isArray(values) ? values.length : typeof steps === 'number' ? steps : 1;
}

const AXES = ['columns', 'rows', 'blocks'] as const;

export default defineNode({
  type: 'sweep',
  version: 1,
  category: 'measure',
  sink: true,
  title: { en: 'Sweep', zh: '参数扫描' },
  summary: { en: 'Computes what comes in at many settings of the nodes before it: a labelled grid of pictures, and the numbers as a table.', zh: '在其之前节点的多种设置下计算输入：带标签的图片网格与数值表。' },
  synonyms: ['xyz', 'grid', 'plot', 'range', 'parameter', 'study', 'ablation', 'x/y', '网格', '参数', '消融', '遍历'],
  inputs: {
    picture: { kind: ['image', 'crop', 'mask'], optional: true, title: { en: 'Picture', zh: '图片' }, help: { en: 'What is looked at in each cell.', zh: '每个格子中显示的内容。' } },
    first: { kind: ['number', 'table'], optional: true, title: { en: 'Number', zh: '数值' }, help: { en: 'Measured at each point: a number, or all numbers of a table.', zh: '在每个点测量：一个数，或一张表中的所有数。' } },
    second: { kind: ['number', 'table'], optional: true, title: { en: 'Second number', zh: '第二个数' } },
    third: { kind: ['number', 'table'], optional: true, title: { en: 'Third number', zh: '第三个数' } },
  },
  outputs: {
    image: { kind: 'image', title: { en: 'Grid', zh: '网格' } },
    table: { kind: 'table', title: { en: 'Numbers', zh: '数值表' }, help: { en: 'A row a point.', zh: '每点一行。' } },
  },
  params: {
    columns: { kind: 'json', shownAs: 'axis', initial: null, title: { en: 'From left to right', zh: '从左到右' } },
    rows: { kind: 'json', shownAs: 'axis', initial: null, title: { en: 'From top to bottom', zh: '从上到下' } },
    blocks: { kind: 'json', shownAs: 'axis', initial: null, title: { en: 'From block to block', zh: '逐块' } },
    cellPx: { kind: 'number', initial: 128, min: 32, max: 512, step: 16, integer: true, unit: 'px', title: { en: 'Cell', zh: '格子' }, help: { en: 'Longest side of a picture in the grid; larger ones are shrunk.', zh: '网格中图片的最长边；更大的会缩小。' } },
    numbers: { kind: 'boolean', initial: true, title: { en: 'Numbers under the pictures', zh: '图片下方显示数值' } },
  },
  sweep: { axes: AXES },
  infer(inputs, params) {
    const problems: InferProblem[] = [];
    const linked = Object.values(inputs).some((type) => type !== undefined);
    if (!linked) problems.push({ port: 'picture', message: { en: 'nothing comes in. Link the picture to look at, or a number to measure.', zh: '没有输入。请连接要查看的图片或要测量的数值。' } });
    const points = AXES.reduce((product, axis) => product * stepsOf(params[axis]), 1);
    if (inputs.picture && points * params.cellPx ** 2 > MOST_PIXELS) {
      const fits = Math.floor(Math.sqrt(MOST_PIXELS / points) / 16) * 16;
      problems.push({ param: 'cellPx', message: {
        en: `${points} cells of ${params.cellPx} px would make a picture of ${Math.round((points * params.cellPx ** 2) / 1e6)} megapixels; ${MOST_PIXELS / 1e6} are the most. Set "Cell" to ${fits} px or less, or take fewer steps.`,
        zh: `${points} 个 ${params.cellPx} 像素的格子将构成 ${Math.round((points * params.cellPx ** 2) / 1e6)} 百万像素的图片，上限为 ${MOST_PIXELS / 1e6}。请把“格子”设为不超过 ${fits} 像素，或减少步数。`,
      } });
    }
    return { outputs: { image: { kind: 'image', channels: 3, range: 'unit' }, table: { kind: 'table' } }, problems };
  },
});
