import type { OnnxNode } from './inspect';

/** A shape, or the numbers of a small constant: a side that is not known has a name or is '?'. */
export type Sides = readonly (number | string)[];

/** What a rule sees of one operator: shapes and constant numbers of its inputs, undefined where unknown. */
export interface Operation {
  readonly node: OnnxNode;
  readonly shapes: readonly (Sides | undefined)[];
  readonly values: readonly (Sides | undefined)[];
}
