import { endKey } from './endpoints';
import { DANGLING } from './types';
import type { GraphBody, GraphDocument, Link, Macro } from './types';

/** Keys that come first, in this order, wherever they stand; then all others by code unit; then those that only say where things are drawn. */
const FIRST = [
  '$schema', 'format', 'id', 'name', 'type', 'version', 'title', 'text', 'about', 'label', 'bypass', 'x', 'y', 'width', 'height',
  'params', 'inputs', 'outputs', 'ends', 'from', 'to', 'nodes', 'links', 'macros',
];
const LAST = ['frames', 'notes', 'view', DANGLING];
const RANK: ReadonlyMap<string, number> = new Map([...FIRST.map((key, i): [string, number] => [key, i - 1000]), ...LAST.map((key, i): [string, number] => [key, i + 1])]);

/** Lists and records that take one line an entry even when they would fit on one, so that a change shows as the lines of what changed. */
const ONE_LINE_EACH = new Set(['nodes', 'links', 'macros', 'frames', 'notes', 'inputs', 'outputs', DANGLING]);

/** Columns up to which a value stays on one line. */
const WIDTH = 140;

/**
 * Canonical JSON text of a document: the same document always gives the same text, whatever order its keys were made in, one node and
 * one link a line where they fit. Reading it back gives an equal document. Ends with a newline.
 */
export function serialise(document: GraphDocument): string {
  return `${write(document, '', '', true)}\n`;
}

/**
 * Canonical text of what a graph means, for hashing and for "has it changed": nodes, links and macros, without places, frames, notes,
 * titles, labels, or what is kept aside; independent of the order of links.
 */
export function contentOf(document: GraphDocument): string {
  return inline({
    format: document.format,
    ...bodyContent(document),
    macros: Object.fromEntries(Object.entries(document.macros).map(([id, macro]) => [id, macroContent(macro)])),
  });
}

function bodyContent(body: GraphBody): object {
  return {
    nodes: Object.fromEntries(Object.entries(body.nodes).map(([id, { label: _label, ...node }]) => [id, node])),
    links: body.links.map(({ from, to }): Link => ({ from, to })).sort((a, b) => compare(endKey(a.to), endKey(b.to)) || compare(endKey(a.from), endKey(b.from))),
  };
}

function macroContent(macro: Macro): object {
  return {
    ...bodyContent(macro),
    inputs: macro.inputs.map(({ name, ends }) => ({ name, ends })),
    outputs: macro.outputs.map(({ name, ends }) => ({ name, ends })),
    ...(macro.params ? { params: macro.params.map(({ name, node, param }) => ({ name, node, param })) } : {}),
  };
}

function write(value: unknown, key: string, indent: string, broken: boolean): string {
  if (typeof value !== 'object' || value === null) return inline(value);
  const list = Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = list ? (value as readonly unknown[]).map((item) => ['', item] as const) : entriesOf(value);
  if (entries.length === 0) return list ? '[]' : '{}';
  if (!broken && !ONE_LINE_EACH.has(key) && !entries.some(([name, item]) => ONE_LINE_EACH.has(name) && !isEmpty(item))) {
    const line = inline(value);
    if (indent.length + key.length + line.length <= WIDTH) return line;
  }
  const inner = `${indent}  `;
  const lines = entries.map(([name, item]) => `${inner}${list ? '' : `${JSON.stringify(name)}: `}${write(item, list ? '' : name, inner, false)}`);
  return `${list ? '[' : '{'}\n${lines.join(',\n')}\n${indent}${list ? ']' : '}'}`;
}

function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) text += `${text === '' ? '' : ', '}${inline(item)}`;
    return `[${text}]`;
  }
  for (const [key, item] of entriesOf(value)) text += `${text === '' ? ' ' : ', '}${JSON.stringify(key)}: ${inline(item)}`;
  return text === '' ? '{}' : `{${text} }`;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record);
  if (keys.length > 1) keys.sort(compareKeys);
  const entries: [string, unknown][] = [];
  for (const key of keys) {
    const item = record[key];
    if (item !== undefined && typeof item !== 'function' && typeof item !== 'symbol') entries.push([key, item]);
  }
  return entries;
}

function compareKeys(a: string, b: string): number {
  const rankOfA = RANK.get(a) ?? 0;
  const rankOfB = RANK.get(b) ?? 0;
  return rankOfA === rankOfB ? compare(a, b) : rankOfA - rankOfB;
}

/** By code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
