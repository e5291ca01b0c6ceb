import { NodeError } from '../errors';
import { inspectOnnx, type OnnxFile } from './inspect';
import { fieldsOf, ProtobufFault, pushInts, textOf, type Field } from './protobuf';
import { inferShapes } from './shapes';

/** Branches and loops inside branches and loops. */
const MOST_NESTING = 16;
const MOST_NODES = 200_000;
/** 8 GiB of float32: no tensor of an image network comes near. */
const MOST_ELEMENTS = 2 ** 31;
/** Bytes of one element by TensorProto data type; absent where elements are packed or have no fixed size. */
const ELEMENT_BYTES: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 14: 8, 15: 16, 16: 2 };
const STRING = 8;
const PACKED_FROM = 17;

/**
 * Reads an ONNX file of unknown origin and refuses what could make a runtime read other files, ask for absurd amounts of memory, or hang: weights kept elsewhere,
 * weights whose shape and stored bytes disagree, sides that multiply to more than 2^31 elements, loops in the graph, tensors made twice, absurd nesting.
 * @throws NodeError, in words.
 */
export function openUntrusted(bytes: Uint8Array, name: string): OnnxFile {
  const file = inspectOnnx(bytes);
  try {
    walkMessage(bytes, { start: 0, end: bytes.length }, 'model', { name, depth: 0 });
  } catch (error) {
    if (!(error instanceof ProtobufFault)) throw error;
    throw refused(name, { en: `it is malformed inside: ${error.message}`, zh: `其内部格式错误：${error.message}` });
  }
  if (file.nodes.length > MOST_NODES) throw refused(name, { en: `it has ${file.nodes.length} operators, more than ${MOST_NODES}`, zh: `它有 ${file.nodes.length} 个算子，多于 ${MOST_NODES} 个` });
  refuseLoops(file, name);
  refuseEndlessFunctions(bytes, name);
  for (const [tensor, { shape }] of inferShapes(file)) refuseHuge(shape, tensor, name);
  return file;
}

type Message = 'model' | 'graph' | 'node' | 'attribute' | 'tensor' | 'sparse' | 'function' | 'training';
/** Which fields of a message hold messages that may hold tensors. */
const INSIDE: Readonly<Record<Exclude<Message, 'tensor'>, Readonly<Record<number, Message>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
};

function walkMessage(bytes: Uint8Array, place: Pick<Field, 'start' | 'end'>, message: Message, at: { readonly name: string; readonly depth: number }): void {
  if (message === 'tensor') { checkTensor(bytes, place, at.name); return; }
  const depth = at.depth + (message === 'graph' ? 1 : 0);
  if (depth > MOST_NESTING) throw refused(at.name, { en: `its branches are nested more than ${MOST_NESTING} deep`, zh: `其分支嵌套超过 ${MOST_NESTING} 层` });
  for (const field of fieldsOf(bytes, place.start, place.end)) {
    const inner = field.wire === 2 ? INSIDE[message][field.number] : undefined;
    if (inner) walkMessage(bytes, field, inner, { name: at.name, depth });
  }
}

function checkTensor(bytes: Uint8Array, place: Pick<Field, 'start' | 'end'>, model: string): void {
  let tensor = '', type = 0, raw: number | undefined, listed = 0, external = false;
  const shape: number[] = [];
  for (const field of fieldsOf(bytes, place.start, place.end)) {
    if (field.number === 1) pushInts(bytes, field, shape);
    else if (field.number === 2 && field.wire === 0) type = field.value;
    else if (field.number === 8 && field.wire === 2) tensor = textOf(bytes, field);
    else if (field.number === 9 && field.wire === 2) raw = field.end - field.start;
    else if (field.number === 13 || (field.number === 14 && field.value === 1)) external = true;
    else if ([4, 5, 6, 7, 10, 11].includes(field.number)) listed += Math.max(1, field.end - field.start);
  }
  if (external) throw outside(model, tensor);
  refuseHuge(shape, tensor, model);
  const count = shape.reduce((product, side) => product * side, 1);
  const size = ELEMENT_BYTES[type];
  const fits = raw !== undefined && size !== undefined ? raw === count * size : type === STRING || type >= PACKED_FROM || (raw ?? 0) + listed >= count;
  if (shape.some((side) => side < 0) || !fits) {
    throw refused(model, { en: `its weight "${shown(tensor)}" says it has the shape ${shape.join(' × ')}, which does not agree with the ${(raw ?? 0) + listed} bytes stored for it`, zh: `其权重“${shown(tensor)}”声明的形状 ${shape.join(' × ')} 与所存的 ${(raw ?? 0) + listed} 字节不符` });
  }
}

function refuseHuge(shape: readonly (number | string)[], tensor: string, model: string): void {
  const count = shape.reduce<number>((product, side) => (typeof side === 'number' && side > 0 ? product * side : product), 1);
  if (count <= MOST_ELEMENTS) return;
  throw refused(model, { en: `its tensor "${shown(tensor)}" would have the shape ${shape.join(' × ')}, which no memory holds`, zh: `其张量“${shown(tensor)}”的形状将为 ${shape.join(' × ')}，没有内存能够容纳` });
}

/** Takes away operators whose inputs are all made, until none is left (Kahn 1962); what stays waits for itself. */
function refuseLoops(file: OnnxFile, model: string): void {
  const maker = new Map<string, number>();
  file.nodes.forEach((node, index) => {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (maker.has(output)) throw refused(model, { en: `two of its operators make the same tensor "${shown(output)}"`, zh: `它有两个算子生成同一张量“${shown(output)}”` });
      maker.set(output, index);
    }
  });
  const waits = file.nodes.map(() => 0);
  const readers: number[][] = file.nodes.map(() => []);
  file.nodes.forEach((node, index) => {
    for (const input of new Set(node.inputs)) {
      const from = maker.get(input);
      if (from === undefined) continue;
      waits[index]!++;
      readers[from]!.push(index);
    }
  });
  const ready = waits.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let next = 0; next < ready.length; next++) {
    for (const reader of readers[ready[next]!]!) if (--waits[reader]! === 0) ready.push(reader);
  }
  if (ready.length === file.nodes.length) return;
  const stuck = file.nodes[waits.findIndex((count) => count > 0)]!;
  throw refused(model, { en: `its operator "${shown(stuck.name || stuck.operator)}" waits for its own result: the graph goes in a circle`, zh: `其算子“${shown(stuck.name || stuck.operator)}”等待自身的结果：图中存在循环` });
}

/** Local functions are written out where they are called: one that calls itself, directly or through others, would never end. */
function refuseEndlessFunctions(bytes: Uint8Array, model: string): void {
  const calls = new Map<string, readonly string[]>();
  for (const field of fieldsOf(bytes, 0, bytes.length)) {
    if (field.number !== 25 || field.wire !== 2) continue;
    let own = '', domain = '';
    const called: string[] = [];
    for (const part of fieldsOf(bytes, field.start, field.end)) {
      if (part.number === 1 && part.wire === 2) own = textOf(bytes, part);
      else if (part.number === 10 && part.wire === 2) domain = textOf(bytes, part);
      else if (part.number === 7 && part.wire === 2) called.push(callOf(bytes, part));
    }
    calls.set(`${domain}:${own}`, called);
  }
  const ended = new Set<string>();
  const follow = (name: string, open: readonly string[]): void => {
    if (open.includes(name) || open.length > 1000) throw refused(model, { en: `its function "${shown(name.slice(name.indexOf(':') + 1))}" calls itself`, zh: `其函数“${shown(name.slice(name.indexOf(':') + 1))}”调用了自身` });
    if (ended.has(name)) return;
    for (const inner of calls.get(name) ?? []) follow(inner, [...open, name]);
    ended.add(name);
  };
  for (const name of calls.keys()) follow(name, []);
}

function callOf(bytes: Uint8Array, node: Field): string {
  let operator = '', domain = '';
  for (const field of fieldsOf(bytes, node.start, node.end)) {
    if (field.number === 4 && field.wire === 2) operator = textOf(bytes, field);
    else if (field.number === 7 && field.wire === 2) domain = textOf(bytes, field);
  }
  return `${domain}:${operator}`;
}

const shown = (text: string): string => text.slice(0, 80);

function outside(model: string, tensor: string): NodeError {
  return new NodeError({
    en: `"${model}" keeps weights in another file ("${shown(tensor)}" is external data), which is not opened. Save the network as a single .onnx file.`,
    zh: `“${model}”把权重存放在另一个文件中（“${shown(tensor)}”为外部数据），不予打开。请将网络保存为单个 .onnx 文件。`,
  }, { code: 'onnx-external' });
}

function refused(model: string, why: { readonly en: string; readonly zh: string }): NodeError {
  return new NodeError({
    en: `The network "${model}" is refused: ${why.en}. Use the file that its authors published, or export it again.`,
    zh: `拒绝打开网络“${model}”：${why.zh}。请使用作者发布的文件，或重新导出。`,
  }, { code: 'onnx-refused' });
}
