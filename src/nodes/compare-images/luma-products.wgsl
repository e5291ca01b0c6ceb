// Luma of two pictures and their products, ready to be blurred: a, b, a², b², ab (BT.601 luma of the sRGB values, as in Wang et al. 2004).
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let n = u.pixels;
  let a = 0.299 * first[id.x] + 0.587 * first[n + id.x] + 0.114 * first[2u * n + id.x];
  let b = 0.299 * second[id.x] + 0.587 * second[n + id.x] + 0.114 * second[2u * n + id.x];
  result[id.x] = a;
  result[n + id.x] = b;
  result[2u * n + id.x] = a * a;
  result[3u * n + id.x] = b * b;
  result[4u * n + id.x] = a * b;
}
