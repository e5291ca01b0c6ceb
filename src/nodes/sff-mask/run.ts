import type { OutputValues, RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import type { CropValue, MaskValue, Value } from '../../runtime/values';
import { growMask } from '../shared/filter/filters';
import { imageValue, rgbPixels } from '../shared/picture/pictures';
import type { HifiFaceVariant } from '../shared/swap-blocks/contract';
import { FUSION, HIFIFACE_ENCODER, SWAP_CROP } from '../shared/swap-blocks/contract';
import { cropInput, featuresOf } from '../shared/swap-blocks/crops';
import { mixMasks } from '../shared/swap-blocks/feature-kernels';
import { composite, fuseFeatures } from '../shared/swap-blocks/hififace';
import { hostOf } from '../shared/swap-blocks/host';
import { maskAt } from '../shared/swap-blocks/masks';
import { unitPicture } from '../shared/swap-blocks/readers';
import { requireInferred, warnForeign } from '../shared/swap-blocks/require';
import definition from './node';

/** I_low and M_low are this much smaller than the crop. */
const SHRINK = SWAP_CROP.sizePx / FUSION.sizePx;

type Outputs = OutputValues<typeof definition.outputs>;

export default defineRun(definition, async (inputs, params, context) => {
  requireInferred(definition, inputs, params);
  const { target } = inputs;
  // Which outputs there are depends on the level; the types of a definition know only the union.
  const some = (outputs: Readonly<Record<string, Value>>): Outputs => outputs as unknown as Outputs;
  if (params.level === 'image') {
    const used = await replaced(context, params, inputs.learnt!.pixels, inputs.mask, SWAP_CROP.sizePx) ?? inputs.learnt!.pixels;
    const mixed = await composite(hostOf(context), await rgbPixels(context, inputs.picture!), await rgbPixels(context, target), used);
    return some({ crop: { ...target, image: imageValue(mixed, target.image.frame) }, mask: { kind: 'mask', pixels: used, frame: target.image.frame } });
  }
  const variant = params.variant as HifiFaceVariant, decoder = inputs.decoder!, encoder = inputs.encoder ?? decoder;
  warnForeign(context, decoder, [variant], { en: 'the decoder features', zh: '解码器特征' });
  if (inputs.encoder) warnForeign(context, inputs.encoder, [HIFIFACE_ENCODER], { en: 'the encoder features', zh: '编码器特征' });
  const host = hostOf(context), blocks = { zDec: decoder.tensor, zEnc: encoder.tensor, target: await cropInput(context, target), vector: inputs.identity!.vector };
  const learnt = await fuseFeatures(host, variant, blocks);
  const mask = await replaced(context, params, learnt.mLow, inputs.mask, FUSION.sizePx);
  const fused = mask ? await fuseFeatures(host, variant, blocks, { mask, share: 1 }) : learnt;
  const frame = `${context.stepKey}:low`;
  return some({
    features: featuresOf(fused.zFuse, variant, 'z_fuse'),
    mask: { kind: 'mask', pixels: fused.mLow, frame },
    low: smallCrop(target, await unitPicture(host, fused.iLow), frame),
  });
});

/** The mask to use instead of the learnt one: chosen, mixed with it, then grown; undefined when nothing is asked for. */
async function replaced(context: RunContext, params: { readonly mask: string; readonly painted: Parameters<typeof maskAt>[1]['painted']; readonly maskShare: number; readonly dilatePercent: number }, learnt: Tensor, wire: MaskValue | undefined, sizePx: number): Promise<Tensor | undefined> {
  const other = await maskAt(context, params, wire, sizePx);
  if (!other && params.dilatePercent === 0) return undefined;
  let mask = learnt;
  if (other) {
    const [mixed] = await context.kernel(mixMasks, { inputs: [learnt, other], uniforms: { count: sizePx * sizePx, share: params.maskShare }, outputs: [learnt.shape] });
    mask = mixed!;
  }
  return growMask(context, mask, params.dilatePercent / 100 * sizePx);
}

/** The same place at a quarter of the size. */
function smallCrop(target: CropValue, pixels: Tensor, frame: string): CropValue {
  const { a, b, tx, ty } = target.toCrop;
  return { ...target, image: imageValue(pixels, frame), toCrop: { a: a / SHRINK, b: b / SHRINK, tx: tx / SHRINK, ty: ty / SHRINK } };
}
