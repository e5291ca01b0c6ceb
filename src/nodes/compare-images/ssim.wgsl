// Structural similarity (Wang et al. 2004, eq. 13) of each pixel from blurred a, b, a², b², ab; values 0..1, constants 0.01² and 0.03².
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> blurred: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let a = blurred[id.x];
  let b = blurred[u.pixels + id.x];
  let aa = max(blurred[2u * u.pixels + id.x] - a * a, 0.0);
  let bb = max(blurred[3u * u.pixels + id.x] - b * b, 0.0);
  let ab = blurred[4u * u.pixels + id.x] - a * b;
  result[id.x] = (2.0 * a * b + 0.0001) * (2.0 * ab + 0.0009) / ((a * a + b * b + 0.0001) * (aa + bb + 0.0009));
}
