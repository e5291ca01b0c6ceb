import { defineNode } from '../../runtime/define';
import { outputOf } from '../shared/packs/pack';
import { chosenPack, missingFile, packParams } from '../shared/packs/params';
import { maskType } from '../shared/picture/infer';

export default defineNode({
  type: 'mask-by-pack',
  version: 1,
  category: 'face',
  title: { en: 'Mask face by pack', zh: '用公开网络生成人脸蒙版' },
  summary: { en: 'A face mask from a public parser (BiSeNet) or occlusion network (XSeg).', zh: '由公开的解析网络（BiSeNet）或遮挡网络（XSeg）得到人脸蒙版。' },
  synonyms: ['bisenet', 'xseg', 'parser', 'occlusion', 'segment', '分割', '遮挡', '解析'],
  inputs: { image: { kind: ['crop', 'image'], title: { en: 'Face', zh: '人脸' }, help: { en: 'A crop around one face.', zh: '包含一张脸的裁剪。' } } },
  outputs: { mask: { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } },
  params: {
    ...packParams('masker', 'xseg-1'),
    regions: {
      kind: 'text', initial: '', maxLength: 400, title: { en: 'Regions', zh: '区域' },
      help: { en: 'Of a parser, with commas: skin, nose, mouth … Empty takes those that the pack names.', zh: '用于解析网络，以逗号分隔：skin, nose, mouth … 留空则用其默认区域。' },
    },
  },
  infer: (inputs, params) => {
    const { pack, problems } = chosenPack('masker', params);
    const labels = pack && outputOf(pack, 'labels');
    const stranger = regionsOf(params.regions).find((name) => !labels?.classes.includes(name));
    return {
      outputs: { mask: maskType(inputs.image) },
      problems: [...problems, ...missingFile(pack, params.file), ...(labels && stranger !== undefined ? [{ param: 'regions', message: unknownRegion(stranger, labels.classes) }] : [])],
    };
  },
});

/** Names between commas. */
export function regionsOf(text: string): readonly string[] {
  return text.split(/[,，、]/).map((name) => name.trim()).filter((name) => name !== '');
}

export function unknownRegion(name: string, known: readonly string[]): { readonly en: string; readonly zh: string } {
  return { en: `This parser knows no region "${name}". It knows ${known.join(', ')}.`, zh: `该解析网络没有区域“${name}”。可用：${known.join('、')}。` };
}
