// sRGB-encoded planes to CIE L*a*b* under D65 (IEC 61966-2-1, CIE 15:2004).
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> rgb: array<f32>;
@group(0) @binding(2) var<storage, read_write> lab: array<f32>;

fn linear(encoded: f32) -> f32 {
  let size = abs(encoded);
  let value = select(pow((size + 0.055) / 1.055, 2.4), size / 12.92, size <= 0.04045);
  return select(value, -value, encoded < 0.0);
}

fn curve(ratio: f32) -> f32 {
  return select((24389.0 / 27.0 * ratio + 16.0) / 116.0, pow(max(ratio, 1e-6), 1.0 / 3.0), ratio > 216.0 / 24389.0);
}

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let r = linear(rgb[id.x]);
  let g = linear(rgb[u.pixels + id.x]);
  let b = linear(rgb[2u * u.pixels + id.x]);
  let x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  let y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / 1.0000001);
  let z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  lab[id.x] = 116.0 * y - 16.0;
  lab[u.pixels + id.x] = 500.0 * (x - y);
  lab[2u * u.pixels + id.x] = 200.0 * (y - z);
}
