import type { OnnxModel, RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Tensor } from '../../../runtime/tensor';
import type { CropValue, ImageValue } from '../../../runtime/values';
import { fromNetwork, toNetwork } from '../network/pictures';
import { rgbPixels, sizeOf } from '../picture/pictures';
import { templateFault } from './faults';
import type { Pack, PackInput, PackKind, PictureContract, PictureInput } from './pack';
import { chosenPack, missingFile, type PackChoice } from './params';

/** A public network, its contract, and where its outputs are. */
export interface OpenPack {
  readonly pack: Pack;
  readonly model: OnnxModel;
  /** Runs the network; `at` picks an output by its name, or by its place where the file calls it otherwise. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<{ at(name: string, place: number): Tensor }>;
}

/**
 * Opens the chosen network and compares what the file says of itself with the contract: names and shapes of inputs, number of outputs. Says so when the file is
 * not the published one.
 * @throws NodeError at `file`, `pack` or `contract`.
 */
export async function openPack(context: RunContext, kind: PackKind, params: PackChoice): Promise<OpenPack> {
  const { pack, problems } = chosenPack(kind, params);
  const problem = problems[0] ?? missingFile(pack, params.file)[0];
  if (!pack || problem) throw new NodeError(problem!.message, { code: 'pack', ...(problem!.param === undefined ? {} : { param: problem!.param }) });
  const model = await context.onnx({ bytes: await context.asset(params.file), name: pack.title.en });
  for (const input of pack.inputs) requireInput(pack, model, input);
  const stranger = model.inputs.find(({ name }) => !pack.inputs.some((input) => input.name === name));
  if (stranger || model.outputs.length < pack.outputs.length) throw otherFile(pack, model);
  if (pack.file.sha256 !== undefined && model.sha256 !== undefined && model.sha256 !== pack.file.sha256) {
    context.warn({
      en: `This file is not the published ${pack.title.en}: its sha256 is ${model.sha256.slice(0, 12)}…, where ${pack.file.sha256.slice(0, 12)}… is known. It is run under the same contract.`,
      zh: `此文件不是已发布的 ${pack.title.zh}：其 sha256 为 ${model.sha256.slice(0, 12)}…，已知的为 ${pack.file.sha256.slice(0, 12)}…。仍按同一契约运行。`,
    });
  }
  return {
    pack, model,
    async run(feeds) {
      const results = await model.run(feeds);
      return {
        at(name, place) {
          const tensor = results[name] ?? results[model.outputs[place]?.name ?? ''];
          if (!tensor) throw otherFile(pack, model);
          return tensor;
        },
      };
    },
  };
}

function requireInput(pack: Pack, model: OnnxModel, input: PackInput): void {
  const found = model.inputs.find(({ name }) => name === input.name);
  const wanted = shapeOf(input);
  if (found && (input.is === 'weight' || (found.shape.length === wanted.length && wanted.every((side, axis) => side === 0 || typeof found.shape[axis] !== 'number' || found.shape[axis] <= 0 || found.shape[axis] === side)))) return;
  throw otherFile(pack, model);
}

/** The shape that a contract wants; 0 where a side is free. */
function shapeOf(input: PackInput): readonly number[] {
  if (input.is === 'weight') return [1];
  if (input.is === 'embedding') return [1, input.length];
  const side = input.sizePx === 'any' ? 0 : input.sizePx;
  return input.layout === 'nchw' ? [1, 3, side, side] : [1, side, side, 3];
}

function otherFile(pack: Pack, model: OnnxModel): NodeError {
  const list = (ports: OnnxModel['inputs']): string => ports.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ');
  const wanted = pack.inputs.map((input) => `${input.name} ${shapeOf(input).map((side) => side || '?').join('×')}`).join(', ');
  return new NodeError({
    en: `This file is not ${pack.title.en}: it takes ${list(model.inputs)} and gives ${list(model.outputs)}, where ${wanted} goes in and ${pack.outputs.length} come out. Choose its file, or another network.`,
    zh: `此文件不是 ${pack.title.zh}：其输入为 ${list(model.inputs)}，输出为 ${list(model.outputs)}；应输入 ${wanted}，并有 ${pack.outputs.length} 个输出。请选择正确的文件，或改选网络。`,
  }, { code: 'other-network', param: 'file' });
}

/** A picture as the contract wants it. @throws NodeError at `port` for another template or size. */
export async function feedPicture(context: RunContext, pack: Pack, input: PictureInput, value: CropValue | ImageValue, port: string): Promise<Tensor> {
  const pixels = await rgbPixels(context, value), { width, height } = sizeOf(pixels);
  const wrong = templateFault(pack, input, { template: value.kind === 'crop' ? value.template : undefined, width, height });
  if (wrong) throw new NodeError(wrong, { code: 'template', port, converter: 'align-face' });
  return toNetwork(context, pixels, input);
}

/** A picture that came out, [3, H, W], sRGB 0..1. */
export function takePicture(context: RunContext, contract: PictureContract, tensor: Tensor): Promise<Tensor> {
  return fromNetwork(context, tensor, contract);
}
