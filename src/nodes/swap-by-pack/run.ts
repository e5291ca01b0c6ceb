import type { RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import type { CropValue, IdentityValue, MaskValue } from '../../runtime/values';
import { feedEmbedding } from '../shared/packs/embedding';
import { feedPicture, openPack, takePicture, type OpenPack } from '../shared/packs/open';
import { embeddingInput, outputOf, pictureInput } from '../shared/packs/pack';
import { fullMask, imageValue, sizeOf } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import definition from './node';

export default defineRun(definition, async ({ target, source }, params, context) => {
  const opened = await openPack(context, 'swapper', params), { pack } = opened;
  const input = pictureInput(pack, 'target')!, output = outputOf(pack, 'picture')!;
  const results = await opened.run({ [input.name]: await feedPicture(context, pack, input, target, 'target'), ...await sourceFeed(context, opened, source) });
  const frame = target.image.frame, size = sizeOf(target.image.pixels);
  const swapped = await takePicture(context, output, results.at(output.name, output.place));
  const mask = outputOf(pack, 'mask');
  return {
    crop: { ...target, image: imageValue(await fitted(context, swapped, size), frame) },
    mask: mask ? await maskOf(context, results.at(mask.name, mask.place), size, frame) : { kind: 'mask', pixels: fullMask(size.width, size.height), frame },
  };
});

async function sourceFeed(context: RunContext, { pack, model }: OpenPack, source: IdentityValue | CropValue): Promise<Readonly<Record<string, Tensor>>> {
  const picture = pictureInput(pack, 'source'), identity = embeddingInput(pack);
  if (picture && source.kind === 'crop') return { [picture.name]: await feedPicture(context, pack, picture, source, 'source') };
  if (identity && source.kind === 'identity') return { [identity.name]: await feedEmbedding(context, pack, model, identity, source, 'source') };
  throw new NodeError(picture
    ? { en: `${pack.title.en} takes the source as a picture. Link the crop of "Align face".`, zh: `${pack.title.zh} 的源为图片。请连接“对齐人脸”的裁剪。` }
    : { en: `${pack.title.en} takes the source as an identity. Insert "Embed face by pack".`, zh: `${pack.title.zh} 的源为身份向量。请插入“用公开网络嵌入人脸”。` }, { code: 'kind', port: 'source' });
}

async function fitted(context: RunContext, pixels: Tensor, size: { readonly width: number; readonly height: number }): Promise<Tensor> {
  const own = sizeOf(pixels);
  return own.width === size.width && own.height === size.height ? pixels : resize(context, pixels, size);
}

/** The network's own mask, clipped to 0..1, on the crop's grid. */
async function maskOf(context: RunContext, tensor: Tensor, size: { readonly width: number; readonly height: number }, frame: string): Promise<MaskValue> {
  const [height, width] = tensor.shape.slice(-2) as [number, number];
  const values = Float32Array.from(await context.read(tensor), (value) => Math.min(1, Math.max(0, value)));
  return { kind: 'mask', pixels: await fitted(context, cpuTensor([1, height, width], values), size), frame };
}
