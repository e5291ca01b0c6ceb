// first * a + second * b, scaled to length 1.
struct Uniforms { count: u32, a: f32, b: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.count) { return; }
  var squares = 0.0;
  for (var i = 0u; i < u.count; i++) {
    let value = first[i] * u.a + second[i] * u.b;
    squares += value * value;
  }
  result[id.x] = (first[id.x] * u.a + second[id.x] * u.b) / max(sqrt(squares), 1e-12);
}
