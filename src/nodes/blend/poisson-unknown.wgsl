// Which pixels are unknown, never the picture's edge. With shrink = 0: mask at least one half, and at least one eighth at all four neighbours, so that
// the foreground is there too. With shrink = 1: all four children unknown.
struct Uniforms { width: u32, height: u32, inWidth: u32, inHeight: u32, shrink: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read_write> unknown: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let at = id.y * u.width + id.x;
  let edge = id.x == 0u || id.y == 0u || id.x + 1u == u.width || id.y + 1u == u.height;
  if (edge) { unknown[at] = 0.0; return; }
  if (u.shrink == 0u) {
    let around = min(min(mask[at - 1u], mask[at + 1u]), min(mask[at - u.width], mask[at + u.width]));
    unknown[at] = select(0.0, 1.0, mask[at] >= 0.5 && around >= 0.125);
    return;
  }
  let x = 2u * id.x;
  let y = 2u * id.y;
  if (x + 1u >= u.inWidth || y + 1u >= u.inHeight) { unknown[at] = 0.0; return; }
  let first = y * u.inWidth + x;
  unknown[at] = min(min(mask[first], mask[first + 1u]), min(mask[first + u.inWidth], mask[first + u.inWidth + 1u]));
}
