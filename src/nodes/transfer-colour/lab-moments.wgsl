// Moments of a Lab picture under a mask, row by row: Σw, then Σw·v of L − 50, a, b, then Σw·v² of the same, then Σw of the products (L − 50)·a, (L − 50)·b, a·b.
struct Uniforms { width: u32, height: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> lab: array<f32>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.height) { return; }
  let plane = u.width * u.height;
  var total = 0.0;
  var first = vec3<f32>(0.0);
  var second = vec3<f32>(0.0);
  var cross = vec3<f32>(0.0);
  for (var x = 0u; x < u.width; x++) {
    let at = id.x * u.width + x;
    let weight = mask[at];
    let value = vec3<f32>(lab[at] - 50.0, lab[plane + at], lab[2u * plane + at]);
    total += weight;
    first += weight * value;
    second += weight * value * value;
    cross += weight * vec3<f32>(value.x * value.y, value.x * value.z, value.y * value.z);
  }
  sums[id.x] = total;
  sums[u.height + id.x] = first.x;
  sums[2u * u.height + id.x] = first.y;
  sums[3u * u.height + id.x] = first.z;
  sums[4u * u.height + id.x] = second.x;
  sums[5u * u.height + id.x] = second.y;
  sums[6u * u.height + id.x] = second.z;
  sums[7u * u.height + id.x] = cross.x;
  sums[8u * u.height + id.x] = cross.y;
  sums[9u * u.height + id.x] = cross.z;
}
