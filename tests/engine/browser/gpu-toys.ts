import { defineNode, defineRun, type AnyRun, type NodeDefinition } from '../../../src/runtime/define';
import type { Kernel } from '../../../src/runtime/kernel';
import { cpuTensor } from '../../../src/runtime/tensor';

const scale: Kernel = {
  name: 'toy-scale',
  wgsl: `
struct Uniforms { count: u32, factor: f32, shift: i32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < u.count) { y[id.x] = x[id.x] * u.factor + f32(u.shift); }
}`,
  workgroup: [64, 1, 1],
  uniforms: { count: 'u32', factor: 'f32', shift: 'i32' },
  threads: (_outputs, { count }) => [count!, 1, 1],
  cpu([x], { factor, shift }, [y]) { x!.data.forEach((value, i) => { y!.data[i] = value * factor! + shift!; }); },
  sample: () => ({ inputs: [cpuTensor([4])], uniforms: { count: 4, factor: 2, shift: -1 }, outputs: [[4]] }),
};

const mask = { kind: 'mask', title: { en: 'Mask', zh: '蒙版' } } as const;

const source = defineNode({
  type: 'gpu-source', version: 1, category: 'utility', title: { en: 'Source', zh: '源' }, summary: { en: '', zh: '' }, inputs: {}, outputs: { mask },
  params: { size: { kind: 'number', initial: 64, min: 1, max: 4096, title: { en: 'Size', zh: '尺寸' } } },
});
const scaleNode = defineNode({
  type: 'gpu-scale', version: 1, category: 'utility', title: { en: 'Scale', zh: '缩放' }, summary: { en: '', zh: '' }, inputs: { mask }, outputs: { mask },
  params: { factor: { kind: 'number', initial: 2, min: -3.4e38, max: 3.4e38, title: { en: 'Factor', zh: '系数' } } },
});
const broken = defineNode({ type: 'gpu-broken', version: 1, category: 'utility', title: { en: 'Broken', zh: '损坏' }, summary: { en: '', zh: '' }, inputs: { mask }, outputs: { mask }, params: {} });

export const gpuDefinitions = new Map([source, scaleNode, broken].map((one) => [one.type, one as unknown as NodeDefinition]));

/** The first kernel reads a CPU tensor, so that everything after it is on the GPU. */
const runs: Readonly<Record<string, AnyRun>> = {
  'gpu-source': defineRun(source, async (_inputs, { size }, context) => {
    const pixels = cpuTensor([1, size, size], Float32Array.from({ length: size * size }, (_, i) => i / (size * size)));
    const [made] = await context.kernel(scale, { inputs: [pixels], uniforms: { count: size * size, factor: 1, shift: 0 }, outputs: [pixels.shape] });
    return { mask: { kind: 'mask', pixels: made!, frame: context.stepKey } };
  }),
  'gpu-scale': defineRun(scaleNode, async ({ mask: given }, { factor }, context) => {
    const { pixels } = given;
    const call = { uniforms: { count: pixels.shape[1]! * pixels.shape[2]!, factor, shift: 0 }, outputs: [pixels.shape] };
    const [between] = await context.kernel(scale, { ...call, uniforms: { ...call.uniforms, factor: 1 }, inputs: [pixels] });
    const [made] = await context.kernel(scale, { ...call, inputs: [between!] });
    return { mask: { ...given, pixels: made! } };
  }),
  'gpu-broken': defineRun(broken, async ({ mask: given }, _params, context) => {
    await context.kernel({ ...scale, wgsl: 'this is no WGSL' }, { inputs: [given.pixels], uniforms: { count: 1, factor: 1, shift: 0 }, outputs: [[1, 1, 1]] });
    return { mask: given };
  }),
};

export function loadGpuRun(type: string): Promise<AnyRun> {
  return Promise.resolve(runs[type]!);
}
