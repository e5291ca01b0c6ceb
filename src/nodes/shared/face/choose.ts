import type { RunContext } from '../../../runtime/define';
import { NodeError } from '../../../runtime/errors';
import type { Face, FacesValue, ImageValue } from '../../../runtime/values';
import { sizeOf } from '../picture/pictures';

/** The face of this number. @throws NodeError at `index` when there are fewer. */
export function chooseFace(faces: FacesValue, index: number): Face {
  const face = faces.faces[index];
  if (face !== undefined) return face;
  const count = faces.faces.length;
  throw new NodeError({
    en: `Face number ${index} was asked for, but ${count === 0 ? 'no face was found' : `there ${count === 1 ? 'is 1 face' : `are ${count} faces`}, numbered from 0`}. Set "Which face" to a smaller number.`,
    zh: `请求第 ${index} 张脸，但${count === 0 ? '未找到人脸' : `只有 ${count} 张，编号从 0 开始`}。请把“第几张脸”改小。`,
  }, { code: 'no-face', param: 'index' });
}

/** @throws NodeError when the faces were found in a picture of another size; warns when only the picture differs. */
export function requireSamePicture(context: RunContext, faces: FacesValue, image: ImageValue, port: string): void {
  const { width, height } = sizeOf(image.pixels);
  if (faces.width !== width || faces.height !== height) {
    throw new NodeError({
      en: `The faces were found in a picture of ${faces.width}×${faces.height} px, but the image has ${width}×${height} px. Detect them in this image.`,
      zh: `人脸来自 ${faces.width}×${faces.height} 像素的图片，而图像为 ${width}×${height} 像素。请在该图像中重新检测。`,
    }, { code: 'size', port });
  }
  if (faces.frame !== image.frame) context.warn({ en: 'The faces were found in another picture of the same size.', zh: '人脸来自另一张同样大小的图片。' });
}
