import type { JsonObject } from '../../graph/types';
import type { InputPort, OutputPort } from '../../runtime/define';
import { defineNode } from '../../runtime/define';
import { describedPorts, isPicture, outputPorts, portsFor } from './described';

const shapeHelp = (shape: readonly (number | string)[]) => ({ en: `Shape ${shape.join(' × ')}.`, zh: `形状 ${shape.join(' × ')}。` });
const innerHelp = { en: 'A tensor from inside the network.', zh: '网络内部的张量。' };

/** What a network's tensors look like to a user: the file's own names. */
function portsOf(params: JsonObject): { readonly inputs: Readonly<Record<string, InputPort>>; readonly outputs: Readonly<Record<string, OutputPort>> } {
  const title = (name: string) => ({ en: name, zh: name });
  return {
    inputs: Object.fromEntries(portsFor(describedPorts(params.ports).inputs).map(({ port, tensor, shape }) => [port, { kind: ['image', 'crop', 'mask', 'features', 'identity', 'number'], title: title(tensor), help: shapeHelp(shape ?? []) }])),
    outputs: Object.fromEntries(outputPorts(params).map(({ port, tensor, shape }) => [port, { kind: shape && isPicture(shape) ? 'image' : 'features', title: title(tensor), help: shape ? shapeHelp(shape) : innerHelp }])),
  };
}

export default defineNode({
  type: 'onnx-model',
  version: 1,
  category: 'utility',
  title: { en: 'ONNX network', zh: 'ONNX 网络' },
  summary: { en: 'Runs any ONNX file; its inputs and outputs become ports.', zh: '运行任意 ONNX 文件；其输入输出成为端口。' },
  synonyms: ['model', 'neural', 'inference', 'weights', 'onnx', '模型', '推理', '神经网络', '权重'],
  inputs: {},
  outputs: {},
  params: {
    file: { kind: 'file', initial: '', accept: '.onnx', title: { en: 'File', zh: '文件' } },
    ports: { kind: 'json', initial: {}, advanced: true, title: { en: 'Ports', zh: '端口' }, help: { en: 'Inputs and outputs as read from the file.', zh: '从文件读出的输入与输出。' } },
    taps: {
      kind: 'json', initial: [], advanced: true, title: { en: 'Inner tensors', zh: '内部张量' },
      help: { en: 'Names of tensors inside the network that become outputs, such as ["/layer1/Relu_output_0"].', zh: '成为输出的网络内部张量的名称，例如 ["/layer1/Relu_output_0"]。' },
    },
    range: {
      kind: 'choice', initial: 'unit', title: { en: 'Range of pictures', zh: '图片数值范围' },
      options: { unit: { en: '0 to 1', zh: '0 到 1' }, signed: { en: '−1 to 1', zh: '−1 到 1' }, bytes: { en: '0 to 255', zh: '0 到 255' }, imagenet: { en: 'ImageNet mean and spread', zh: 'ImageNet 均值与方差' } },
    },
    outputRange: {
      kind: 'choice', initial: 'same', title: { en: 'Range of result pictures', zh: '结果图片数值范围' },
      options: { same: { en: 'The same', zh: '相同' }, unit: { en: '0 to 1', zh: '0 到 1' }, signed: { en: '−1 to 1', zh: '−1 到 1' }, bytes: { en: '0 to 255', zh: '0 到 255' }, imagenet: { en: 'ImageNet mean and spread', zh: 'ImageNet 均值与方差' } },
    },
    order: { kind: 'choice', initial: 'rgb', title: { en: 'Colour order', zh: '颜色顺序' }, options: { rgb: { en: 'Red, green, blue', zh: '红、绿、蓝' }, bgr: { en: 'Blue, green, red', zh: '蓝、绿、红' } } },
    fit: {
      kind: 'choice', initial: 'resize', advanced: true, title: { en: 'When the size differs', zh: '尺寸不同时' },
      options: { resize: { en: 'Resize the picture', zh: '缩放图片' }, refuse: { en: 'Refuse', zh: '拒绝' } },
    },
  },
  ports: portsOf,
  infer: (inputs, params) => {
    const described = describedPorts(params.ports);
    const problems = params.file === ''
      ? [{ param: 'file', message: { en: 'No ONNX file is chosen yet. Choose a file.', zh: '尚未选择 ONNX 文件。请选择一个文件。' } }]
      : described.inputs.length === 0
        ? [{ param: 'ports', message: { en: 'The ports of this file have not been read yet. Choose the file again, or set "ports" to its inputs and outputs.', zh: '尚未读取该文件的端口。请重新选择文件，或把“端口”设为其输入与输出。' } }] : [];
    return {
      outputs: Object.fromEntries(outputPorts(params).map(({ port, shape }) => [port, shape && isPicture(shape) ? { kind: 'image' as const, range: 'unit' as const, channels: 3 } : { kind: 'features' as const }])),
      problems,
    };
  },
});
