import type { JsonObject } from '../../graph/types';
import { defineNode, type InputPort, type OutputPort } from '../../runtime/define';
import { templateFault } from '../shared/packs/faults';
import { outputOf, pictureInput } from '../shared/packs/pack';
import { chosenPack, missingFile, packParams, type PackChoice } from '../shared/packs/params';
import { sides } from '../shared/picture/infer';

const PARAMS = packParams('restorer', 'gfpgan-1.4');
const CROP = { crop: { kind: 'crop', title: { en: 'Aligned face', zh: '对齐人脸' } } } as const;
const RESTORED = { crop: { kind: 'crop', title: { en: 'Restored face', zh: '修复的人脸' } } } as const;
const IMAGE = { image: { kind: ['image', 'crop'], title: { en: 'Image', zh: '图像' } } } as const;

/** Restorers of faces take crops and give crops; those of whole pictures take and give pictures. */
function portsOf(params: JsonObject): { readonly inputs: Readonly<Record<string, InputPort>>; readonly outputs: Readonly<Record<string, OutputPort>> } {
  const chosen = { pack: PARAMS.pack.initial, file: '', contract: {}, ...params } as PackChoice;
  const { pack } = chosenPack('restorer', chosen);
  return pack && pictureInput(pack, 'image')
    ? { inputs: IMAGE, outputs: { image: { kind: 'image', title: { en: 'Restored image', zh: '修复的图像' } } } }
    : { inputs: CROP, outputs: RESTORED };
}

export default defineNode({
  type: 'restore-by-pack',
  version: 1,
  category: 'face',
  title: { en: 'Restore by pack', zh: '用公开网络修复' },
  summary: { en: 'Sharpens a face (GFPGAN, GPEN, CodeFormer) or enlarges a picture (Real-ESRGAN).', zh: '修复人脸（GFPGAN、GPEN、CodeFormer）或放大图片（Real-ESRGAN）。' },
  synonyms: ['gfpgan', 'gpen', 'codeformer', 'esrgan', 'enhance', 'upscale', 'super resolution', '增强', '超分辨率', '修复'],
  inputs: CROP,
  outputs: RESTORED,
  params: {
    ...PARAMS,
    amount: { kind: 'number', initial: 0.8, min: 0, max: 1, step: 0.01, title: { en: 'Amount', zh: '强度' }, help: { en: 'How much of the restored picture is shown over the one that came in.', zh: '修复结果覆盖原图的比例。' } },
    fidelity: { kind: 'number', initial: 0.5, min: 0, max: 1, step: 0.01, title: { en: 'Fidelity', zh: '忠实度' }, help: { en: 'CodeFormer only: 1 keeps to what is seen, 0 to what looks good.', zh: '仅用于 CodeFormer：1 忠于所见，0 追求美观。' } },
  },
  ports: portsOf,
  infer: (inputs, params) => {
    const { pack, problems } = chosenPack('restorer', params);
    const face = pack && pictureInput(pack, 'face'), scale = (pack && outputOf(pack, 'picture')?.scale) ?? 1;
    const { crop, image } = inputs, wrong = pack && face && crop ? templateFault(pack, face, crop) : undefined;
    const size = sides(crop ?? image);
    const larger = { ...(size.width === undefined ? {} : { width: size.width * scale }), ...(size.height === undefined ? {} : { height: size.height * scale }) };
    return {
      outputs: face || !pack ? { crop: { kind: 'crop', channels: 3, range: 'unit', ...size, ...(crop?.template === undefined ? {} : { template: crop.template }) } } : { image: { kind: 'image', channels: 3, range: 'unit', ...larger } },
      problems: [...problems, ...missingFile(pack, params.file), ...(wrong ? [{ port: 'crop', message: wrong, converter: 'align-face' }] : [])],
    };
  },
});
