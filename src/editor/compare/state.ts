import type { DivergenceView } from './divergence';
import type { MetricsView } from './table/run';

export type CompareTab = 'look' | 'parting' | 'numbers';

/** What of a comparison outlives its panel: measured distances and tables stay when it is closed. */
export interface CompareState {
  readonly open: boolean;
  readonly tab: CompareTab;
  /** Distances of corresponding nodes, newest. */
  readonly divergence: DivergenceView | undefined;
  /** While distances are taken: how many nodes are done, and the content keys they are taken of. */
  readonly measuring: { readonly done: number; readonly total: number; readonly of: string } | undefined;
  /** Distance above which two nodes are said to part. */
  readonly threshold: number;
  /** Whether the cards wear the colours of their distances. */
  readonly painted: boolean;
  readonly table: MetricsView | undefined;
}

export const NO_COMPARISON: CompareState = { open: false, tab: 'look', divergence: undefined, measuring: undefined, threshold: 0.05, painted: false, table: undefined };
