// Strokes over a mask, one after another: capsules x0, y0, x1, y1, radius, erase, with an edge one pixel soft.
struct Uniforms { width: u32, height: u32, capsules: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> capsules: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let p = vec2<f32>(f32(id.x) + 0.5, f32(id.y) + 0.5);
  var value = mask[id.y * u.width + id.x];
  for (var i = 0u; i < u.capsules; i++) {
    let a = vec2<f32>(capsules[6u * i], capsules[6u * i + 1u]);
    let side = vec2<f32>(capsules[6u * i + 2u], capsules[6u * i + 3u]) - a;
    let length2 = dot(side, side);
    var along = 0.0;
    if (length2 > 0.0) { along = clamp(dot(p - a, side) / length2, 0.0, 1.0); }
    let cover = clamp(capsules[6u * i + 4u] + 0.5 - length(p - a - side * along), 0.0, 1.0);
    value = select(max(value, cover), min(value, 1.0 - cover), capsules[6u * i + 5u] > 0.5);
  }
  result[id.y * u.width + id.x] = value;
}
