// Weight of the pixels in each of `bins` equal bins over 0..1, channel by channel; values outside count in the nearest bin.
struct Uniforms { pixels: u32, bins: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read> mask: array<f32>;
@group(0) @binding(3) var<storage, read_write> counts: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.bins || id.y >= 3u) { return; }
  var sum = 0.0;
  for (var i = 0u; i < u.pixels; i++) {
    let weight = mask[i];
    if (weight <= 0.0) { continue; }
    let bin = clamp(i32(floor(picture[id.y * u.pixels + i] * f32(u.bins))), 0, i32(u.bins) - 1);
    if (u32(bin) == id.x) { sum += weight; }
  }
  counts[id.y * u.bins + id.x] = sum;
}
