import type { GpuAccess } from '../platform/types';

/** What ONNX Runtime 1.30 asks of its own device, so that a network finds all it can use on ours, and filtering of float textures for viewers. */
const FEATURES = ['shader-f16', 'subgroups', 'timestamp-query', 'subgroup-size-control', 'chromium-experimental-subgroup-matrix', 'float32-filterable', 'bgra8unorm-storage'];
const LIMITS = [
  'maxBindGroups', 'maxComputeWorkgroupStorageSize', 'maxComputeWorkgroupsPerDimension', 'maxStorageBuffersPerShaderStage', 'maxStorageBufferBindingSize',
  'maxBufferSize', 'maxComputeInvocationsPerWorkgroup', 'maxComputeWorkgroupSizeX', 'maxComputeWorkgroupSizeY', 'maxComputeWorkgroupSizeZ', 'maxTextureDimension2D',
] as const;

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|warp|microsoft basic|software|cpu/i;

/** The engine's one device, with the adapter's own limits; undefined where there is no WebGPU or no adapter. */
export async function requestGpu(gpu: GPU | undefined): Promise<GpuAccess | undefined> {
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return undefined;
    const device = await adapter.requestDevice({
      label: 'swapgraph',
      requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)) as GPUFeatureName[],
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
    const { vendor, architecture, device: model, description } = adapter.info;
    const words = [description, vendor, architecture, model].filter((word) => word !== '');
    const fallback = (adapter.info as { readonly isFallbackAdapter?: boolean }).isFallbackAdapter === true;
    return { device, adapterName: [...new Set(words)].join(' ') || 'unnamed adapter', software: fallback || words.some((word) => SOFTWARE.test(word)) };
  } catch {
    return undefined;
  }
}
