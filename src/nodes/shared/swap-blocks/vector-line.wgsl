// A stretch of a vector times a gain plus an offset.
struct Uniforms { count: u32, first: u32, gain: f32, offset: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.count) { return; }
  result[id.x] = values[u.first + id.x] * u.gain + u.offset;
}
