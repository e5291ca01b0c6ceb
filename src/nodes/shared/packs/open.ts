import type { BothLanguages, OnnxModel, RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Tensor } from '../../../runtime/tensor';
import type { CropValue, ImageValue } from '../../../runtime/values';
import { fromNetwork, toNetwork } from '../network/pictures';
import { rgbPixels, sizeOf } from '../picture/pictures';
import { templateFault } from './faults';
import { fitsContract } from './fits';
import type { Pack, PackKind, PictureContract, PictureInput } from './pack';
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
  const wrong = fitsContract(pack, model);
  if (wrong) throw otherFile(pack, wrong);
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
          if (!tensor) throw otherFile(pack, undefined);
          return tensor;
        },
      };
    },
  };
}

function otherFile(pack: Pack, wrong: BothLanguages | undefined): NodeError {
  const lost = { en: `This file gives less than ${pack.title.en} should. Choose its file, or another network.`, zh: `此文件的输出少于 ${pack.title.zh} 应有的输出。请选择正确的文件，或改选网络。` };
  return new NodeError(wrong ?? lost, { code: 'other-network', param: 'file' });
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
