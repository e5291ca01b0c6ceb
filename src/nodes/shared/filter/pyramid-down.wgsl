// Halves a picture with the taps 1 3 3 1 in each direction: coarse pixel centres lie between four fine ones. Edges repeat.
struct Uniforms { channels: u32, inWidth: u32, inHeight: u32, outWidth: u32, outHeight: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.outWidth || id.y >= u.outHeight || id.z >= u.channels) { return; }
  var taps = array<f32, 4>(0.125, 0.375, 0.375, 0.125);
  var sum = 0.0;
  for (var j = 0; j < 4; j++) {
    let y = u32(clamp(2 * i32(id.y) + j - 1, 0, i32(u.inHeight) - 1));
    for (var i = 0; i < 4; i++) {
      let x = u32(clamp(2 * i32(id.x) + i - 1, 0, i32(u.inWidth) - 1));
      sum += taps[i] * taps[j] * picture[(id.z * u.inHeight + y) * u.inWidth + x];
    }
  }
  result[(id.z * u.outHeight + id.y) * u.outWidth + id.x] = sum;
}
