// Weighted sum of three channels, then a straight line clipped to 0..1.
struct Uniforms { pixels: u32, red: f32, green: f32, blue: f32, gain: f32, offset: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> mask: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let value = u.red * picture[id.x] + u.green * picture[u.pixels + id.x] + u.blue * picture[2u * u.pixels + id.x];
  mask[id.x] = clamp(value * u.gain + u.offset, 0.0, 1.0);
}
