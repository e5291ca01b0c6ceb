// Coverage of a closed polygon (non-zero winding), with an edge one pixel soft by the distance to the outline.
struct Uniforms { width: u32, height: u32, corners: u32 }
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> points: array<f32>;
@group(0) @binding(2) var<storage, read_write> mask: array<f32>;

@compute @workgroup_size(16, 16, 1)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= u.width || id.y >= u.height) { return; }
  let p = vec2<f32>(f32(id.x) + 0.5, f32(id.y) + 0.5);
  var winding = 0;
  var nearest = 1e30;
  for (var i = 0u; i < u.corners; i++) {
    let j = (i + 1u) % u.corners;
    let a = vec2<f32>(points[2u * i], points[2u * i + 1u]);
    let b = vec2<f32>(points[2u * j], points[2u * j + 1u]);
    let side = b - a;
    let offset = p - a;
    let length2 = dot(side, side);
    var along = 0.0;
    if (length2 > 0.0) { along = clamp(dot(offset, side) / length2, 0.0, 1.0); }
    let gap = offset - side * along;
    nearest = min(nearest, dot(gap, gap));
    let cross = side.x * offset.y - side.y * offset.x;
    if (a.y <= p.y && b.y > p.y && cross > 0.0) { winding++; }
    if (a.y > p.y && b.y <= p.y && cross < 0.0) { winding--; }
  }
  let distance = sqrt(nearest);
  mask[id.y * u.width + id.x] = clamp(0.5 + select(-distance, distance, winding != 0), 0.0, 1.0);
}
