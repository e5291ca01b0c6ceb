// For each row and channel the sum of value · mask, and last the sum of the mask.
struct Uniforms { channels: u32, width: u32, height: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.height || id.y > u.channels) { return; }
  var sum = 0.0;
  for (var x = 0u; x < u.width; x++) {
    let weight = mask[id.x * u.width + x];
    if (id.y == u.channels) { sum += weight; } else { sum += weight * values[(id.y * u.height + id.x) * u.width + x]; }
  }
  sums[id.y * u.height + id.x] = sum;
}
