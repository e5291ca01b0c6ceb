// Difference of two pictures under a mask. mode 0: |a − b| · gain per channel; 1: the mean over the channels on a black-red-yellow-white scale.
struct Uniforms { pixels: u32, mode: u32, gain: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let weight = mask[id.x] * u.gain;
  var gap = vec3<f32>(0.0);
  for (var c = 0u; c < 3u; c++) { gap[c] = abs(first[c * u.pixels + id.x] - second[c * u.pixels + id.x]) * weight; }
  if (u.mode == 1u) {
    let heat = (gap.x + gap.y + gap.z) / 3.0;
    gap = vec3<f32>(3.0 * heat, 3.0 * heat - 1.0, 3.0 * heat - 2.0);
  }
  for (var c = 0u; c < 3u; c++) { result[c * u.pixels + id.x] = clamp(gap[c], 0.0, 1.0); }
}
