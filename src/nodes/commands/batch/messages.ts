import type { GraphDocument } from '../../../graph/types';
import type { PairOutcome } from '../../../runtime/batch/metrics';

/** What a process that computes pairs is told first. */
export interface OpenMessage { readonly kind: 'open'; readonly nodes?: string | undefined; readonly cache?: string | undefined; readonly targets?: readonly string[] | undefined }

/** One pair to compute: its graph with its settings, the files it may read, the folder its results go to and what tells this work from any other. */
export interface PairMessage { readonly kind: 'pair'; readonly name: string; readonly key: string; readonly document: GraphDocument; readonly files: readonly string[]; readonly folder: string }

export type ToProcess = OpenMessage | PairMessage;

/** Sent when the results of a pair are written, whole, in its folder. */
export interface FromProcess { readonly outcome: PairOutcome }

/** What stands in a pair's folder as `pair.json`. */
export interface PairRecord extends PairOutcome { readonly key: string }
