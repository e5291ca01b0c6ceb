import { defineNode } from '../../runtime/define';
import { templateFault } from '../shared/packs/faults';
import { outputOf, pictureInput } from '../shared/packs/pack';
import { chosenPack, missingFile, packParams } from '../shared/packs/params';

export default defineNode({
  type: 'embed-by-pack',
  version: 1,
  category: 'identity',
  title: { en: 'Embed face by pack', zh: '用公开网络嵌入人脸' },
  summary: { en: 'An identity vector from a public recogniser, such as ArcFace.', zh: '由公开识别网络（如 ArcFace）得到身份向量。' },
  synonyms: ['arcface', 'insightface', 'w600k', 'embedding', 'recogniser', 'onnx', '识别', '身份', '嵌入'],
  inputs: { crop: { kind: 'crop', title: { en: 'Aligned face', zh: '对齐人脸' } } },
  outputs: { identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } } },
  params: packParams('recogniser', 'arcface-w600k-r50'),
  equation: 'z_{id} = \\frac{R(X_s)}{\\lVert R(X_s)\\rVert}',
  infer: (inputs, params) => {
    const { pack, problems } = chosenPack('recogniser', params);
    const input = pack && pictureInput(pack, 'face'), output = pack && outputOf(pack, 'embedding');
    const wrong = pack && input && inputs.crop ? templateFault(pack, input, inputs.crop) : undefined;
    return {
      outputs: { identity: { kind: 'identity', ...(output ? { channels: output.length, recogniser: output.recogniser } : {}) } },
      problems: [...problems, ...missingFile(pack, params.file), ...(wrong ? [{ port: 'crop', message: wrong, converter: 'align-face' }] : [])],
    };
  },
});
