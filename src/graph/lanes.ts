import type { Edited } from './edited';
import { sameJson } from './equal';
import type { GraphDocument, Json, JsonObject } from './types';

/** Document key of what is compared. What it holds is never part of what the graph computes. */
export const COMPARE = 'compare';

/** Most lanes that are compared side by side. */
export const MOST_LANES = 4;

/** One of the variants that are compared: an output of the document, or of a graph that the document carries for comparison. */
export interface Lane {
  /** Key among `graphs`; absent for the document itself. */
  readonly graph?: string;
  readonly node: string;
  readonly port: string;
  /** Keys of newer or foreign writers are kept untouched. */
  readonly [unknown: string]: Json | undefined;
}

/** Two to four lanes, which of them is the reference, and the other graphs, whole, so that the file stands for itself. */
export interface Comparison {
  readonly lanes: readonly Lane[];
  /** Index of the lane that differences are taken to. */
  readonly reference: number;
  /** Raw documents, as they would be in files of their own. */
  readonly graphs: Readonly<Record<string, JsonObject>>;
}

/** What the document says is compared; undefined when it says nothing. What is not as it should be is passed over, and stays in the document. */
export function comparisonOf(document: GraphDocument): Comparison | undefined {
  const raw = document[COMPARE];
  if (!isObject(raw) || !Array.isArray(raw['lanes'])) return undefined;
  const graphs = Object.fromEntries(Object.entries(isObject(raw['graphs']) ? raw['graphs'] : {}).filter((entry): entry is [string, JsonObject] => isObject(entry[1])));
  const lanes = (raw['lanes'] as readonly Json[]).filter((lane): lane is Lane & JsonObject => isLane(lane) && (lane.graph === undefined || Object.hasOwn(graphs, lane.graph))).slice(0, MOST_LANES);
  const reference = raw['reference'];
  return { lanes, reference: typeof reference === 'number' && Number.isInteger(reference) && reference >= 0 && reference < lanes.length ? reference : 0, graphs };
}

/** Says what is compared. Graphs that no lane is of are dropped; unknown keys beside the lanes stay. */
export function setComparison(document: GraphDocument, { lanes, reference, graphs }: Comparison): Edited<GraphDocument> {
  const before = document[COMPARE];
  const used = new Set(lanes.map(({ graph }) => graph));
  const kept = Object.fromEntries(Object.entries(graphs).filter(([key]) => used.has(key)));
  const { graphs: _graphs, ...rest } = isObject(before) ? before : {};
  const after = { ...rest, lanes: [...lanes], reference, ...(Object.keys(kept).length > 0 ? { graphs: kept } : {}) };
  return { document: sameJson(before, after) ? document : { ...document, [COMPARE]: after } };
}

/** A graph as it is carried by another: without what itself compares. */
export function carriedGraph(document: GraphDocument): JsonObject {
  const { [COMPARE]: _compare, ...rest } = document;
  return rest as unknown as JsonObject;
}

function isLane(value: Json): value is Lane & JsonObject {
  return isObject(value) && typeof value['node'] === 'string' && typeof value['port'] === 'string' && (value['graph'] === undefined || typeof value['graph'] === 'string');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
