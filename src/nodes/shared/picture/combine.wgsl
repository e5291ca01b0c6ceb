// Two masks into one. operation: 0 minimum, 1 maximum, 2 product, 3 first minus second; values are clipped to 0..1.
struct Uniforms { pixels: u32, operation: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let a = first[id.x];
  let b = second[id.x];
  var value = min(a, b);
  if (u.operation == 1u) { value = max(a, b); }
  if (u.operation == 2u) { value = a * b; }
  if (u.operation == 3u) { value = a - b; }
  result[id.x] = clamp(value, 0.0, 1.0);
}
