import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { gaussianBlur } from '../shared/filter/filters';
import { feedPicture, openPack, type OpenPack } from '../shared/packs/open';
import { outputOf, pictureInput } from '../shared/packs/pack';
import { imageValue, maskThrough, pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import definition, { regionsOf, unknownRegion } from './node';

export default defineRun(definition, async ({ image }, params, context) => {
  const opened = await openPack(context, 'masker', params), { pack } = opened;
  const input = pictureInput(pack, 'image')!, { frame } = pictureOf(image);
  const pixels = await rgbPixels(context, image), size = sizeOf(pixels);
  const fitted = input.sizePx === 'any' ? pixels : await resize(context, pixels, { width: input.sizePx, height: input.sizePx });
  const results = await opened.run({ [input.name]: await feedPicture(context, pack, input, imageValue(fitted, frame), 'image') });
  const small = await maskFrom(context, opened, results, params.regions);
  const whole = await resize(context, small, size);
  if (!pack.smooth) return { mask: { kind: 'mask', pixels: whole, frame } };
  const { sigmaPx, from } = pack.smooth;
  const soft = await gaussianBlur(context, whole, sigmaPx);
  return { mask: { kind: 'mask', pixels: await maskThrough(context, soft, 1 / (1 - from), -from / (1 - from)), frame } };
});

/** The mask as the network draws it, [1, h, w], 0..1. */
async function maskFrom(context: RunContext, { pack }: OpenPack, results: Awaited<ReturnType<OpenPack['run']>>, regions: string): Promise<Tensor> {
  const mask = outputOf(pack, 'mask'), labels = outputOf(pack, 'labels');
  if (mask) {
    const tensor = results.at(mask.name, mask.place), [height, width] = (mask.layout === 'nhwc' ? tensor.shape.slice(1, 3) : tensor.shape.slice(-2)) as [number, number];
    return cpuTensor([1, height, width], Float32Array.from(await context.read(tensor), (value) => Math.min(1, Math.max(0, value))));
  }
  if (!labels) throw new NodeError({ en: 'The contract of this network names no mask among its outputs. Correct the contract.', zh: '该网络的契约中没有蒙版输出。请更正契约。' }, { code: 'pack', param: 'contract' });
  const named = regionsOf(regions), stranger = named.find((name) => !labels.classes.includes(name));
  if (stranger !== undefined) throw new NodeError(unknownRegion(stranger, labels.classes), { code: 'region', param: 'regions' });
  const tensor = results.at(labels.name, labels.place), [height, width] = tensor.shape.slice(-2) as [number, number];
  const wanted = labels.classes.map((name) => (named.length > 0 ? named : labels.include).includes(name));
  return cpuTensor([1, height, width], largestIn(await context.read(tensor), height * width, wanted));
}

/** 1 where the largest of the class maps is a wanted one. */
function largestIn(maps: Float32Array, pixels: number, wanted: readonly boolean[]): Float32Array<ArrayBuffer> {
  const mask = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    let best = 0;
    for (let one = 1; one < wanted.length; one++) if (maps[one * pixels + i]! > maps[best * pixels + i]!) best = one;
    mask[i] = wanted[best] ? 1 : 0;
  }
  return mask;
}
