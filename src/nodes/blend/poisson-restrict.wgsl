// Residual of the fine level, added up over each coarse pixel's four unknown children: the coarse level's right side (the stencil is not divided by h²).
struct Uniforms { channels: u32, width: u32, height: u32, coarseWidth: u32, coarseHeight: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> right: array<f32>;
@group(0) @binding(3) var<storage, read> unknown: array<f32>;
@group(0) @binding(4) var<storage, read> coarseUnknown: array<f32>;
@group(0) @binding(5) var<storage, read_write> coarseRight: array<f32>;

fn residual(channel: u32, x: u32, y: u32) -> f32 {
  if (unknown[y * u.width + x] < 0.5) { return 0.0; }
  let at = (channel * u.height + y) * u.width + x;
  return right[at] - 4.0 * values[at] + values[at - 1u] + values[at + 1u] + values[at - u.width] + values[at + u.width];
}

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.coarseWidth || id.y >= u.coarseHeight || id.z >= u.channels) { return; }
  let at = (id.z * u.coarseHeight + id.y) * u.coarseWidth + id.x;
  if (coarseUnknown[id.y * u.coarseWidth + id.x] < 0.5) { coarseRight[at] = 0.0; return; }
  let x = 2u * id.x;
  let y = 2u * id.y;
  coarseRight[at] = residual(id.z, x, y) + residual(id.z, x + 1u, y) + residual(id.z, x, y + 1u) + residual(id.z, x + 1u, y + 1u);
}
