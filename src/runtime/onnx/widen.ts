import { inspectOnnx, type OnnxFile } from './inspect';
import { fieldsOf, textOf, type Field } from './protobuf';
import { bytesField, joined, messageField, textField, wholeField, type Written } from './write';

/** Fields of a GraphProto, and of a TensorProto. */
const NODE = 1, WEIGHT = 5, INPUT = 11, OUTPUT = 12;
const TYPE = 2, NAME = 8, RAW = 9;
const FLOAT32 = 1;
/** Operators with graphs inside, which may name weights of the graph around them. */
const WITH_GRAPHS: ReadonlySet<string> = new Set(['If', 'Loop', 'Scan', 'SequenceMap']);
/** From this version of the format on, weights need not be listed among the inputs. */
const LEAST_IR = 4;

/**
 * The network with its half-precision weights stored as what the Casts that read them make of them: the same network, to the bit, without those Casts. ONNX
 * Runtime would run them when it opens the file, and in WebAssembly spends a second on compiling its Cast for that.
 * @throws NodeError, in words, when the file is no ONNX network.
 */
export function widenWeights(bytes: Uint8Array): Uint8Array {
  const file = inspectOnnx(bytes);
  const graph = [...fieldsOf(bytes, 0, bytes.length)].find(({ number, wire }) => number === 7 && wire === 2)!;
  const fields = [...fieldsOf(bytes, graph.start, graph.end)];
  const widened = weightsToWiden(file, bytes, fields);
  if (widened.size === 0) return bytes;
  const casts = new Set(widened.values());
  const nodes = file.nodes.values();
  const inner = fields.flatMap((field): readonly Written[] => {
    const whole: Written = [bytes.subarray(field.tag, field.end)];
    if (field.wire !== 2) return [whole];
    if (field.number === NODE) return casts.has(nodes.next().value!.outputs[0] ?? '') ? [] : [whole];
    const name = field.number === WEIGHT ? widened.get(nameOf(bytes, field, NAME)) : undefined;
    return [name === undefined ? whole : widenedTensor(bytes, field, name)];
  });
  return joined([[bytes.subarray(0, graph.tag)], messageField(7, inner), [bytes.subarray(graph.end)]]);
}

/** Half-precision weights that nothing but one Cast to float32 reads: their names, and those of what it makes. */
function weightsToWiden({ irVersion, nodes, initializers }: OnnxFile, bytes: Uint8Array, fields: readonly Field[]): ReadonlyMap<string, string> {
  if (irVersion < LEAST_IR || nodes.some(({ operator }) => WITH_GRAPHS.has(operator))) return new Map();
  const readers = new Map<string, number>();
  for (const name of nodes.flatMap(({ inputs }) => inputs)) readers.set(name, (readers.get(name) ?? 0) + 1);
  const listed = new Set(fields.filter(({ number }) => number === INPUT || number === OUTPUT).map((port) => nameOf(bytes, port, 1)));
  const raw = new Set(fields.filter((field) => field.number === WEIGHT && [...fieldsOf(bytes, field.start, field.end)].some(({ number }) => number === RAW)).map((weight) => nameOf(bytes, weight, NAME)));
  const halves = new Set(initializers.filter(({ name, type }) => type === 'float16' && raw.has(name) && readers.get(name) === 1 && !listed.has(name)).map(({ name }) => name));
  return new Map(nodes.flatMap(({ operator, domain, inputs: [from = ''], outputs: [made = ''], ints }) => (
    operator === 'Cast' && domain === '' && ints['to']?.[0] === FLOAT32 && halves.has(from) && !listed.has(made) ? [[from, made] as const] : []
  )));
}

/** A TensorProto as a graph's weight under another name, its raw half-precision numbers as float32. */
function widenedTensor(bytes: Uint8Array, tensor: Field, name: string): Written {
  const parts: Written[] = [wholeField(TYPE, FLOAT32), textField(NAME, name)];
  for (const field of fieldsOf(bytes, tensor.start, tensor.end)) {
    if (field.number === RAW) parts.push(bytesField(RAW, widenedNumbers(bytes.slice(field.start, field.end))));
    else if (field.number !== TYPE && field.number !== NAME) parts.push([bytes.subarray(field.tag, field.end)]);
  }
  return messageField(WEIGHT, parts);
}

/** Little-endian binary16 as little-endian binary32. Bits are moved, not values: no number changes, and none is as slow as another. */
function widenedNumbers(halves: Uint8Array): Uint8Array {
  const from = new Uint16Array(halves.buffer), to = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const half = from[i]!, sign = (half & 0x8000) << 16;
    let exponent = (half >>> 10) & 0x1f, mantissa = half & 0x3ff;
    if (exponent === 0x1f) to[i] = sign | 0x7f800000 | (mantissa << 13);
    else if (exponent === 0 && mantissa === 0) to[i] = sign;
    else {
      // A subnormal number of 16 bits is a normal one of 32.
      if (exponent === 0) {
        const shift = Math.clz32(mantissa) - 21;
        mantissa = (mantissa << shift) & 0x3ff;
        exponent = 1 - shift;
      }
      to[i] = sign | ((exponent + 112) << 23) | (mantissa << 13);
    }
  }
  return new Uint8Array(to.buffer);
}

function nameOf(bytes: Uint8Array, message: Field, field: number): string {
  for (const found of fieldsOf(bytes, message.start, message.end)) if (found.number === field) return textOf(bytes, found);
  return '';
}
