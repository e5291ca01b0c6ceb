// Distance along the row to the nearest pixel of the set (mask >= 0.5, or < 0.5 with invert), px, at most radius + 1.
struct Uniforms { width: u32, height: u32, radius: u32, invert: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let radius = i32(u.radius);
  var best = radius + 1;
  for (var d = -radius; d <= radius; d++) {
    let x = i32(id.x) + d;
    if (x < 0 || x >= i32(u.width)) { continue; }
    let inside = mask[id.y * u.width + u32(x)] >= 0.5;
    if (inside != (u.invert == 1u)) { best = min(best, abs(d)); }
  }
  result[id.y * u.width + id.x] = f32(best);
}
