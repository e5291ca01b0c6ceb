// Cross moments of a Lab picture under a mask, row by row: Σw·(L − 50)·a, Σw·(L − 50)·b, Σw·a·b.
struct Uniforms { width: u32, height: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> lab: array<f32>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.height) { return; }
  let plane = u.width * u.height;
  var cross = vec3<f32>(0.0);
  for (var x = 0u; x < u.width; x++) {
    let at = id.x * u.width + x;
    let value = vec3<f32>(lab[at] - 50.0, lab[plane + at], lab[2u * plane + at]);
    cross += mask[at] * vec3<f32>(value.x * value.y, value.x * value.z, value.y * value.z);
  }
  sums[id.x] = cross.x;
  sums[u.height + id.x] = cross.y;
  sums[2u * u.height + id.x] = cross.z;
}
