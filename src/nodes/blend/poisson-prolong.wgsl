// Adds the coarse level's correction, enlarged bilinearly, to the unknown pixels.
struct Uniforms { channels: u32, width: u32, height: u32, coarseWidth: u32, coarseHeight: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> unknown: array<f32>;
@group(0) @binding(3) var<storage, read> correction: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let at = (id.z * u.height + id.y) * u.width + id.x;
  if (unknown[id.y * u.width + id.x] < 0.5) { result[at] = values[at]; return; }
  let px = (f32(id.x) + 0.5) * 0.5 - 0.5;
  let py = (f32(id.y) + 0.5) * 0.5 - 0.5;
  let fx = px - floor(px);
  let fy = py - floor(py);
  let x0 = u32(clamp(i32(floor(px)), 0, i32(u.coarseWidth) - 1));
  let x1 = u32(clamp(i32(floor(px)) + 1, 0, i32(u.coarseWidth) - 1));
  let top = (id.z * u.coarseHeight + u32(clamp(i32(floor(py)), 0, i32(u.coarseHeight) - 1))) * u.coarseWidth;
  let bottom = (id.z * u.coarseHeight + u32(clamp(i32(floor(py)) + 1, 0, i32(u.coarseHeight) - 1))) * u.coarseWidth;
  result[at] = values[at] + mix(mix(correction[top + x0], correction[top + x1], fx), mix(correction[bottom + x0], correction[bottom + x1], fx), fy);
}
