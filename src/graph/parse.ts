import { copyJson } from './json-copy';
import { placeOf, scanJson } from './json-scan';
import { LIMITS } from './limits';
import { macroNesting, macroOf } from './macro-nesting';
import type { NodeHistories } from './migrate';
import { FORMAT, migrateFormat, migrateNodes } from './migrate';
import { parseBody } from './parse-body';
import { parseMacros } from './parse-macros';
import { parseText } from './parse-text';
import { mapRecord } from './record';
import type { Remarks } from './remarks';
import { atNode, isObject, putAside, warn } from './remarks';
import { DANGLING, MACRO } from './types';
import type { GraphBody, GraphDocument, GraphWarning, Json, JsonObject } from './types';

export type ParsedGraph =
  | { readonly graph: GraphDocument; readonly warnings: readonly GraphWarning[]; readonly problems?: undefined }
  | { readonly graph: undefined; readonly problems: readonly GraphWarning[]; readonly warnings?: undefined };

/**
 * Opens a document, from its text or from an object that was JSON. Lenient: unknown keys, node types and ports are kept; what has no
 * place (a link to a missing node, a wrong type) is kept aside under `x-dangling` with a warning. Given up only, with sentences in
 * `problems`, for what is no JSON, no graph, of a newer format, or beyond LIMITS. Never throws.
 *
 * @param nodeHistories brings nodes of known types up to their type's version; without it nodes stay as they were written.
 */
export function parseGraph(source: unknown, nodeHistories?: NodeHistories): ParsedGraph {
  const remarks: Remarks = { warnings: [], aside: [] };
  const read = typeof source === 'string' ? readText(source, remarks) : { value: source };
  if ('problems' in read) return read;
  const copied = copyJson(read.value);
  if (copied.excess) return tooLarge(copied.excess);
  for (const { path, kind, value } of copied.remarks) {
    if (kind === 'proto') putAside(remarks, { path }, value, `“${path}” has a name that cannot be used.`, `“${path}”的名称不可用。`);
    else warn(remarks, { path }, `“${path}” is ${String(value)}, which a graph cannot hold; it is left out.`, `“${path}”的值为 ${String(value)}，图中无法保存；已忽略。`);
  }
  const raw = copied.value;
  if (!isObject(raw)) return problem('A graph is a JSON object that starts with “{”; this is something else. Choose a file saved by this editor.', '图应是以“{”开头的 JSON 对象；此内容不是。请选择由本编辑器保存的文件。');
  const format = raw['format'] ?? FORMAT;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) return problem(`“format” must be a whole number from 1 to ${FORMAT}. Correct it, or choose another file.`, `“format”必须是 1 到 ${FORMAT} 的整数。请更正，或选择其他文件。`, 'format');
  if (format > FORMAT) return problem(`This graph is of format ${format}; this program reads up to format ${FORMAT}. Open it with a newer version of the program.`, `此图为格式 ${format}；本程序最多读取格式 ${FORMAT}。请用更新版本的程序打开。`, 'format');
  const current = migrateFormat(raw, format);
  if (!isObject(current['nodes'])) return problem('This JSON is no graph of this editor: it has no “nodes” object from id to node. Choose a file saved by this editor.', '此 JSON 不是本编辑器的图：缺少由名称到节点的“nodes”对象。请选择由本编辑器保存的文件。', 'nodes');
  return tooMany(current) ?? parseDocument(current, nodeHistories, remarks);
}

function parseDocument(raw: JsonObject, nodeHistories: NodeHistories | undefined, remarks: Remarks): ParsedGraph {
  if (raw['format'] === undefined) warn(remarks, { path: 'format' }, `The graph does not say its “format”; it is read as format ${FORMAT}.`, `此图未注明“format”；按格式 ${FORMAT} 读取。`);
  const top = parseBody(raw, '', remarks);
  const { macros, follow } = parseMacros(raw['macros'], remarks);
  const nesting = macroNesting(macros);
  if (nesting.depth > LIMITS.macroNesting) {
    return problem(`Macros lie ${nesting.depth} deep in one another; at most ${LIMITS.macroNesting} can be opened. Unfold some of them where the graph was made.`, `宏嵌套了 ${nesting.depth} 层；最多可打开 ${LIMITS.macroNesting} 层。请在原处展开其中一些宏。`, 'macros');
  }
  for (const loop of nesting.loops) {
    const names = loop.map((id) => `“${id}”`).join(', ');
    warn(remarks, { path: `macros/${loop[0] ?? ''}` }, `Macros hold one another without end: ${names}. They cannot run; remove one of the macro nodes inside.`, `宏无休止地互相包含：${names}。它们无法运行；请删除其中一个内部的宏节点。`);
  }
  const settle = <B extends GraphBody>(body: B, at: string): B => {
    const followed = follow(body);
    for (const [id, node] of Object.entries(followed.nodes)) {
      if (node.type === MACRO && !macroOf(macros, node)) warn(remarks, atNode(`${at}nodes/${id}`, id), `The node “${id}” stands for a macro that is not in this file. Remove it or paste the macro again.`, `节点“${id}”代表的宏不在此文件中。请删除它或重新粘贴该宏。`);
    }
    return nodeHistories ? migrateNodes(followed, nodeHistories, at, remarks) : followed;
  };
  const body = settle(top.body, '');
  const settledMacros = mapRecord(macros, (macro, id) => settle(macro, `macros/${id}/`));
  const { title: rawTitle, about: rawAbout, id: rawId, [DANGLING]: dangling, ...rest } = raw;
  const id = typeof rawId === 'string' && rawId !== '' ? rawId : `graph-${fingerprint(JSON.stringify(raw))}`;
  if (rawId !== undefined && rawId !== id) putAside(remarks, { path: 'id' }, rawId, 'The “id” of the graph is no text.', '图的“id”不是文本。');
  const text = (key: 'title' | 'about', value: Json | undefined): ReturnType<typeof parseText> => {
    const parsed = parseText(value);
    if (parsed === undefined && value !== undefined) putAside(remarks, { path: key }, value, `The “${key}” of the graph is no text.`, `图的“${key}”不是文本。`);
    return parsed;
  };
  const title = text('title', rawTitle);
  const about = text('about', rawAbout);
  const earlier = dangling === undefined ? [] : Array.isArray(dangling) ? (dangling as readonly Json[]) : [{ path: DANGLING, value: dangling, why: 'It was no list.' }];
  const aside = [...earlier, ...remarks.aside];
  const graph: GraphDocument = {
    ...rest, format: FORMAT, id, title: title ?? '', ...(about === undefined ? {} : { about }), ...body, macros: settledMacros,
    ...(aside.length > 0 ? { [DANGLING]: aside } : {}),
  };
  return { graph, warnings: remarks.warnings };
}

function readText(text: string, remarks: Remarks): { readonly value: unknown } | (ParsedGraph & { readonly graph: undefined }) {
  if (text.length > LIMITS.textLength) return tooLarge('text');
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (bare.trim() === '') return problem('The file is empty. Choose a file saved by this editor.', '文件为空。请选择由本编辑器保存的文件。');
  const { fault, repeated } = scanJson(bare);
  if (fault) {
    const { line, column } = placeOf(bare, fault.offset);
    return fault.kind === 'end'
      ? problem(`The JSON stops in the middle, at line ${line}, column ${column}: the end of the file is missing. Copy or download it again.`, `JSON 在第 ${line} 行第 ${column} 列中断：文件末尾缺失。请重新复制或下载。`)
      : problem(`This is no JSON: unexpected ${shown(bare, fault.offset)} at line ${line}, column ${column}. Mend the text there, or choose another file.`, `这不是 JSON：第 ${line} 行第 ${column} 列出现意外的 ${shown(bare, fault.offset)}。请在该处修正文本，或选择其他文件。`);
  }
  for (const { path, start, end } of repeated.slice(0, 1000)) {
    putAside(remarks, { path }, copyJson(JSON.parse(bare.slice(start, end))).value ?? null, `“${path}” is given twice; the last one holds.`, `“${path}”出现两次；以最后一个为准。`);
  }
  return { value: JSON.parse(bare) as unknown };
}

function shown(text: string, offset: number): string {
  return `“${text.slice(offset, offset + 12).replace(/\s+/g, ' ')}”`;
}

function tooMany(raw: JsonObject): ParsedGraph | undefined {
  const bodies = [raw, ...(isObject(raw['macros']) ? Object.values(raw['macros']) : [])].filter(isObject);
  const nodes = bodies.reduce((sum, body) => sum + (isObject(body['nodes']) ? Object.keys(body['nodes']).length : 0), 0);
  const links = bodies.reduce((sum, body) => sum + (Array.isArray(body['links']) ? body['links'].length : 0), 0);
  if (nodes > LIMITS.nodes) return problem(`This graph has ${nodes} nodes; at most ${LIMITS.nodes} can be opened. Split it into several files.`, `此图有 ${nodes} 个节点；最多可打开 ${LIMITS.nodes} 个。请拆分为多个文件。`, 'nodes');
  if (links > LIMITS.links) return problem(`This graph has ${links} links; at most ${LIMITS.links} can be opened. Split it into several files.`, `此图有 ${links} 条连线；最多可打开 ${LIMITS.links} 条。请拆分为多个文件。`, 'links');
  return undefined;
}

function tooLarge(what: 'text' | 'depth' | 'values'): ParsedGraph & { readonly graph: undefined } {
  if (what === 'text') return problem(`The text is larger than ${LIMITS.textLength / 1e6} MB; a graph holds no pictures. Remove embedded data, or choose another file.`, `文本超过 ${LIMITS.textLength / 1e6} MB；图中不含图片。请移除嵌入的数据，或选择其他文件。`);
  if (what === 'depth') return problem(`Objects and lists lie more than ${LIMITS.depth} deep in one another. Flatten the value, or choose another file.`, `对象和列表嵌套超过 ${LIMITS.depth} 层。请简化该值，或选择其他文件。`);
  return problem(`The graph holds more than ${LIMITS.values} values. Remove embedded data, or choose another file.`, `图中的值超过 ${LIMITS.values} 个。请移除嵌入的数据，或选择其他文件。`);
}

function problem(en: string, zh: string, path?: string): ParsedGraph & { readonly graph: undefined } {
  return { graph: undefined, problems: [{ where: path === undefined ? {} : { path }, message: { en, zh } }] };
}

/** A short stable name for a document that has none: 32-bit FNV-1a. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
