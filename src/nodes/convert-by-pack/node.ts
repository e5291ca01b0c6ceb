import { defineNode } from '../../runtime/define';
import { recogniserFault } from '../shared/packs/faults';
import { embeddingInput, outputOf } from '../shared/packs/pack';
import { chosenPack, missingFile, packParams } from '../shared/packs/params';

export default defineNode({
  type: 'convert-by-pack',
  version: 1,
  category: 'identity',
  title: { en: 'Convert identity by pack', zh: '用公开网络转换身份' },
  summary: { en: 'Turns the vector of one recogniser into that of another, for swappers trained with it.', zh: '把一种识别网络的向量转换为另一种，供以后者训练的换脸网络使用。' },
  synonyms: ['crossface', 'converter', 'ghost', 'simswap', 'hififace', '转换器', '身份', '向量'],
  inputs: { identity: { kind: 'identity', title: { en: 'Identity', zh: '身份' } } },
  outputs: { identity: { kind: 'identity', title: { en: 'Converted', zh: '转换后' } } },
  params: packParams('converter', 'crossface-ghost'),
  infer: (inputs, params) => {
    const { pack, problems } = chosenPack('converter', params);
    const input = pack && embeddingInput(pack), output = pack && outputOf(pack, 'embedding');
    const wrong = pack && input ? recogniserFault(pack, input, inputs.identity?.recogniser) : undefined;
    return {
      outputs: { identity: { kind: 'identity', ...(output ? { channels: output.length, recogniser: output.recogniser } : {}) } },
      problems: [...problems, ...missingFile(pack, params.file), ...(wrong ? [{ port: 'identity', message: wrong }] : [])],
    };
  },
});
