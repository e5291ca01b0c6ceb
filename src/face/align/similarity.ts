/** A point in a picture: pixels, x right, y down; the centre of the first pixel is (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Turn, uniform scale and shift of the plane: x' = a·x − b·y + tx, y' = b·x + a·y + ty.
 * Scale is hypot(a, b); a mirror image cannot be written, on purpose.
 */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

export const IDENTITY_SIMILARITY: Similarity = { a: 1, b: 0, tx: 0, ty: 0 };

/**
 * The similarity that takes `from` nearest to `to` in weighted least squares (Umeyama 1991, eqs. 40-42, with the determinant held at +1, so that
 * mirrored points still give a turn and not a reflection). In the plane the optimum has the closed form of a ratio of complex numbers.
 * Throws a RangeError when the lists differ in length, hold fewer than two points of positive weight, or all `from` points coincide.
 */
export function similarityBetween(from: readonly Point[], to: readonly Point[], weights?: readonly number[]): Similarity {
  if (from.length !== to.length) throw new RangeError(`A similarity needs as many points on both sides, but got ${from.length} and ${to.length}.`);
  let total = 0;
  let used = 0;
  let fromX = 0;
  let fromY = 0;
  let toX = 0;
  let toY = 0;
  for (let i = 0; i < from.length; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight > 0) used++;
    total += weight;
    fromX += weight * from[i]!.x;
    fromY += weight * from[i]!.y;
    toX += weight * to[i]!.x;
    toY += weight * to[i]!.y;
  }
  if (used < 2) throw new RangeError('A similarity needs at least two points.');
  fromX /= total;
  fromY /= total;
  toX /= total;
  toY /= total;
  let real = 0;
  let imaginary = 0;
  let spread = 0;
  let size = 0;
  for (let i = 0; i < from.length; i++) {
    const weight = weights?.[i] ?? 1;
    const px = from[i]!.x - fromX;
    const py = from[i]!.y - fromY;
    const qx = to[i]!.x - toX;
    const qy = to[i]!.y - toY;
    real += weight * (px * qx + py * qy);
    imaginary += weight * (px * qy - py * qx);
    spread += weight * (px * px + py * py);
    size += weight * (from[i]!.x ** 2 + from[i]!.y ** 2);
  }
  if (!(spread > 1e-20 * (size + 1e-300)) || !Number.isFinite(spread)) throw new RangeError('A similarity needs two points that differ.');
  const a = real / spread;
  const b = imaginary / spread;
  return { a, b, tx: toX - a * fromX + b * fromY, ty: toY - b * fromX - a * fromY };
}

export function applySimilarity(similarity: Similarity, point: Point): Point {
  const { a, b, tx, ty } = similarity;
  return { x: a * point.x - b * point.y + tx, y: b * point.x + a * point.y + ty };
}

/** The way back. Throws a RangeError when the scale is 0. */
export function inverseSimilarity(similarity: Similarity): Similarity {
  const { a, b, tx, ty } = similarity;
  const squared = a * a + b * b;
  if (!(squared > 0)) throw new RangeError('A similarity of scale 0 has no inverse.');
  const inverseA = a / squared;
  const inverseB = -b / squared;
  return { a: inverseA, b: inverseB, tx: -(inverseA * tx - inverseB * ty), ty: -(inverseB * tx + inverseA * ty) };
}

/** First `first`, then `then`. */
export function composeSimilarities(first: Similarity, then: Similarity): Similarity {
  const shift = applySimilarity(then, { x: first.tx, y: first.ty });
  return { a: then.a * first.a - then.b * first.b, b: then.b * first.a + then.a * first.b, tx: shift.x, ty: shift.y };
}

/** Scale factor, and the turn in degrees: positive turns x towards y, which is clockwise in a picture. */
export function describeSimilarity(similarity: Similarity): { readonly scale: number; readonly angleDeg: number } {
  return { scale: Math.hypot(similarity.a, similarity.b), angleDeg: (Math.atan2(similarity.b, similarity.a) * 180) / Math.PI };
}

/** Row-major 2×3 matrix, as picture libraries take it. */
export function similarityMatrix(similarity: Similarity): readonly [number, number, number, number, number, number] {
  const { a, b, tx, ty } = similarity;
  return [a, -b, tx, b, a, ty];
}

/** Root mean square distance between the mapped `from` points and `to`, pixels of the target frame. */
export function similarityResidual(similarity: Similarity, from: readonly Point[], to: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < from.length; i++) {
    const mapped = applySimilarity(similarity, from[i]!);
    sum += (mapped.x - to[i]!.x) ** 2 + (mapped.y - to[i]!.y) ** 2;
  }
  return Math.sqrt(sum / from.length);
}
