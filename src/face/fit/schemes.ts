import type { FaceModel } from '../model/types';
import { MEDIAPIPE_OF_68 } from './mediapipe';
import type { Observation, ObservedLandmarks } from './types';

/** How many points a scheme may have. */
const COUNTS = { 5: [5], 68: [68], 'mediapipe-478': [468, 478] } as const;
/** Brows are painted and differ between annotators, so they weigh less. */
const BROW_WEIGHT = 0.4;
/** Pull of a jaw point along the silhouette: it holds the chin in place without trusting the annotator's spacing. */
const JAW_ALONG_WEIGHT = 0.04;

/**
 * Observations from landmarks of a named scheme. In the 5-point scheme eye centres are the means of the model's eye points. Of MediaPipe's mesh the
 * points of `MEDIAPIPE_OF_68` are used. Throws a RangeError when the number of points does not belong to the scheme or a coordinate is not finite.
 */
export function observationsOf(model: FaceModel, landmarks: ObservedLandmarks): readonly Observation[] {
  const { scheme, points } = landmarks;
  const counts: readonly number[] = COUNTS[scheme];
  if (!counts.includes(points.length)) throw new RangeError(`The scheme "${scheme}" has ${counts.join(' or ')} points, but got ${points.length}.`);
  points.forEach(({ x, y }, index) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError(`Landmark ${index} of the scheme "${scheme}" is not a finite point.`);
  });
  if (scheme === '5') {
    return points.map(({ x, y, visible }, index) => ({
      x, y, weight: visible === false ? 0 : 1, target: { kind: 'vertices', vertices: [...model.landmarks5[index]!] },
    }));
  }
  const of68 = scheme === '68' ? points : MEDIAPIPE_OF_68.map((index) => points[index]!);
  const observations: Observation[] = [];
  of68.forEach(({ x, y, visible }, index) => {
    const seen = visible === false ? 0 : 1;
    const vertices = { kind: 'vertices', vertices: [model.landmarks68[index]!] } as const;
    if (index < 17) {
      observations.push({ x, y, weight: seen, target: { kind: 'jaw' } });
      observations.push({ x, y, weight: seen * JAW_ALONG_WEIGHT, target: vertices });
    } else {
      observations.push({ x, y, weight: seen * (index < 27 ? BROW_WEIGHT : 1), target: vertices });
    }
  });
  return observations;
}
