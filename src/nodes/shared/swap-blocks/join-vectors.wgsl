// Two vectors, one behind the other.
struct Uniforms { first: u32, second: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> front: array<f32>;
@group(0) @binding(2) var<storage, read> back: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.first + u.second) { return; }
  if (id.x < u.first) { result[id.x] = front[id.x]; } else { result[id.x] = back[id.x - u.first]; }
}
