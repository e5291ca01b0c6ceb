import { encode } from 'fast-png';
import { NodeError } from '../errors';
import type { DecodedImage } from './types';
import { loadSharp } from './sharp';

/** An encoded picture: PNG without any package, JPEG and WebP through `sharp`. @throws NodeError where sharp is wanted and absent */
export async function encodePicture({ width, height, rgba }: DecodedImage, format: 'png' | 'jpeg' | 'webp', quality: number): Promise<Uint8Array> {
  if (format === 'png') return encode({ width, height, data: rgba, channels: 4, depth: 8 });
  const sharp = await loadSharp();
  if (!sharp) {
    throw new NodeError({
      en: `Writing ${format === 'jpeg' ? 'JPEG' : 'WebP'} needs the optional package "sharp", which is not installed here. Run "npm install sharp", or set the format to PNG.`,
      zh: `写入 ${format === 'jpeg' ? 'JPEG' : 'WebP'} 需要可选包“sharp”，此处未安装。请运行“npm install sharp”，或把格式设为 PNG。`,
    }, { code: 'no-encoder', param: 'format' });
  }
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } });
  return format === 'jpeg' ? picture.removeAlpha().jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' }).toBuffer() : picture.webp({ quality }).toBuffer();
}
