import type { Kernel } from '../kernel';

export interface Program { readonly pipeline: GPUComputePipeline; readonly layout: GPUBindGroupLayout }

/** Compiled kernels, each compiled once. The layout is written out: an automatic one leaves out bindings that a shader does not read. */
export class Programs {
  readonly #device: GPUDevice;
  readonly #programs = new Map<string, Promise<Program>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get(kernel: Pick<Kernel, 'name' | 'wgsl'>, inputs: number, outputs: number): Promise<Program> {
    const key = `${inputs} ${outputs} ${kernel.wgsl}`;
    const known = this.#programs.get(key);
    if (known) return known;
    const made = this.#compile(kernel, inputs, outputs);
    this.#programs.set(key, made);
    return made;
  }

  /** @throws Error with the compiler's own lines when the WGSL is wrong. */
  async #compile(kernel: Pick<Kernel, 'name' | 'wgsl'>, inputs: number, outputs: number): Promise<Program> {
    const types: GPUBufferBindingType[] = ['uniform', ...Array<GPUBufferBindingType>(inputs).fill('read-only-storage'), ...Array<GPUBufferBindingType>(outputs).fill('storage')];
    const layout = this.#device.createBindGroupLayout({ label: kernel.name, entries: types.map((type, binding) => ({ binding, visibility: 4, buffer: { type } })) });
    this.#device.pushErrorScope('validation');
    const module = this.#device.createShaderModule({ label: kernel.name, code: kernel.wgsl });
    // The scope is closed before anything else can open one: ONNX Runtime keeps its own on the same stack.
    const refused = this.#device.popErrorScope();
    const faults = (await module.getCompilationInfo()).messages.filter((message) => message.type === 'error');
    if (faults.length > 0) throw new Error(`The kernel "${kernel.name}" does not compile: ${faults.map((fault) => `line ${fault.lineNum}: ${fault.message}`).join('; ')}`);
    await refused;
    const pipeline = await this.#device.createComputePipelineAsync({ label: kernel.name, layout: this.#device.createPipelineLayout({ bindGroupLayouts: [layout] }), compute: { module, entryPoint: 'main' } });
    return { pipeline, layout };
  }
}
