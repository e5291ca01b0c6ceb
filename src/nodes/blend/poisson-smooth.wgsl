// Half a sweep of red-black Gauss-Seidel for 4·f − Σ neighbours = right on the unknown pixels; the other colour and the known pixels are copied.
struct Uniforms { channels: u32, width: u32, height: u32, colour: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> right: array<f32>;
@group(0) @binding(3) var<storage, read> unknown: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height || id.z >= u.channels) { return; }
  let at = (id.z * u.height + id.y) * u.width + id.x;
  if (unknown[id.y * u.width + id.x] < 0.5 || (id.x + id.y) % 2u != u.colour) { result[at] = values[at]; return; }
  result[at] = 0.25 * (right[at] + values[at - 1u] + values[at + 1u] + values[at - u.width] + values[at + u.width]);
}
