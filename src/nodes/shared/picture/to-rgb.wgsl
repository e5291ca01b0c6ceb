// Any picture as three planes of sRGB-encoded 0..1: value · scale + offset, then the sRGB curve when the picture is linear light. Further channels are dropped.
struct Uniforms { pixels: u32, linear: u32, scale: f32, offset: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels || id.y >= 3u) { return; }
  let at = id.y * u.pixels + id.x;
  let value = picture[at] * u.scale + u.offset;
  if (u.linear == 0u) { result[at] = value; return; }
  let size = abs(value);
  let encoded = select(1.055 * pow(max(size, 1e-8), 1.0 / 2.4) - 0.055, size * 12.92, size <= 0.0031308);
  result[at] = select(encoded, -encoded, value < 0.0);
}
