import type { CoefficientsValue, IdentityValue, Value } from '../../../runtime/values';

export type VectorValue = IdentityValue | CoefficientsValue;
/** An identity is one group; coefficients are two, α of the identity and β of the expression, which have units of their own. */
export type GroupName = 'vector' | 'identity' | 'expression';
export interface VectorGroup { readonly name: GroupName; readonly values: Float32Array }

export function isVector(value: Value | undefined): value is VectorValue {
  return value?.kind === 'identity' || value?.kind === 'coefficients';
}

export function groupsOf(value: VectorValue): readonly VectorGroup[] {
  if (value.kind === 'identity') return [{ name: 'vector', values: value.vector.data ?? new Float32Array() }];
  return [{ name: 'identity', values: value.identity }, { name: 'expression', values: value.expression }];
}

/** What the numbers belong to: a recogniser, or a face model and its version. */
export function spaceOf(value: VectorValue): string {
  return value.kind === 'identity' ? value.recogniser : `${value.model.name} ${value.model.version}`;
}

/** Why two vectors cannot be subtracted; undefined when they can. Axes of two recognisers mean different things, whatever their number. */
export type Unlike = 'kinds' | 'spaces' | 'lengths';

export function unlikeOf(a: VectorValue, b: VectorValue): Unlike | undefined {
  if (a.kind !== b.kind) return 'kinds';
  if (spaceOf(a) !== spaceOf(b)) return 'spaces';
  const groups = groupsOf(b);
  return groupsOf(a).every(({ values }, i) => values.length === groups[i]!.values.length) ? undefined : 'lengths';
}

/** How far a vector is from another of its space. */
export interface GroupGap {
  readonly name: GroupName;
  /** Value minus that of the reference, index by index. */
  readonly values: Float32Array;
  /** Of the angle between the two; NaN where one is zero. */
  readonly cosine: number;
  /** √Σ(a − b)². */
  readonly l2: number;
  /** √(Σ(a − b)² / ½(Σa² + Σb²)), as nodes are measured: 0 equal, √2 unrelated, 2 opposite. */
  readonly relativeL2: number;
}

export function gapsOf(value: VectorValue, reference: VectorValue): readonly GroupGap[] {
  const base = groupsOf(reference);
  return groupsOf(value).map(({ name, values }, group) => {
    const other = base[group]!.values, difference = new Float32Array(values.length);
    let dot = 0, own = 0, theirs = 0, squares = 0;
    for (let i = 0; i < values.length; i++) {
      const a = values[i]!, b = other[i]!;
      difference[i] = a - b;
      dot += a * b;
      own += a * a;
      theirs += b * b;
      squares += (a - b) ** 2;
    }
    return { name, values: difference, cosine: own === 0 || theirs === 0 ? NaN : dot / Math.sqrt(own * theirs), l2: Math.sqrt(squares), relativeL2: own + theirs === 0 ? 0 : Math.sqrt(squares / ((own + theirs) / 2)) };
  });
}

/** The largest |value| of each group over all lanes, so that every group has one scale around zero; 1 where all are zero. */
export function topsOf(lanes: readonly (readonly VectorGroup[] | undefined)[]): Readonly<Record<GroupName, number>> {
  const tops = { vector: 0, identity: 0, expression: 0 };
  for (const groups of lanes) for (const { name, values } of groups ?? []) for (const value of values) if (Number.isFinite(value)) tops[name] = Math.max(tops[name], Math.abs(value));
  return { vector: tops.vector || 1, identity: tops.identity || 1, expression: tops.expression || 1 };
}
