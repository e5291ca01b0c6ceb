import type { FaceModel, OutlineName } from '../model/types';
import type { Observation } from './types';

/**
 * What the 189 points of the Face Research Lab London Set (DeBruine & Jones, CC BY 4.0) are pictures of, for those that the model can be held against.
 * Points on a border, such as the lids between the corners, count only across it, since annotators space them freely. Points of pupils, irises, creases,
 * ears, hair, neck and shading are not used. A row lists points of the set whose mean is taken (brow and bridge are marked by both edges).
 */
const AT_LANDMARK: readonly (readonly [points: readonly number[], ibug: readonly number[], weight: number])[] = [
  // Corners of the eyes.
  [[18], [36], 1], [[22], [39], 1], [[23], [42], 1], [[27], [45], 1],
  // Ends of the brows, outer and inner.
  [[71], [17], 0.4], [[75, 76], [21], 0.4], [[77, 78], [22], 0.4], [[82], [26], 0.4],
  // Base of the nose: left, middle, right.
  [[63, 64], [31], 0.6], [[55], [33], 1], [[68, 69], [35], 0.6],
  // Outer lips: corners, the three points of the bow, lower middle.
  [[87], [48], 1], [[89], [50], 1], [[90], [51], 1], [[91], [52], 1], [[93], [54], 1], [[106], [57], 1],
  // Inner lips: upper and lower middle.
  [[96], [62], 1], [[101], [66], 1],
  // Chin.
  [[129], [8], 0.3],
];

const ON_OUTLINE: readonly (readonly [points: readonly (readonly number[])[], outline: OutlineName, weight: number])[] = [
  [[[19], [20], [21], [28], [29], [30]], 'eyeRight', 1],
  [[[24], [25], [26], [31], [32], [33]], 'eyeLeft', 1],
  [[[88], [92], [104], [105], [107], [108]], 'lipsOuter', 1],
  [[[94], [95], [97], [98], [99], [100], [102], [103]], 'lipsInner', 0.5],
  [[[50, 56], [51, 57], [52, 58], [53, 59], [54, 60]], 'noseRidge', 1],
];

/** Points on the outline of the lower face, from ear over chin to ear. */
const ON_JAW: readonly number[] = [109, 110, 111, 125, 126, 127, 128, 129, 130, 131, 132, 133, 114, 113, 112];

/** Observations from the 189 points of one picture, x right and y down, pixel centres at +0.5. Throws a RangeError for another number of points. */
export function londonObservations(model: FaceModel, points: readonly (readonly [number, number])[]): readonly Observation[] {
  if (points.length !== 189) throw new RangeError(`A picture of the London set has 189 points, but got ${points.length}.`);
  const mean = (indices: readonly number[]): { readonly x: number; readonly y: number } => ({
    x: indices.reduce((sum, index) => sum + points[index]![0], 0) / indices.length,
    y: indices.reduce((sum, index) => sum + points[index]![1], 0) / indices.length,
  });
  return [
    ...AT_LANDMARK.map(([indices, ibug, weight]): Observation => ({
      ...mean(indices), weight, target: { kind: 'vertices', vertices: ibug.map((index) => model.landmarks68[index]!) },
    })),
    ...ON_OUTLINE.flatMap(([groups, outline, weight]) => groups.map((indices): Observation => ({
      ...mean(indices), weight, target: { kind: 'chain', vertices: outlineVertices(model, outline) },
    }))),
    ...ON_JAW.map((index): Observation => ({ ...mean([index]), weight: 1, target: { kind: 'jaw' } })),
  ];
}

/** The outline's vertices; a closed one comes back to its first. */
function outlineVertices(model: FaceModel, name: OutlineName): readonly number[] {
  const { vertices, closed } = model.outlines[name];
  return closed ? [...vertices, vertices[0]!] : [...vertices];
}
