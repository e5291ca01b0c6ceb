// Adds each row of a table up.
struct Uniforms { rows: u32, columns: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(8, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.rows) { return; }
  var sum = 0.0;
  for (var i = 0u; i < u.columns; i++) { sum += values[id.x * u.columns + i]; }
  sums[id.x] = sum;
}
