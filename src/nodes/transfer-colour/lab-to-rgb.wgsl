// CIE L*a*b* planes under D65 to sRGB-encoded planes, clipped to 0..1.
struct Uniforms { pixels: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> lab: array<f32>;
@group(0) @binding(2) var<storage, read_write> rgb: array<f32>;

fn curve(value: f32) -> f32 {
  let cube = value * value * value;
  return select((116.0 * value - 16.0) * 27.0 / 24389.0, cube, cube > 216.0 / 24389.0);
}

fn encoded(value: f32) -> f32 {
  if (value <= 0.0031308) { return clamp(value * 12.92, 0.0, 1.0); }
  return clamp(1.055 * pow(value, 1.0 / 2.4) - 0.055, 0.0, 1.0);
}

@compute @workgroup_size(64, 1, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.pixels) { return; }
  let fy = (lab[id.x] + 16.0) / 116.0;
  let x = 0.95047 * curve(fy + lab[u.pixels + id.x] / 500.0);
  let y = 1.0000001 * curve(fy);
  let z = 1.08883 * curve(fy - lab[2u * u.pixels + id.x] / 200.0);
  rgb[id.x] = encoded(3.24045484 * x - 1.53713885 * y - 0.49853155 * z);
  rgb[u.pixels + id.x] = encoded(-0.96926639 * x + 1.87601093 * y + 0.04155608 * z);
  rgb[2u * u.pixels + id.x] = encoded(0.05564342 * x - 0.20402585 * y + 1.05722516 * z);
}
