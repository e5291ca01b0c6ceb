// Sends each value through its channel's table over 0..1, straight lines between the entries.
struct Uniforms { pixels: u32, bins: u32, strength: f32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> picture: array<f32>;
@group(0) @binding(2) var<storage, read> table: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels || id.y >= 3u) { return; }
  let at = id.y * u.pixels + id.x;
  let position = clamp(picture[at], 0.0, 1.0) * f32(u.bins);
  let bin = min(u32(floor(position)), u.bins - 1u);
  let entry = id.y * (u.bins + 1u) + bin;
  let value = mix(table[entry], table[entry + 1u], position - f32(bin));
  result[at] = mix(picture[at], value, u.strength);
}
