// Sum of the chosen label planes, clipped to 0..1: bit k of `parts` chooses plane k.
struct Uniforms { pixels: u32, planes: u32, parts: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> labels: array<f32>;
@group(0) @binding(2) var<storage, read_write> mask: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  var sum = 0.0;
  for (var k = 0u; k < u.planes; k++) {
    if (((u.parts >> k) & 1u) == 1u) { sum += labels[k * u.pixels + id.x]; }
  }
  mask[id.x] = clamp(sum, 0.0, 1.0);
}
