import { step } from './remarks';

/** Why a text is no JSON: it stops too early, or something unexpected stands at `offset`. */
export interface JsonFault { readonly kind: 'end' | 'unexpected'; readonly offset: number }

/** A key that an object holds twice: JSON.parse keeps only the last value; `start` to `end` is the text of an earlier one. */
export interface RepeatedKey { readonly path: string; readonly start: number; readonly end: number }

export interface JsonScan { readonly fault?: JsonFault; readonly repeated: readonly RepeatedKey[] }

interface Level {
  readonly array: boolean;
  /** Where the value of each key stands. */
  readonly seen: Map<string, readonly [start: number, end: number]>;
  key: string;
  valueStart: number;
  index: number;
}

const NUMBER_OR_WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Walks a JSON text without recursion, to tell the place of a fault the same way in every engine, and keys that are given twice. */
export function scanJson(text: string): JsonScan {
  const repeated: RepeatedKey[] = [];
  const levels: Level[] = [];
  let at = 0;
  let want: 'value' | 'item-or-end' | 'key' | 'key-or-end' | 'after' = 'value';
  const fault = (offset: number): JsonScan => ({ fault: { kind: offset >= text.length ? 'end' : 'unexpected', offset: Math.min(offset, text.length) }, repeated });
  for (;;) {
    at = afterSpace(text, at);
    const char = text[at];
    const level = levels[levels.length - 1];
    const closes = level !== undefined && char === (level.array ? ']' : '}');
    if (want === 'after') {
      if (!level) return char === undefined ? { repeated } : fault(at);
      if (!level.array) level.seen.set(level.key, [level.valueStart, at]);
      if (closes) levels.pop();
      else if (char === ',') {
        level.index += 1;
        want = level.array ? 'value' : 'key';
      } else return fault(at);
      at += 1;
    } else if (closes && (want === 'item-or-end' || want === 'key-or-end')) {
      levels.pop();
      want = 'after';
      at += 1;
    } else if (level && (want === 'key' || want === 'key-or-end')) {
      const end = char === '"' ? stringEnd(text, at) : { fault: at };
      if ('fault' in end) return fault(end.fault);
      level.key = JSON.parse(text.slice(at, end.at)) as string;
      const colon = afterSpace(text, end.at);
      if (text[colon] !== ':') return fault(colon);
      const earlier = level.seen.get(level.key);
      if (earlier) repeated.push({ path: levels.map((one) => (one.array ? String(one.index) : step(one.key))).join('/'), start: earlier[0], end: earlier[1] });
      at = colon + 1;
      level.valueStart = at;
      want = 'value';
    } else if (char === '{' || char === '[') {
      levels.push({ array: char === '[', seen: new Map(), key: '', valueStart: at, index: 0 });
      want = char === '[' ? 'item-or-end' : 'key-or-end';
      at += 1;
    } else {
      const end = char === '"' ? stringEnd(text, at) : wordEnd(text, at);
      if ('fault' in end) return fault(end.fault);
      at = end.at;
      want = 'after';
    }
  }
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function afterSpace(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at += 1;
  return at;
}

function stringEnd(text: string, start: number): { readonly at: number } | { readonly fault: number } {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 34) return { at: at + 1 };
    if (code === 92) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return { fault: at + 6 > text.length ? text.length : at };
      at = ESCAPE.lastIndex;
    } else if (!(code >= 32)) return { fault: at };
    else at += 1;
  }
}

function wordEnd(text: string, start: number): { readonly at: number } | { readonly fault: number } {
  NUMBER_OR_WORD.lastIndex = start;
  if (NUMBER_OR_WORD.test(text)) return { at: NUMBER_OR_WORD.lastIndex };
  // The beginning of a word or number at the very end of the text was cut off, not mistyped.
  return { fault: /^(?:-?\d*(?:\.\d*)?(?:[eE][+-]?)?|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(text.slice(start, start + 400)) ? text.length : start };
}
