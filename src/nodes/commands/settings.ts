import { readFile } from 'node:fs/promises';
import type { GraphDocument, GraphNode, Json } from '../../graph/types';
import type { Param } from '../../runtime/define';
import { sentenceOf } from '../../runtime/errors';
import { describeModel } from '../../runtime/onnx/describe';
import type { Definitions } from '../../runtime/ports';
import { Refusal, say, type Language } from './open-graph';

export interface Settings {
  readonly graph: GraphDocument;
  /** Files that the settings name: the only ones a run may read. */
  readonly files: ReadonlySet<string>;
}

/** Applies `node.param=value` settings; `node.param.name=value` reaches one number of a set of numbers. An ONNX file given so brings its ports. @throws Refusal */
export async function applySettings(graph: GraphDocument, settings: readonly string[], definitions: Definitions, language: Language): Promise<Settings> {
  const files = new Set<string>();
  let nodes = graph.nodes;
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    const place = equals < 0 ? setting : setting.slice(0, equals);
    if (equals < 0) throw new Refusal(say({ en: `--set needs node.param=value; "${setting}" has no "=".`, zh: `--set 的格式为 节点.参数=值；“${setting}”中没有“=”。` }, language));
    const id = Object.keys(nodes).filter((known) => place.startsWith(`${known}.`)).sort((a, b) => b.length - a.length)[0];
    const node = id === undefined ? undefined : nodes[id];
    if (id === undefined || !node) throw new Refusal(say({ en: `--set ${setting}: there is no node of that name. The graph has ${Object.keys(nodes).join(', ') || 'no nodes'}.`, zh: `--set ${setting}：没有该名称的节点。图中有：${Object.keys(nodes).join('、') || '无'}。` }, language));
    const [name = '', inner] = splitOnce(place.slice(id.length + 1));
    const params = definitions.get(node.type)?.params ?? {};
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (!param) throw new Refusal(say({ en: `--set ${setting}: "${id}" (${node.type}) has no setting "${name}". It has ${Object.keys(params).join(', ') || 'none'}.`, zh: `--set ${setting}：“${id}”（${node.type}）没有设置“${name}”。可用：${Object.keys(params).join('、') || '无'}。` }, language));
    const value = readValue(param, setting.slice(equals + 1), setting, language);
    if (param.kind === 'file' && value !== '') files.add(value as string);
    nodes = { ...nodes, [id]: withParam(node, name, inner, value) };
    const definition = definitions.get(node.type);
    if (param.kind === 'file' && definition?.ports && params['ports']?.kind === 'json') nodes = { ...nodes, [id]: withParam(nodes[id]!, 'ports', undefined, await portsOfNetwork(value as string, setting, language)) };
  }
  return { graph: { ...graph, nodes }, files };
}

/** The ports of a node that takes them from its ONNX file, read as the editor does when a file is dropped. */
async function portsOfNetwork(path: string, setting: string, language: Language): Promise<Json> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    throw new Refusal(say({ en: `--set ${setting}: the file "${path}" cannot be read. Check its name and where it is.`, zh: `--set ${setting}：无法读取文件“${path}”。请检查文件名和位置。` }, language));
  }
  try {
    return describeModel(bytes)['ports'] ?? {};
  } catch (error) {
    throw new Refusal(`--set ${setting}: ${say(sentenceOf(error), language)}`);
  }
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

function readValue(param: Param, text: string, setting: string, language: Language): Json {
  if (param.kind === 'text' || param.kind === 'choice' || param.kind === 'file') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    if (param.kind === 'choices') return text.split(',').filter((part) => part !== '');
    throw new Refusal(say({ en: `--set ${setting}: the value must be ${param.kind === 'boolean' ? 'true or false' : param.kind === 'number' || param.kind === 'seed' ? 'a number' : 'JSON'}.`, zh: `--set ${setting}：值必须是${param.kind === 'boolean' ? ' true 或 false' : param.kind === 'number' || param.kind === 'seed' ? '数字' : ' JSON'}。` }, language));
  }
}

function withParam(node: GraphNode, name: string, inner: string | undefined, value: Json): GraphNode {
  const before = node.params[name];
  const whole = inner === undefined ? value : { ...(typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {}), [inner]: value };
  return { ...node, params: { ...node.params, [name]: whole } };
}
