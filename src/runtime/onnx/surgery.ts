import { NodeError } from '../errors';
import { inspectOnnx } from './inspect';
import { fieldsOf } from './protobuf';
import { joined, messageField, textField, varint, type Written } from './write';

/**
 * The network with inner tensors as further outputs, in the order asked for; those that are outputs already stay as they are. A new output names no type or
 * shape: a runtime infers both. Everything else of the file is kept byte for byte.
 * @throws NodeError, in words, when the file is no ONNX network, or a name is no tensor that one of its operators computes.
 */
export function withOutputs(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const file = inspectOnnx(bytes);
  const made = new Set(file.nodes.flatMap((node) => node.outputs));
  const there = new Set(file.outputs.map((output) => output.name));
  const added: string[] = [];
  for (const name of names) {
    if (there.has(name)) continue;
    if (name === '' || !made.has(name)) throw noTensor(name);
    there.add(name);
    added.push(name);
  }
  if (added.length === 0) return bytes;
  const parts: Written[] = [];
  let kept = 0;
  for (const field of fieldsOf(bytes, 0, bytes.length)) {
    if (field.number !== 7 || field.wire !== 2) continue;
    const outputs = joined(added.map((name) => messageField(12, [textField(1, name)])));
    const length = field.end - field.start + outputs.length;
    parts.push([bytes.subarray(kept, field.tag), varint(7 * 8 + 2), varint(length), bytes.subarray(field.start, field.end), outputs]);
    kept = field.end;
  }
  parts.push([bytes.subarray(kept)]);
  return joined(parts);
}

function noTensor(name: string): NodeError {
  const shown = JSON.stringify(name.slice(0, 80));
  return new NodeError({
    en: `The network computes no tensor called ${shown}. Untick it, or tick one of the tensors in the list of this file.`,
    zh: `该网络没有计算名为 ${shown} 的张量。请取消勾选，或在该文件的列表中勾选其他张量。`,
  }, { code: 'no-tensor', param: 'taps' });
}
