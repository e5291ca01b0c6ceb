// The plane of the largest logit of each pixel as one-hot planes, and whether it is one of the chosen parts (bits).
struct Uniforms { pixels: u32, planes: u32, parts: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> logits: array<f32>;
@group(0) @binding(2) var<storage, read_write> labels: array<f32>;
@group(0) @binding(3) var<storage, read_write> mask: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  var best = 0u;
  for (var k = 1u; k < u.planes; k++) {
    if (logits[k * u.pixels + id.x] > logits[best * u.pixels + id.x]) { best = k; }
  }
  labels[best * u.pixels + id.x] = 1.0;
  mask[id.x] = f32((u.parts >> best) & 1u);
}
