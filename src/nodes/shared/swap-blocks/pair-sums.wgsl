// Of each channel of two maps: sums of a*a, b*b, a*b and (a - b)^2, and the largest |a - b|.
struct Uniforms { channels: u32, area: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.channels) { return; }
  var total = vec4<f32>(0.0);
  var largest = 0.0;
  for (var block = 0u; block < u.area; block += 256u) {
    var part = vec4<f32>(0.0);
    for (var i = block; i < min(block + 256u, u.area); i++) {
      let a = first[id.x * u.area + i];
      let b = second[id.x * u.area + i];
      part += vec4<f32>(a * a, b * b, a * b, (a - b) * (a - b));
      largest = max(largest, abs(a - b));
    }
    total += part;
  }
  let at = id.x * 5u;
  sums[at] = total.x;
  sums[at + 1u] = total.y;
  sums[at + 2u] = total.z;
  sums[at + 3u] = total.w;
  sums[at + 4u] = largest;
}
