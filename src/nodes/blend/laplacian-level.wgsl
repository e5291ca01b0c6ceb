// One level of a Laplacian blend (Burt & Adelson 1983): mixes the two pictures' detail by the mask and adds the blended coarser level, enlarged.
struct Uniforms { channels: u32, width: u32, height: u32, coarseWidth: u32, coarseHeight: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> over: array<f32>;
@group(0) @binding(2) var<storage, read> overCoarse: array<f32>;
@group(0) @binding(3) var<storage, read> under: array<f32>;
@group(0) @binding(4) var<storage, read> underCoarse: array<f32>;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read> blendedCoarse: array<f32>;
@group(0) @binding(7) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let px = (f32(id.x) + 0.5) * 0.5 - 0.5;
  let py = (f32(id.y) + 0.5) * 0.5 - 0.5;
  let fx = px - floor(px);
  let fy = py - floor(py);
  let x0 = u32(clamp(i32(floor(px)), 0, i32(u.coarseWidth) - 1));
  let x1 = u32(clamp(i32(floor(px)) + 1, 0, i32(u.coarseWidth) - 1));
  let y0 = u32(clamp(i32(floor(py)), 0, i32(u.coarseHeight) - 1));
  let y1 = u32(clamp(i32(floor(py)) + 1, 0, i32(u.coarseHeight) - 1));
  let top = (id.z * u.coarseHeight + y0) * u.coarseWidth;
  let bottom = (id.z * u.coarseHeight + y1) * u.coarseWidth;
  let overUp = mix(mix(overCoarse[top + x0], overCoarse[top + x1], fx), mix(overCoarse[bottom + x0], overCoarse[bottom + x1], fx), fy);
  let underUp = mix(mix(underCoarse[top + x0], underCoarse[top + x1], fx), mix(underCoarse[bottom + x0], underCoarse[bottom + x1], fx), fy);
  let blendedUp = mix(mix(blendedCoarse[top + x0], blendedCoarse[top + x1], fx), mix(blendedCoarse[bottom + x0], blendedCoarse[bottom + x1], fx), fy);
  let at = (id.z * u.height + id.y) * u.width + id.x;
  result[at] = mix(under[at] - underUp, over[at] - overUp, mask[id.y * u.width + id.x]) + blendedUp;
}
