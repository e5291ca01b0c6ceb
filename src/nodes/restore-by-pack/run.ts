import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { cpuTensor, type Tensor } from '../../runtime/tensor';
import type { CropValue, ImageValue, Value } from '../../runtime/values';
import { feedPicture, openPack, takePicture } from '../shared/packs/open';
import { outputOf, pictureInput } from '../shared/packs/pack';
import { fullMask, imageValue, layOver, pictureOf, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async (given, params, context) => {
  const inputs: Readonly<Record<string, Value | undefined>> = given;
  const { pack, run } = await openPack(context, 'restorer', params);
  const input = pictureInput(pack, 'face') ?? pictureInput(pack, 'image')!, output = outputOf(pack, 'picture')!;
  const port = input.of === 'face' ? 'crop' : 'image', value = inputs[port] as CropValue | ImageValue | undefined;
  if (!value) throw new NodeError({ en: `${pack.title.en} needs a picture on its input "${port}".`, zh: `${pack.title.zh} 的输入“${port}”需要图片。` }, { code: 'missing-input', port });
  const feeds: Record<string, Tensor> = { [input.name]: await feedPicture(context, pack, input, value, port) };
  for (const weight of pack.inputs) if (weight.is === 'weight') feeds[weight.name] = cpuTensor([1], Float32Array.of(params.fidelity));
  const results = await run(feeds);
  const restored = await takePicture(context, output, results.at(output.name, output.place)), size = sizeOf(restored);
  const before = await rgbPixels(context, value), own = sizeOf(before);
  const under = own.width === size.width && own.height === size.height ? before : await resize(context, before, size);
  const mixed = await layOver(context, restored, under, fullMask(size.width, size.height), params.amount);
  if (value.kind === 'crop' && port === 'crop') return { crop: { ...value, image: imageValue(mixed, pictureOf(value).frame) } };
  const sameGrid = own.width === size.width && own.height === size.height;
  // Restorers of whole pictures have the port `image` instead.
  const image: Readonly<Record<string, Value>> = { image: imageValue(mixed, sameGrid ? pictureOf(value).frame : `${context.stepKey}:image`) };
  return image as { readonly crop: CropValue };
});
