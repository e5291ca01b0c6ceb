import type { Point, Similarity } from '../../face/align/similarity';
import { inverseSimilarity } from '../../face/align/similarity';
import type { OnnxModel, RunContext } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import type { Face } from '../../runtime/values';
import { toNetwork } from '../shared/network/pictures';
import { affineOf, resample } from '../shared/resample/resample';
import { CROP_PX, cropOfCandidate, cropOfPoints, decodeFaces, DETECTOR_PX, faceOfPoints, letterbox, parts, pointsInPicture, withoutNested, type Candidate, type Region } from './own-geometry';
import { OWN_MODELS } from './own-models';

/** What is tried as a face: the landmarks' own score has the last word. */
const CANDIDATE_SCORE = 0.3;
/** The crop is cut again around the points that were found in the first. */
const PASSES = 2;

/**
 * Faces with 68 points by the project's own networks: boxes in the whole picture (192 px) or, where it shows none, in its four parts; then the points in a
 * crop of 128 px around each. The score is √(detector's · landmarks'); of faces that lie on one another the better one stays.
 */
export async function detectWithOwn(context: RunContext, picture: Tensor, options: { readonly maxFaces: number; readonly minScore: number }): Promise<readonly Face[]> {
  const [, height, width] = picture.shape as [number, number, number];
  const detector = await context.onnx({ builtin: OWN_MODELS[0] }), landmarks = await context.onnx({ builtin: OWN_MODELS[1] });
  const inRegion = async (region: Region): Promise<readonly Face[]> => {
    const faces: Face[] = [];
    for (const candidate of (await candidatesIn(context, detector, picture, region)).slice(0, options.maxFaces)) {
      const face = await landmarksOf(context, landmarks, picture, candidate);
      if (face.score >= options.minScore) faces.push(face);
    }
    return faces;
  };
  const whole = await inRegion({ left: 0, top: 0, width, height });
  if (whole.length > 0) return withoutNested(whole);
  const faces: Face[] = [];
  for (const part of parts(width, height)) faces.push(...await inRegion(part));
  return withoutNested(faces);
}

async function candidatesIn(context: RunContext, detector: OnnxModel, picture: Tensor, region: Region): Promise<readonly Candidate[]> {
  const toDetector = letterbox(region);
  const { score, box, points } = await detector.run({ x: await cut(context, picture, toDetector, DETECTOR_PX, 'zero') });
  const maps = { score: await context.read(score!), box: await context.read(box!), points: await context.read(points!) };
  return withoutNested(decodeFaces(maps, toDetector, CANDIDATE_SCORE));
}

async function landmarksOf(context: RunContext, network: OnnxModel, picture: Tensor, candidate: Candidate): Promise<Face> {
  let toCrop = cropOfCandidate(candidate), points: readonly Point[] = [], visible = new Float32Array(68), score = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    if (pass > 0) toCrop = cropOfPoints(points);
    const found = await network.run({ x: await cut(context, picture, toCrop, CROP_PX, 'replicate') });
    points = pointsInPicture(await context.read(found['points']!), toCrop);
    visible = new Float32Array(await context.read(found['visible']!));
    score = (await context.read(found['score']!))[0]!;
  }
  return faceOfPoints(points, visible, Math.sqrt(candidate.score * score));
}

/** A square of the picture as the networks take it: RGB, −1..1. */
async function cut(context: RunContext, picture: Tensor, toSquare: Similarity, sidePx: number, border: 'replicate' | 'zero'): Promise<Tensor> {
  const square = await resample(context, picture, affineOf(inverseSimilarity(toSquare)), { width: sidePx, height: sidePx }, border);
  return toNetwork(context, square, { range: 'signed', order: 'rgb', layout: 'nchw' });
}
