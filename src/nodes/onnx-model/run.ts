import type { OnnxModel, RunContext } from '../../runtime/define';
import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor, elementCount } from '../../runtime/tensor';
import type { Value } from '../../runtime/values';
import { fromNetwork, toNetwork } from '../shared/network/pictures';
import type { NetworkRange } from '../shared/network/ranges';
import { imageValue, rgbPixels, sizeOf } from '../shared/picture/pictures';
import { resize } from '../shared/resample/resample';
import { isPicture, layoutOf, outputPorts, portsFor, tappedTensors } from './described';
import definition from './node';

interface Wishes { readonly range: string; readonly outputRange: string; readonly order: string; readonly fit: string }

export default defineRun(definition, async (given, params, context) => {
  if (params.file === '') throw new NodeError({ en: 'No ONNX file is chosen yet. Choose a file.', zh: '尚未选择 ONNX 文件。请选择一个文件。' }, { code: 'missing-file', param: 'file' });
  const inputs = given as Readonly<Record<string, Value | undefined>>;
  const model = await context.onnx({ bytes: await context.asset(params.file), name: params.file, taps: tappedTensors(params.taps) });
  const feeds: Record<string, Tensor> = {};
  for (const { port, tensor } of portsFor(model.inputs)) {
    const input = model.inputs.find(({ name }) => name === tensor)!, value = inputs[port];
    if (value === undefined) {
      throw new NodeError({ en: `The network's input "${input.name}" (${input.shape.join(' × ')}) is not linked. Read the file's ports again and link it.`, zh: `网络的输入“${input.name}”（${input.shape.join(' × ')}）未连接。请重新读取文件端口并连接。` }, { code: 'missing-input', port });
    }
    feeds[input.name] = await feedOf(context, value, input, params);
  }
  const results = await model.run(feeds);
  const outputs: Record<string, Value> = {};
  for (const { port, tensor: name, shape } of outputPorts(params)) {
    const tensor = results[name];
    if (tensor === undefined) {
      throw new NodeError({ en: `The file has no output "${name}"; it has ${Object.keys(results).join(', ')}. Read its ports again.`, zh: `文件没有输出“${name}”；它有 ${Object.keys(results).join('、')}。请重新读取端口。` }, { code: 'no-output', port });
    }
    outputs[port] = await resultOf(context, tensor, shape !== undefined && isPicture(shape), name, params);
  }
  return outputs;
});

/** The tensor that a value gives to a network's input. @throws NodeError at the port when it cannot fit. */
async function feedOf(context: RunContext, value: Value, input: OnnxModel['inputs'][number], wishes: Wishes): Promise<Tensor> {
  const { name, shape } = input;
  switch (value.kind) {
    case 'image': case 'crop': {
      const layout = layoutOf(shape);
      const pixels = await fitted(context, await rgbPixels(context, value), layout === 'nhwc' ? [shape[1], shape[2]] : [shape[2], shape[3]], name, wishes);
      return toNetwork(context, pixels, { range: wishes.range as NetworkRange, order: wishes.order as 'rgb' | 'bgr', layout });
    }
    case 'mask': return reshaped(await context.read(await fitted(context, value.pixels, [shape.at(-2), shape.at(-1)], name, wishes)), shape, name);
    case 'features': return reshaped(await context.read(value.tensor), shape, name, value.tensor.shape);
    case 'identity': return reshaped(await context.read(value.vector), shape, name);
    case 'number': return reshaped(Float32Array.of(value.value), shape, name);
    default: throw new NodeError({ en: `The network's input "${name}" cannot take a value of kind ${value.kind}.`, zh: `网络的输入“${name}”不接受类型 ${value.kind}。` }, { code: 'kind', port: name });
  }
}

/** Resizes a picture to the network's sides where they are fixed. */
async function fitted(context: RunContext, pixels: Tensor, wanted: readonly (number | string | undefined)[], name: string, wishes: Wishes): Promise<Tensor> {
  const size = sizeOf(pixels);
  const [height, width] = [typeof wanted[0] === 'number' && wanted[0] > 0 ? wanted[0] : size.height, typeof wanted[1] === 'number' && wanted[1] > 0 ? wanted[1] : size.width];
  if (height === size.height && width === size.width) return pixels;
  if (wishes.fit === 'refuse') {
    throw new NodeError({ en: `The network's input "${name}" wants ${width}×${height} px, but the picture has ${size.width}×${size.height} px. Insert "Resize image" or "Align face".`, zh: `网络的输入“${name}”需要 ${width}×${height} 像素，而图片为 ${size.width}×${size.height} 像素。请插入“调整图像大小”或“对齐人脸”。` }, { code: 'size', port: name, converter: 'resize-image' });
  }
  return resize(context, pixels, { width, height });
}

/** Values in the network's shape; free sides are taken from the value's own, else 1. */
function reshaped(values: Float32Array, shape: readonly (number | string)[], name: string, own: readonly number[] = []): Tensor {
  const padded = [...Array.from({ length: Math.max(0, shape.length - own.length) }, () => 1), ...own];
  const sides = shape.map((side, i) => (typeof side === 'number' && side > 0 ? side : padded[i] ?? 1));
  if (elementCount(sides) !== values.length) {
    throw new NodeError({ en: `The network's input "${name}" has the shape ${shape.join(' × ')}, but ${values.length} values came in${own.length > 0 ? ` (${own.join(' × ')})` : ''}.`, zh: `网络的输入“${name}”形状为 ${shape.join(' × ')}，但传入了 ${values.length} 个值${own.length > 0 ? `（${own.join(' × ')}）` : ''}。` }, { code: 'shape', port: name });
  }
  return cpuTensor(sides, Float32Array.from(values));
}

async function resultOf(context: RunContext, tensor: Tensor, picture: boolean, name: string, wishes: Wishes): Promise<Value> {
  if (picture && tensor.shape[0] === 1) {
    const range = (wishes.outputRange === 'same' ? wishes.range : wishes.outputRange) as NetworkRange;
    return imageValue(await fromNetwork(context, tensor, { range, order: wishes.order as 'rgb' | 'bgr', layout: layoutOf(tensor.shape) }), `${context.stepKey}:${name}`);
  }
  // Features are [C, H, W]: leading sides of 1 go, missing sides are 1.
  const sides = [...tensor.shape];
  while (sides.length > 3 && sides[0] === 1) sides.shift();
  if (sides.length === 2 && sides[0] === 1) sides.shift();
  while (sides.length < 3) sides.push(1);
  const flat = sides.length > 3 ? [sides.slice(0, -2).reduce((product, side) => product * side, 1), sides.at(-2)!, sides.at(-1)!] : sides;
  const values = Float32Array.from(await context.read(tensor));
  return { kind: 'features', tensor: cpuTensor(flat, values), meaning: 'signed', net: 'onnx', layer: name };
}
