import { angleBetweenDeg, cosine, maskedL1, maskedPsnr, maskedSsim } from './errors';
import { pointDistanceMm, type Verdict } from './judge';

/** Metrics of one answer, in the table's order; `params`, `macs` and `ms` are added for the method as a whole. */
export const PAIR_METRICS = ['retrievalTop1', 'cosSource', 'cosTarget', 'shapeError', 'poseErrorDeg', 'expressionError', 'occluderL1', 'outsideL1', 'psnr', 'ssim', 'selfPsnr'] as const;
export type PairMetric = (typeof PAIR_METRICS)[number];

/** Everything about a pair that does not depend on the method. */
export interface PairTruth {
  readonly target: Float32Array;
  readonly trueSwap: Float32Array;
  /** Face parts of target or true swap, grown by 3 px; its opposite; what an occluder hides in target and true swap alike. */
  readonly face: Uint8Array;
  readonly outside: Uint8Array;
  readonly occluder: Uint8Array;
  readonly ofTarget: Verdict;
  readonly ofTrueSwap: Verdict;
}

export interface PairAnswer {
  readonly picture: Float32Array;
  readonly verdict: Verdict;
  /** The method's answer when source and target are the same picture. */
  readonly self: Float32Array;
}

/**
 * All metrics of one answer. shapeError (mm) compares the judge's reading of the answer with that of the true swap, poseErrorDeg and expressionError (mm) with that of the target.
 * @param zSources the judge's identity vectors of all sources; `index` is this pair's own.
 */
export function measurePair(truth: PairTruth, answer: PairAnswer, zSources: readonly Float32Array[], index: number, sizePx: number): Readonly<Record<PairMetric, number>> {
  const { picture, verdict, self } = answer, { zId } = verdict;
  const own = cosine(zId, zSources[index]!);
  const first = zSources.every((other, k) => k === index || cosine(zId, other) < own);
  return {
    retrievalTop1: first ? 1 : 0,
    cosSource: own,
    cosTarget: cosine(zId, truth.ofTarget.zId),
    shapeError: pointDistanceMm(verdict.identityPointsMm, truth.ofTrueSwap.identityPointsMm),
    poseErrorDeg: angleBetweenDeg(verdict.poseDeg, truth.ofTarget.poseDeg),
    expressionError: pointDistanceMm(verdict.expressionPointsMm, truth.ofTarget.expressionPointsMm),
    occluderL1: maskedL1(picture, truth.trueSwap, truth.occluder),
    outsideL1: maskedL1(picture, truth.target, truth.outside),
    psnr: maskedPsnr(picture, truth.trueSwap, truth.face),
    ssim: maskedSsim(picture, truth.trueSwap, truth.face, sizePx),
    selfPsnr: maskedPsnr(self, truth.target, truth.face),
  };
}
