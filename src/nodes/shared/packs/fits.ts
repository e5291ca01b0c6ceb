import type { BothLanguages, OnnxModel } from '../../../runtime/define';
import type { Pack, PackInput } from './pack';

type Ports = Pick<OnnxModel, 'inputs' | 'outputs'>;

/** Why a file's inputs and outputs are not those of the contract; undefined when they are. Names and fixed sides of inputs must agree, and outputs be enough. */
export function fitsContract(pack: Pack, file: Ports): BothLanguages | undefined {
  const fits = pack.inputs.every((input) => hasInput(file, input)) && file.inputs.every(({ name }) => pack.inputs.some((input) => input.name === name)) && file.outputs.length >= pack.outputs.length;
  if (fits) return undefined;
  const list = (ports: Ports['inputs']): string => ports.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ');
  const wanted = pack.inputs.map((input) => `${input.name} ${shapeOf(input).map((side) => side || '?').join('×')}`).join(', ');
  return {
    en: `This file is not ${pack.title.en}: it takes ${list(file.inputs)} and gives ${list(file.outputs)}, where ${wanted} goes in and ${pack.outputs.length} come out. Choose its file, or another network.`,
    zh: `此文件不是 ${pack.title.zh}：其输入为 ${list(file.inputs)}，输出为 ${list(file.outputs)}；应输入 ${wanted}，并有 ${pack.outputs.length} 个输出。请选择正确的文件，或改选网络。`,
  };
}

function hasInput(file: Ports, input: PackInput): boolean {
  const found = file.inputs.find(({ name }) => name === input.name), wanted = shapeOf(input);
  if (!found) return false;
  return input.is === 'weight' || (found.shape.length === wanted.length && wanted.every((side, axis) => { const own = found.shape[axis]; return side === 0 || typeof own !== 'number' || own <= 0 || own === side; }));
}

/** The shape that a contract wants; 0 where a side is free. */
function shapeOf(input: PackInput): readonly number[] {
  if (input.is === 'weight') return [1];
  if (input.is === 'embedding') return [1, input.length];
  const side = input.sizePx === 'any' ? 0 : input.sizePx;
  return input.layout === 'nchw' ? [1, 3, side, side] : [1, side, side, 3];
}
