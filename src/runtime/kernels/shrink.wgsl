struct Uniforms { channels: u32, inHeight: u32, inWidth: u32, outHeight: u32, outWidth: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(8, 8, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= u.outWidth || id.y >= u.outHeight || id.z >= u.channels) { return; }
  let y0 = id.y * u.inHeight / u.outHeight;
  let y1 = ((id.y + 1u) * u.inHeight + u.outHeight - 1u) / u.outHeight;
  let x0 = id.x * u.inWidth / u.outWidth;
  let x1 = ((id.x + 1u) * u.inWidth + u.outWidth - 1u) / u.outWidth;
  var sum = 0.0;
  for (var y = y0; y < y1; y++) {
    for (var x = x0; x < x1; x++) { sum += input[(id.z * u.inHeight + y) * u.inWidth + x]; }
  }
  output[(id.z * u.outHeight + id.y) * u.outWidth + id.x] = sum / f32((y1 - y0) * (x1 - x0));
}
