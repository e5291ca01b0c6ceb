import { isSafeName } from '../../graph/names';
import type { GraphDocument, Json } from '../../graph/types';
import type { BothLanguages, Param } from '../define';
import type { Definitions } from '../ports';
import { readCsv } from './csv';

/** One line of a batch: what it is called and what it sets. */
export interface Pair {
  /** Names its folder of results; unique in its batch. */
  readonly name: string;
  /** Line of the list, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The setting that a column changes. */
export interface PairColumn { readonly title: string; readonly node: string; readonly param: string; readonly of: Param }

export interface Batch { readonly columns: readonly PairColumn[]; readonly pairs: readonly Pair[] }

export type ReadBatch = { readonly batch: Batch } | { readonly problem: BothLanguages };

const MOST_PAIRS = 100_000;
/** Names of pairs become folders on any system. */
const PAIR_NAME = /^[\p{L}\p{N}_][\p{L}\p{N} ._()-]*$/u;

/**
 * Reads a list of pairs: a header, then a line a pair. A column is `node.param`, or the name of a node alone, which means its file or else its seed;
 * a column `name` gives each pair its name, else it is made of the line's number and cells. An empty cell leaves the graph's own setting.
 */
export function readBatch(text: string, document: GraphDocument, definitions: Definitions): ReadBatch {
  const [header, ...lines] = readCsv(text);
  if (!header || lines.length === 0) return problem('The list of pairs is empty. It needs a first line of column names, such as source,target, and a line for each pair.', '配对列表为空。首行应为列名（例如 source,target），其后每行一对。');
  if (lines.length > MOST_PAIRS) return problem(`The list has ${lines.length} pairs; at most ${MOST_PAIRS} can be computed in one go. Split it.`, `列表有 ${lines.length} 对；一次最多计算 ${MOST_PAIRS} 对。请拆分。`);
  const titles = header.cells.map((title) => title.trim());
  const nameAt = titles.indexOf('name');
  const columns: (PairColumn | undefined)[] = [];
  for (const [at, title] of titles.entries()) {
    const column = at === nameAt ? undefined : columnOf(title, document, definitions);
    if (column && 'en' in column) return { problem: column };
    columns.push(column);
  }
  const pairs: Pair[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of lines) {
    if (cells.length > titles.length) return problem(`Line ${line} of the list has ${cells.length} cells, but there are ${titles.length} columns. Put cells that hold a comma in quotes.`, `列表第 ${line} 行有 ${cells.length} 个单元格，但只有 ${titles.length} 列。含逗号的单元格请加引号。`);
    const values = titles.map((_title, at) => (cells[at] ?? '').trim());
    const given = nameAt < 0 ? '' : values[nameAt]!;
    const name = given === '' ? madeName(pairs.length + 1, values.filter((_value, at) => at !== nameAt)) : given;
    if (!isSafeName(name) || !PAIR_NAME.test(name)) return problem(`Line ${line}: ${JSON.stringify(name.slice(0, 60))} cannot be the name of a pair, because results are written to a folder of that name. Use letters, digits, spaces, . _ - and ().`, `第 ${line} 行：${JSON.stringify(name.slice(0, 60))} 不能作为配对名称，因为结果会写入同名文件夹。请使用字母、数字、空格、. _ - 和 ()。`);
    const key = name.normalize('NFC').toLowerCase();
    if (lineOf.has(key)) return problem(`Lines ${lineOf.get(key)} and ${line} are both called "${name}". Give each pair a name of its own.`, `第 ${lineOf.get(key)} 行与第 ${line} 行都叫“${name}”。请为每对取不同的名称。`);
    lineOf.set(key, line);
    pairs.push({ name, line, cells: values.filter((_value, at) => columns[at] !== undefined) });
  }
  return { batch: { columns: columns.filter((column) => column !== undefined), pairs } };
}

/** The graph with a pair's settings. `fileOf` gives what stands for a file cell. @returns a sentence where a cell does not fit its setting */
export function withPair(document: GraphDocument, { columns }: Batch, pair: Pair, fileOf: (cell: string) => string): { readonly document: GraphDocument } | { readonly problem: BothLanguages } {
  let { nodes } = document;
  for (const [at, { title, node, param, of }] of columns.entries()) {
    const cell = pair.cells[at]!;
    if (cell === '') continue;
    const value = valueOf(of, cell, fileOf);
    if (value === undefined) return problem(`Line ${pair.line}, column "${title}": ${JSON.stringify(cell.slice(0, 60))} is no value for this setting.`, `第 ${pair.line} 行“${title}”列：${JSON.stringify(cell.slice(0, 60))} 不是该设置的有效值。`);
    const before = nodes[node]!;
    nodes = { ...nodes, [node]: { ...before, params: { ...before.params, [param]: value } } };
  }
  return { document: { ...document, nodes } };
}

/** Every pair of a source and a target, as the text of a list: for two sets of pictures chosen together. */
export function everyPair(sources: readonly string[], targets: readonly string[]): readonly (readonly string[])[] {
  return [['source', 'target'], ...sources.flatMap((source) => targets.filter((target) => target !== source).map((target) => [source, target]))];
}

function columnOf(title: string, document: GraphDocument, definitions: Definitions): PairColumn | BothLanguages {
  const ids = Object.keys(document.nodes);
  const id = Object.hasOwn(document.nodes, title) ? title : ids.filter((known) => title.startsWith(`${known}.`)).sort((a, b) => b.length - a.length)[0];
  if (id === undefined) return { en: `The column "${title}" names no node of the graph. It has ${ids.join(', ') || 'no nodes'}; write node.param, such as source.file.`, zh: `列“${title}”不对应图中的任何节点。图中有：${ids.join('、') || '无'}；请写为 节点.参数，例如 source.file。` };
  const params = definitions.get(document.nodes[id]!.type)?.params ?? {};
  const names = Object.keys(params);
  const name = title === id ? ['file', 'seed'].flatMap((kind) => names.filter((one) => params[one]!.kind === kind))[0] : title.slice(id.length + 1);
  const of = name !== undefined && Object.hasOwn(params, name) ? params[name] : undefined;
  if (name === undefined || !of) {
    return {
      en: `The column "${title}": "${id}" has ${title === id ? 'neither a file nor a seed' : `no setting "${name}"`}. It has ${names.join(', ') || 'none'}.`,
      zh: `列“${title}”：“${id}”${title === id ? '既没有文件也没有种子' : `没有设置“${name}”`}。可用：${names.join('、') || '无'}。`,
    };
  }
  return { title, node: id, param: name, of };
}

function valueOf(param: Param, cell: string, fileOf: (cell: string) => string): Json | undefined {
  switch (param.kind) {
    case 'file': return fileOf(cell);
    case 'text': case 'choice': return cell;
    case 'number': case 'seed': return Number.isFinite(Number(cell)) ? Number(cell) : undefined;
    case 'boolean': return cell === 'true' ? true : cell === 'false' ? false : undefined;
    case 'choices': return cell.split(/[ ;]+/).filter((part) => part !== '');
    case 'colour': case 'numbers': case 'json':
      try {
        return JSON.parse(cell) as Json;
      } catch {
        return undefined;
      }
  }
}

/** The line's number, and what its cells are called without folders and endings. */
function madeName(number: number, cells: readonly string[]): string {
  const words = cells.slice(0, 2).map((cell) => cell.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '').normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 32)).filter((word) => word !== '');
  return [String(number).padStart(4, '0'), ...words].join('_');
}

function problem(en: string, zh: string): { readonly problem: BothLanguages } {
  return { problem: { en, zh } };
}
