import type { BothLanguages } from '../../../runtime/define';
import type { EmbeddingInput, Pack, PictureInput } from './pack';

/** Why a crop does not fit an input: the other template moves the face by 3 to 8 % of the crop, and the network does not tell. */
export function templateFault(pack: Pack, input: PictureInput, crop: { readonly template?: string | undefined; readonly width?: number; readonly height?: number }): BothLanguages | undefined {
  const size = input.sizePx;
  const sizeFits = size === 'any' || ((crop.width ?? size) === size && (crop.height ?? size) === size);
  const templateFits = input.template === undefined || crop.template === undefined || crop.template === input.template;
  if (sizeFits && templateFits) return undefined;
  const wanted = `${input.template ?? ''} ${size} px`.trim(), given = `${crop.template ?? ''} ${crop.width ?? '?'}×${crop.height ?? '?'} px`.trim();
  return {
    en: `${pack.title.en} wants a crop aligned to ${wanted}; this one is ${given}. Set "Template" and "Size" of "Align face" to these.`,
    zh: `${pack.title.zh} 需要按 ${wanted} 对齐的裁剪，而此裁剪为 ${given}。请相应设置“对齐人脸”的“模板”与“尺寸”。`,
  };
}

/** Why an identity of this recogniser cannot go in: vectors of two recognisers never meet. */
export function recogniserFault(pack: Pack, input: EmbeddingInput, recogniser: string | undefined): BothLanguages | undefined {
  if (recogniser === undefined || recogniser === input.recogniser) return undefined;
  const converted = input.recogniser.startsWith('crossface-');
  return {
    en: `${pack.title.en} wants identities of "${input.recogniser}"; this one is of "${recogniser}". ${converted ? 'Insert "Convert identity" with the CrossFace converter of this network.' : `Embed the source with "${input.recogniser}".`}`,
    zh: `${pack.title.zh} 需要“${input.recogniser}”的身份向量，而此向量来自“${recogniser}”。${converted ? '请插入“转换身份”并选择该网络的 CrossFace 转换器。' : `请用“${input.recogniser}”嵌入源人脸。`}`,
  };
}
