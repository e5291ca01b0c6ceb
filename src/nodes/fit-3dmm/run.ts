import { createFitter } from '../../face/fit/fit-face';
import type { FitResult, ObservedLandmarks } from '../../face/fit/types';
import { evaluateShape } from '../../face/model/evaluate';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import { cpuTensor } from '../../runtime/tensor';
import type { Face, MeshValue } from '../../runtime/values';
import { chooseFace, requireSamePicture } from '../shared/face/choose';
import { seenColours } from '../shared/face/colours';
import { faceModel } from '../shared/face/model';
import { projectVertices, wirePoseOf } from '../shared/face/poses';
import { rgbPixels } from '../shared/picture/pictures';
import definition from './node';

const SENSOR_HEIGHT_MM = 24;

export default defineRun(definition, async ({ faces, image }, params, context) => {
  const model = await faceModel(context);
  const fitFace = await context.resource('face-fitter', () => Promise.resolve(createFitter(model)));
  const face = chooseFace(faces, params.index);
  if (!face.dense) {
    context.warn({
      en: 'Only five points of this face are known, so the pose is right but the shape stays near the average. For the shape use a detector with dense landmarks: our own, or MediaPipe in the browser.',
      zh: '这张脸只有五个点，因此姿态正确，但脸型接近平均。要得到脸型，请使用给出密集特征点的检测器：自带检测器，或浏览器中的 MediaPipe。',
    });
  }
  const { width, height, frame } = faces;
  const fit = fitted(() => fitFace(landmarksOf(face), {
    widthPx: width, heightPx: height, expressionPrior: params.expressionPrior,
    ...(params.focal === 'set' ? { focalPx: params.focalMm / SENSOR_HEIGHT_MM * height } : {}),
  }));
  const positions = evaluateShape(model, fit.coefficients);
  const projected = { ...projectVertices(fit.pose, positions), width, height, picture: frame };
  const tag = { name: model.name, version: model.version };
  const plain: MeshValue = { kind: 'mesh', positions, triangles: Uint32Array.from(model.triangles), uv: model.uv, units: 'cm', frame: 'head', projected, model: tag };
  let colours = {};
  if (image !== undefined) {
    requireSamePicture(context, faces, image, 'image');
    const pixels = await rgbPixels(context, image);
    colours = { colours: seenColours({ ...plain, projected }, cpuTensor(pixels.shape, Float32Array.from(await context.read(pixels)))) };
  }
  return {
    coefficients: { kind: 'coefficients', model: tag, ...fit.coefficients, pose: wirePoseOf(fit.pose, width, height), frame },
    mesh: { ...plain, ...colours },
    error: { kind: 'number', value: fit.residualPx, unit: 'px', better: 'lower', name: 'median point error' },
  };
});

/** The densest landmarks there are. */
function landmarksOf(face: Face): ObservedLandmarks {
  const scheme = face.dense?.scheme ?? '5', points = face.dense?.points ?? face.points5, visible = face.dense?.visible;
  return {
    scheme,
    points: Array.from({ length: points.length / 2 }, (_, i) => ({ x: points[2 * i]!, y: points[2 * i + 1]!, ...(visible ? { visible: visible[i] === 1 } : {}) })),
  };
}

function fitted(fit: () => FitResult): FitResult {
  try {
    return fit();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NodeError({
      en: `The face model cannot be fitted to these landmarks: ${error.message} Detect the face again, or choose a picture where more of it is seen.`,
      zh: `无法用这些特征点拟合人脸模型：${error.message} 请重新检测，或选择露出更多面部的图片。`,
    }, { code: 'fit', port: 'faces' });
  }
}
