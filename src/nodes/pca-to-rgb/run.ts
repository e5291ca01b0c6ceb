import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { projectToRgb } from '../../runtime/look/projection';
import type { CpuTensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue } from '../../runtime/values';
import { imageValue } from '../shared/picture/pictures';
import { levelsOf } from '../shared/swap-blocks/crops';
import definition from './node';

const GAP_PX = 8;

interface Drawn { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

export default defineRun(definition, async ({ features, second }, params, context) => {
  const above = levelsOf(features), below = second ? levelsOf(second) : [];
  const rows: (string | number)[][] = [], tiles: (readonly Drawn[])[] = [];
  for (const [i, level] of above.entries()) {
    const both = below[i] ? [level, below[i]] : [level];
    const tensors = await Promise.all(both.map((one) => onCpu(context, one)));
    if (tensors[1] && tensors[0]!.shape.join() !== tensors[1].shape.join()) {
      throw new NodeError({
        en: `Level ${i + 1} is [${tensors[0]!.shape.join(', ')}] on "features" and [${tensors[1].shape.join(', ')}] on "second"; common components need maps of one shape. Link the same level of both.`,
        zh: `第 ${i + 1} 层在“features”上为 [${tensors[0]!.shape.join(', ')}]，在“second”上为 [${tensors[1].shape.join(', ')}]；共同的主成分要求形状相同。请连接两者的同一层。`,
      }, { code: 'shape', port: 'second' });
    }
    const grey = level.meaning === 'mask' && level.tensor.shape[0] === 1;
    const projection = grey ? undefined : projectToRgb(tensors);
    rows.push([level.layer, ...[0, 1, 2].map((k) => (projection?.explained[k] === undefined ? '–' : 100 * projection.explained[k]))]);
    tiles.push(projection ? projection.pictures.map((rgba) => ({ width: projection.width, height: projection.height, rgba })) : tensors.map(greyPicture));
  }
  const column = (name: string, unit: string) => ({ name, unit, better: 'neither' as const });
  return {
    image: imageValue(montage(tiles, params.sizePx), `${context.stepKey}:image`),
    table: { kind: 'table', columns: [column('layer', ''), column('first', '%'), column('second', '%'), column('third', '%')], rows },
  };
});

async function onCpu(context: RunContext, { tensor }: FeaturesValue): Promise<CpuTensor> {
  return { shape: tensor.shape, data: await context.read(tensor) };
}

/** A mask keeps its own scale: 0 is black, 1 is white. */
function greyPicture({ shape, data }: CpuTensor): Drawn {
  const rgba = new Uint8ClampedArray(4 * data.length);
  for (let i = 0; i < data.length; i++) rgba.set([255 * data[i]!, 255 * data[i]!, 255 * data[i]!, 255], 4 * i);
  return { width: shape[2]!, height: shape[1]!, rgba };
}

/** Levels from left to right, compared ones under each other, each stretched to `sizePx` without smoothing. */
function montage(columns: readonly (readonly Drawn[])[], sizePx: number): CpuTensor {
  const down = Math.max(1, ...columns.map((column) => column.length));
  const width = columns.length * (sizePx + GAP_PX) - GAP_PX, height = down * (sizePx + GAP_PX) - GAP_PX;
  const picture = cpuTensor([3, height, width]);
  picture.data.fill(1);
  columns.forEach((column, i) => column.forEach((drawn, j) => {
    for (let y = 0; y < sizePx; y++) {
      const fromY = Math.floor(y * drawn.height / sizePx);
      for (let x = 0; x < sizePx; x++) {
        const from = 4 * (fromY * drawn.width + Math.floor(x * drawn.width / sizePx));
        const to = (j * (sizePx + GAP_PX) + y) * width + i * (sizePx + GAP_PX) + x;
        for (let c = 0; c < 3; c++) picture.data[c * width * height + to] = drawn.rgba[from + c]! / 255;
      }
    }
  }));
  return picture;
}
