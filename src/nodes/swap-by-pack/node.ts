import { defineNode, type InferProblem } from '../../runtime/define';
import type { WireType } from '../../runtime/values';
import { recogniserFault, templateFault } from '../shared/packs/faults';
import { embeddingInput, pictureInput, type Pack } from '../shared/packs/pack';
import { chosenPack, missingFile, packParams } from '../shared/packs/params';
import { sides } from '../shared/picture/infer';

export default defineNode({
  type: 'swap-by-pack',
  version: 1,
  category: 'face',
  title: { en: 'Swap face by pack', zh: '用公开网络换脸' },
  summary: { en: 'Swaps an aligned face with a public network, under the contract of its pack.', zh: '按公开网络的契约，对对齐人脸换脸。' },
  synonyms: ['inswapper', 'ghost', 'simswap', 'hififace', 'blendswap', 'uniface', 'hyperswap', 'insightface', 'facefusion', '换脸'],
  inputs: {
    target: { kind: 'crop', title: { en: 'Target face', zh: '目标人脸' }, help: { en: 'Aligned to the network’s template and size.', zh: '按该网络的模板与尺寸对齐。' } },
    source: { kind: ['identity', 'crop'], title: { en: 'Source', zh: '源' }, help: { en: 'An identity; for BlendSwap and UniFace an aligned face.', zh: '身份向量；BlendSwap 与 UniFace 则为对齐人脸。' } },
  },
  outputs: {
    crop: { kind: 'crop', title: { en: 'Swapped face', zh: '换脸结果' } },
    mask: { kind: 'mask', title: { en: 'Network’s mask', zh: '网络的蒙版' }, help: { en: 'Of networks that give one; else all ones.', zh: '仅部分网络提供；否则全为 1。' } },
  },
  params: packParams('swapper', 'ghost-2-256'),
  infer: (inputs, params) => {
    const { pack, problems } = chosenPack('swapper', params);
    const size = sides(inputs.target);
    return {
      outputs: { crop: { kind: 'crop', channels: 3, range: 'unit', ...size, ...(inputs.target?.template === undefined ? {} : { template: inputs.target.template }) }, mask: { kind: 'mask', channels: 1, ...size } },
      problems: [...problems, ...missingFile(pack, params.file), ...(pack ? wrongInputs(pack, inputs.target, inputs.source) : [])],
    };
  },
});

function wrongInputs(pack: Pack, target: WireType | undefined, source: WireType | undefined): readonly InferProblem[] {
  const wanted = pictureInput(pack, 'target'), picture = pictureInput(pack, 'source'), identity = embeddingInput(pack);
  const template = wanted && target ? templateFault(pack, wanted, target) : undefined;
  const other = !source ? undefined : picture
    ? source.kind === 'crop' ? templateFault(pack, picture, source) : { en: `${pack.title.en} takes the source as a picture. Link the crop of "Align face" (${picture.template ?? ''} ${picture.sizePx} px).`, zh: `${pack.title.zh} 的源为图片。请连接“对齐人脸”的裁剪（${picture.template ?? ''} ${picture.sizePx} 像素）。` }
    : source.kind === 'identity' ? identity && recogniserFault(pack, identity, source.recogniser) : { en: `${pack.title.en} takes the source as an identity. Insert "Embed face by pack".`, zh: `${pack.title.zh} 的源为身份向量。请插入“用公开网络嵌入人脸”。` };
  return [
    ...(template ? [{ port: 'target', message: template, converter: 'align-face' }] : []),
    ...(other ? [{ port: 'source', message: other, ...(picture ? { converter: 'align-face' } : source?.kind === 'crop' ? { converter: 'embed-by-pack' } : {}) }] : []),
  ];
}
