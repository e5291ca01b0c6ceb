import type { GraphDocument, LocalText } from './types';

interface Step {
  /** The document before the step (in `past`) or after it (in `future`). */
  readonly document: GraphDocument;
  /** What the step did, for "Undo …". */
  readonly label: LocalText;
}

/** A document with the way back and forth. A value: every function gives a new one. */
export interface History {
  readonly present: GraphDocument;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Key of the run of changes that the last step collects; undefined once it is closed. */
  readonly group?: string;
}

/** Steps that are kept; documents share what they have in common, so a step costs what it changed. */
export const MAX_STEPS = 500;

export function startHistory(present: GraphDocument): History {
  return { present, past: [], future: [] };
}

/**
 * Records a change. Changes in a row with the same `group` (one slider dragged, one node moved) become one step. A document that is
 * the very same adds nothing.
 */
export function record(history: History, document: GraphDocument, label: LocalText, group?: string, maxSteps: number = MAX_STEPS): History {
  if (document === history.present) return history;
  if (group !== undefined && group === history.group && history.past.length > 0) {
    return { present: document, past: history.past, future: [], group };
  }
  const past = [...history.past, { document: history.present, label }].slice(-maxSteps);
  return { present: document, past, future: [], ...(group === undefined ? {} : { group }) };
}

/** Closes the group: the next change is a step of its own even with the same key. */
export function closeGroup({ present, past, future }: History): History {
  return { present, past, future };
}

export function undo(history: History): History {
  const last = history.past[history.past.length - 1];
  if (!last) return history;
  return { present: last.document, past: history.past.slice(0, -1), future: [...history.future, { document: history.present, label: last.label }] };
}

export function redo(history: History): History {
  const next = history.future[history.future.length - 1];
  if (!next) return history;
  return { present: next.document, past: [...history.past, { document: history.present, label: next.label }], future: history.future.slice(0, -1) };
}

/** What undo and redo would do, for menus. */
export function labels({ past, future }: History): { readonly undo?: LocalText; readonly redo?: LocalText } {
  const last = past[past.length - 1];
  const next = future[future.length - 1];
  return { ...(last ? { undo: last.label } : {}), ...(next ? { redo: next.label } : {}) };
}
